// State dicts: ordered tensors by name, how they print, and loading them into a module.

import { sameShape, ShapeError, ValueError } from "@flambeau/core";
import { formatSize, noGrad, pythonValue, type Tensor } from "@flambeau/tensor";

const INSPECT = Symbol.for("nodejs.util.inspect.custom");

/** The tensors of a module by their dotted names, in order; prints as Python's OrderedDict. */
export class StateDict extends Map<string, Tensor> {
  override toString(): string {
    const entries = [...this].map(([key, tensor]) => `(${pythonValue(key)}, ${tensor})`);
    return entries.length ? `OrderedDict([${entries.join(", ")}])` : "OrderedDict()";
  }
  [INSPECT](): string {
    return this.toString();
  }
}

/** What `loadStateDict` takes: a state dict, a Map, or a plain object. */
export type StateSource = ReadonlyMap<string, Tensor> | Readonly<Record<string, Tensor>>;

/** Which keys a loaded state dict lacked and which it had too many. */
export class IncompatibleKeys {
  readonly missingKeys: readonly string[];
  readonly unexpectedKeys: readonly string[];
  constructor(missingKeys: readonly string[], unexpectedKeys: readonly string[]) {
    this.missingKeys = missingKeys;
    this.unexpectedKeys = unexpectedKeys;
  }
  toString(): string {
    if (!this.missingKeys.length && !this.unexpectedKeys.length)
      return "<All keys matched successfully>";
    const list = (keys: readonly string[]) => `[${keys.map(pythonValue).join(", ")}]`;
    return `_IncompatibleKeys(missing_keys=${list(this.missingKeys)}, unexpected_keys=${list(this.unexpectedKeys)})`;
  }
  [INSPECT](): string {
    return this.toString();
  }
}

const quoted = (keys: readonly string[]) => keys.map((key) => `"${key}"`).join(", ");

/** Copies `source` into the tensors of `target`; throws before the first copy if they do not fit. */
export function loadInto(
  owner: string,
  target: StateDict,
  source: StateSource,
  strict: boolean,
): IncompatibleKeys {
  const given = new Map<string, Tensor>(source instanceof Map ? source : Object.entries(source));
  const missing = [...target.keys()].filter((key) => !given.has(key));
  const unexpected = [...given.keys()].filter((key) => !target.has(key));
  const mismatched = [...target].filter(([key, tensor]) => {
    const shape = given.get(key)?.shape;
    return shape && !sameShape(shape, tensor.shape);
  });

  const problems: string[] = [];
  if (strict && missing.length) problems.push(`missing keys ${quoted(missing)}`);
  if (strict && unexpected.length) problems.push(`unexpected keys ${quoted(unexpected)}`);
  const keyProblem = problems.length > 0;
  for (const [key, tensor] of mismatched)
    problems.push(
      `size mismatch for ${key}: got ${formatSize(given.get(key)!.shape)}, the module has ${formatSize(tensor.shape)}`,
    );
  if (problems.length) {
    const fields = { missing, unexpected, mismatched: mismatched.map(([key]) => key) };
    const hint = keyProblem ? "; { strict: false } loads the keys that match" : "";
    const message = `loadStateDict: the state does not fit ${owner}: ${problems.join("; ")}${hint}`;
    throw keyProblem ? new ValueError(message, fields) : new ShapeError(message, fields);
  }

  noGrad(() => {
    for (const [key, tensor] of target) {
      const value = given.get(key);
      if (value) tensor.copy_(value.device === tensor.device ? value : value.to(tensor.device));
    }
  });
  return new IncompatibleKeys(missing, unexpected);
}
