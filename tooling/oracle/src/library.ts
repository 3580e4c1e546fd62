// Owns how the library under test is reached: by name, so that a missing name is a result and not a crash.
import type { Value } from "./values.ts";

/** The library under test: a module whose members are looked up by name. */
export type Library = Record<string, Value>;

/** Thrown where the library has no such function, class, method or option. */
export class NotImplemented extends Error {
  override name = "NotImplemented";
}

/** snake_case to camelCase; leading and trailing underscores stay. */
export function camelCase(name: string): string {
  return name.replace(/(?<=[a-zA-Z0-9])_([a-zA-Z0-9])/g, (_, letter: string) =>
    letter.toUpperCase(),
  );
}

/** Member of an object of the library, or NotImplemented with the path that was tried. */
export function member(object: Value, name: string, owner = ""): Value {
  const value = object === null || object === undefined ? undefined : object[name];
  if (value === undefined) throw new NotImplemented(`${owner}${owner && "."}${name}`);
  return value;
}

/** Function of an object of the library, bound to it. */
export function method(object: Value, name: string, owner = ""): (...args: Value[]) => Value {
  const value = member(object, name, owner);
  if (typeof value !== "function") throw new NotImplemented(`${owner}.${name}()`);
  return (...args) => value.apply(object, args);
}

/** Follows a dotted path such as `nn.functional.relu`. */
export function lookup(library: Library, path: string): Value {
  let value: unknown = library;
  for (const part of path.split(".")) {
    value = (value as Library | null | undefined)?.[part];
    if (value === undefined) throw new NotImplemented(path);
  }
  return value;
}

/** Like `lookup`, undefined where something is missing. */
export function find(library: Library, path: string): Value {
  try {
    return lookup(library, path);
  } catch {
    return undefined;
  }
}

/** Whether a value is a tensor of the library. */
export function isTensor(library: Library, value: unknown): boolean {
  const Tensor = library.Tensor;
  return typeof Tensor === "function" && value instanceof Tensor;
}

/** Whether an error is one that the library raises on purpose. */
export function isLibraryError(library: Library, error: unknown): boolean {
  const FlambeauError = library.FlambeauError;
  return typeof FlambeauError === "function" && error instanceof FlambeauError;
}
