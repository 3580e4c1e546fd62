// Hooks of a module's call: what runs before and after forward.

import type { Module } from "./module.ts";

/** The inputs and outputs of modules, which only a class with a `forward` of its own can know. */
// oxlint-disable-next-line no-explicit-any
export type Anything = any;

/** Runs before forward with the module and its inputs; an array that it returns replaces them, another value is the one input. */
export type ForwardPreHook = (module: Module, inputs: readonly Anything[]) => unknown;

/** Runs after forward with the module, its inputs and its output; what it returns, unless undefined, replaces the output. */
export type ForwardHook = (
  module: Module,
  inputs: readonly Anything[],
  output: Anything,
) => unknown;

/** Takes a hook away again. */
export interface HookHandle {
  remove(): void;
}

/** Hooks in the order of their registration. */
export class HookList<Hook> {
  private readonly hooks = new Map<symbol, Hook>();

  add(hook: Hook): HookHandle {
    const key = Symbol("hook");
    this.hooks.set(key, hook);
    return { remove: () => void this.hooks.delete(key) };
  }

  get empty(): boolean {
    return this.hooks.size === 0;
  }

  /** A copy, so that a hook may remove itself. */
  list(): Hook[] {
    return [...this.hooks.values()];
  }
}

/** Runs forward between its hooks. */
export function runHooked(
  module: Module,
  inputs: unknown[],
  before: readonly ForwardPreHook[],
  after: () => readonly ForwardHook[],
): unknown {
  for (const hook of before) {
    const replaced = hook(module, inputs);
    if (replaced !== undefined) inputs = Array.isArray(replaced) ? replaced : [replaced];
  }
  let output: unknown = module.forward(...inputs);
  for (const hook of after()) {
    const replaced = hook(module, inputs, output);
    if (replaced !== undefined) output = replaced;
  }
  return output;
}
