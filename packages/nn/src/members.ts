// What a module consists of: its parameters, buffers and children, found by walking its own properties.

import { Tensor } from "@flambeau/tensor";
import type { Module } from "./module.ts";
import { isParameter } from "./parameter.ts";

/** Names and values, in order of registration. */
export type Named<T> = [name: string, value: T][];

const own = (module: Module): Named<unknown> => Object.entries(module);

/** The parameters that a module itself holds. */
export const ownParameters = (module: Module): Named<Tensor> =>
  own(module).filter((entry): entry is [string, Tensor] => isParameter(entry[1]));

/** The buffers that a module itself holds. */
export const ownBuffers = (module: Module, names: Iterable<string>): Named<Tensor> =>
  [...names]
    .map((name): [string, unknown] => [name, (module as unknown as Record<string, unknown>)[name]])
    .filter((entry): entry is [string, Tensor] => entry[1] instanceof Tensor);

/** The modules that a module itself holds, one that it holds twice included twice. */
export const ownModules = (module: Module, isModule: (value: unknown) => boolean): Named<Module> =>
  own(module).filter((entry): entry is [string, Module] => isModule(entry[1]));

/** Each value once, under its first name. */
export function distinct<T>(named: Named<T>): Named<T> {
  const seen = new Set<T>();
  return named.filter(([, value]) => !seen.has(value) && seen.add(value));
}

/** A member's name below its module's. */
export const joined = (prefix: string, name: string): string =>
  prefix ? `${prefix}.${name}` : name;
