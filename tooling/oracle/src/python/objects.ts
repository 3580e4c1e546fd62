// Owns the two objects of a Python namespace: modules with members, and functions of Python arguments.
import type { Value } from "../values.ts";

/** A callable of the namespace: positional and keyword arguments as Python values. */
export type PythonFunction = (args: Value[], kwargs: Map<string, Value>) => Value;

/** A namespace such as `torch.nn`: `get` gives a member or throws NotImplemented. */
export class PythonModule {
  readonly name: string;
  readonly get: (name: string) => Value;

  constructor(name: string, get: (name: string) => Value) {
    this.name = name;
    this.get = get;
  }
}

/** A function value that takes Python arguments. */
export function pythonFunction(run: PythonFunction): Value {
  return Object.assign((...args: Value[]) => run(args, new Map()), { python: run });
}
