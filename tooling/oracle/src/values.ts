// Owns how Python values look inside the runner: an int is a bigint, a float is a number, None is null.

/** A Python tuple; `fields` names the members of a named result. */
export class Tuple extends Array<Value> {
  fields?: string[];

  static override get [Symbol.species]() {
    return Array;
  }
}

/** The tuple of some items. */
export function tuple(items: Iterable<Value>, fields?: string[]): Tuple {
  const result = new Tuple();
  for (const item of items) result.push(item);
  if (fields) result.fields = fields;
  return result;
}

/** The index part `start:stop:step`; null where a bound is left out. */
export class Slice {
  readonly start: Value;
  readonly stop: Value;
  readonly step: Value;
  constructor(start: Value, stop: Value, step: Value) {
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
}

/** A dtype object such as torch.float32. */
export class DTypeValue {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** A device object such as torch.device("cpu"). */
export class DeviceValue {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** torch.Size: a shape that prints as such. */
export class SizeValue {
  readonly sizes: readonly number[];
  constructor(sizes: readonly number[]) {
    this.sizes = sizes;
  }
}

/** A function named in a case, for example nn.functional.relu. */
export class FunctionValue {
  readonly path: string;
  constructor(path: string) {
    this.path = path;
  }
}

/** A setting that has one value here (memory format, layout), so that it is left out of a call. */
export class Fixed {
  readonly what: string;
  constructor(what: string) {
    this.what = what;
  }
}

export const ELLIPSIS = Symbol("...");

/**
 * Any Python value; objects of the library under test appear as themselves, and every one of their
 * members may be absent.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- checked at run time, name by name
export type Value = any;

/** The dtypes of the reference data. */
export const DTYPES = [
  "float32",
  "float64",
  "int64",
  "int32",
  "int16",
  "int8",
  "uint8",
  "bool",
] as const;

/** A tensor as the reference files store it. */
export interface EncodedTensor {
  shape: number[];
  dtype: string;
  data: (number | string | boolean)[];
  requires_grad?: boolean;
}

/** Whether a JSON value is a stored tensor (some generators leave `data` out). */
export function isEncodedTensor(value: unknown): value is EncodedTensor {
  return typeof value === "object" && value !== null && "shape" in value && "dtype" in value;
}
