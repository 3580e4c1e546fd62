// Owns the way from the values of the reference files to Python values and tensors of the library.
import { find, lookup, method, type Library } from "./library.ts";
import {
  DeviceValue,
  DTYPES,
  DTypeValue,
  ELLIPSIS,
  type EncodedTensor,
  Fixed,
  FunctionValue,
  isEncodedTensor,
  Slice,
  tuple,
  type Value,
} from "./values.ts";

const SPECIAL: Record<string, number> = { nan: NaN, inf: Infinity, "-inf": -Infinity };

/** A float of the files: a number, or one of "nan", "inf", "-inf". */
export function decodeFloat(value: number | string | boolean): number {
  if (typeof value === "string") {
    if (!(value in SPECIAL)) throw new TypeError(`decodeFloat: no such float: ${value}`);
    return SPECIAL[value];
  }
  return Number(value);
}

type TypedData =
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>
  | BigInt64Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Int16Array<ArrayBuffer>
  | Int8Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>;

/** The data of a stored tensor, rounded to its dtype; bool as 0 and 1 in bytes. */
export function decodeData(encoded: EncodedTensor): TypedData {
  const { dtype, data } = encoded;
  switch (dtype) {
    case "float32":
      return Float32Array.from(data, decodeFloat);
    case "float64":
      return Float64Array.from(data, decodeFloat);
    case "int64":
      return BigInt64Array.from(data as (number | string)[], (value) => BigInt(value));
    case "int32":
      return Int32Array.from(data, Number);
    case "int16":
      return Int16Array.from(data, Number);
    case "int8":
      return Int8Array.from(data, Number);
    case "uint8":
    case "bool":
      return Uint8Array.from(data, Number);
    default:
      throw new TypeError(`decodeData: unknown dtype: ${dtype}`);
  }
}

/** Makes tensors and Python values of stored ones, on one device of the library. */
export class Decoder {
  readonly library: Library;
  readonly device: unknown;

  constructor(library: Library, device?: unknown) {
    this.library = library;
    this.device = device;
  }

  /** A tensor of the library with the stored shape, dtype and values; a leaf where the file says so. */
  tensor(encoded: EncodedTensor): Value {
    const data = decodeData({ ...encoded, data: encoded.data ?? zeros(encoded) });
    let result = method(this.library, "fromArray")(data, [...encoded.shape]);
    if (encoded.dtype === "bool") result = method(result, "bool", "Tensor")();
    if (this.device !== undefined) result = method(result, "to", "Tensor")(this.device);
    if (encoded.requires_grad) method(result, "requiresGrad_", "Tensor")(true);
    return result;
  }

  /** A Python value: ints become bigints, floats numbers, lists arrays. */
  value(encoded: unknown): Value {
    if (encoded === null || typeof encoded === "boolean" || typeof encoded === "string") {
      return encoded;
    }
    if (typeof encoded === "number") {
      return Number.isInteger(encoded) ? BigInt(encoded) : encoded;
    }
    if (Array.isArray(encoded)) return encoded.map((item) => this.value(item));
    if (isEncodedTensor(encoded)) return this.tensor(encoded);
    const object = encoded as Record<string, Value>;
    if ("float" in object) return decodeFloat(object.float);
    if ("int" in object) return BigInt(object.int);
    if ("tuple" in object) {
      return tuple(
        object.tuple.map((item: unknown) => this.value(item)),
        object.fields,
      );
    }
    if ("dtype" in object) return new DTypeValue(object.dtype);
    if ("device" in object) return new DeviceValue(object.device);
    if ("layout" in object) return new Fixed("layout");
    if ("memory_format" in object) return new Fixed("memory format");
    if ("slice" in object) {
      const [start, stop, step] = object.slice.map((item: unknown) => this.value(item));
      return new Slice(start, stop, step);
    }
    if ("ellipsis" in object) return ELLIPSIS;
    if ("dict" in object) return this.dictionary(object.dict);
    if ("fn" in object) return new FunctionValue(object.fn);
    throw new TypeError(`decode: unknown value: ${JSON.stringify(encoded).slice(0, 80)}`);
  }

  /** Keyword arguments or a dict: names stay PyTorch's. */
  dictionary(encoded: Record<string, unknown>): Map<string, Value> {
    return new Map(Object.entries(encoded).map(([key, item]) => [key, this.value(item)]));
  }
}

function zeros(encoded: EncodedTensor): number[] {
  return Array.from({ length: encoded.shape.reduce((a, b) => a * b, 1) }, () => 0);
}

/** A Python value as an argument of the library: ints are numbers where they fit, tuples arrays. */
export function toArgument(library: Library, value: Value): unknown {
  if (typeof value === "bigint") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }
  if (value === null) return undefined;
  if (typeof value !== "object") return value;
  if (Array.isArray(value)) {
    return value.map((item) => (item === null ? null : toArgument(library, item)));
  }
  if (value instanceof DTypeValue || value instanceof DeviceValue) return value.name;
  if (value instanceof FunctionValue) return lookup(library, functionPath(library, value.path));
  if (value instanceof Map) {
    return Object.fromEntries(
      [...value].map(([key, item]) => [String(key), toArgument(library, item)]),
    );
  }
  return value;
}

function functionPath(library: Library, path: string): string {
  const camel = path.replace(/(?<=[a-z0-9])_([a-z0-9])/g, (_, c: string) => c.toUpperCase());
  return find(library, camel) === undefined ? path : camel;
}

/**
 * Nested data for `tensor(...)`: all ints stay BigInt literals, one float makes all of them numbers.
 */
export function toNested(value: Value): unknown {
  return holdsFloat(value) ? mapLeaves(value, Number) : mapLeaves(value, (leaf) => leaf);
}

function holdsFloat(value: Value): boolean {
  return Array.isArray(value) ? value.some(holdsFloat) : typeof value === "number";
}

function mapLeaves(value: Value, change: (leaf: bigint | number) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => mapLeaves(item, change));
  return typeof value === "bigint" || typeof value === "number" ? change(value) : value;
}

/** Whether a name is a dtype of the reference data. */
export function isDTypeName(name: unknown): name is string {
  return typeof name === "string" && (DTYPES as readonly string[]).includes(name);
}
