// The text of a module, as PyTorch prints it.

import type { Named } from "./members.ts";
import type { Module } from "./module.ts";

/** The name of a module's class: built-ins carry theirs as a string, since minifiers rename classes. */
export function className(module: Module): string {
  const type = module.constructor as { readonly moduleName?: string; readonly name: string };
  return Object.hasOwn(type, "moduleName") ? type.moduleName! : type.name;
}

/** `Name(extra)` without children, else a line for each child, indented by two. */
export function moduleText(module: Module, children: Named<Module>): string {
  const extra = module.extraRepr();
  const name = className(module);
  if (!children.length && !extra.includes("\n")) return `${name}(${extra})`;
  const lines = extra ? [extra] : [];
  for (const [key, child] of children) lines.push(`(${key}): ${child.toString()}`);
  return `${name}(\n${lines.join("\n").replaceAll(/^/gm, "  ")}\n)`;
}
