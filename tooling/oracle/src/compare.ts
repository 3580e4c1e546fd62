// Owns the comparison of a result with a stored value: shapes and dtypes equal, values within a tolerance.
import { camelCase, isTensor, type Library } from "./library.ts";
import { decodeData, decodeFloat } from "./decode.ts";
import { type EncodedTensor, isEncodedTensor } from "./values.ts";

/** |a - b| <= atol + rtol * |b|. */
export interface Tolerance {
  rtol: number;
  atol: number;
}

export const EXACT: Tolerance = { rtol: 0, atol: 0 };

/** A tensor read back: row-major data, bool as 0 and 1. */
export interface Plain {
  shape: readonly number[];
  dtype: string;
  data: ArrayLike<number | bigint>;
}

/** How a comparison is done. */
export interface Comparison {
  library: Library;
  /** Tolerance of the values of one dtype; integers and bool are always exact. */
  tolerance: (dtype: string) => Tolerance;
}

/** Reads a tensor from its device. */
export async function readTensor(tensor: {
  cpu?: () => unknown;
  toTypedArray: () => ArrayLike<number | bigint>;
  shape: readonly number[];
  dtype: string;
  detach?: () => unknown;
}): Promise<Plain> {
  const detached = (tensor.detach ? tensor.detach() : tensor) as typeof tensor;
  const local = (detached.cpu ? await detached.cpu() : detached) as typeof tensor;
  return { shape: [...tensor.shape], dtype: tensor.dtype, data: local.toTypedArray() };
}

/** A stored tensor in the same form. */
export function plainOf(encoded: EncodedTensor): Plain {
  return { shape: encoded.shape, dtype: encoded.dtype, data: decodeData(encoded) };
}

/** Whether two floats agree: NaN equals NaN, infinities with their sign, and 0 equals -0. */
export function closeFloat(actual: number, expected: number, { rtol, atol }: Tolerance): boolean {
  if (Number.isNaN(expected)) return Number.isNaN(actual);
  if (!Number.isFinite(expected) || !Number.isFinite(actual)) return actual === expected;
  return Math.abs(actual - expected) <= atol + rtol * Math.abs(expected);
}

function isFloat(dtype: string): boolean {
  return dtype.startsWith("float");
}

function position(shape: readonly number[], flat: number): string {
  const index: number[] = [];
  for (let d = shape.length - 1; d >= 0; d--) {
    index.unshift(flat % shape[d]);
    flat = Math.floor(flat / shape[d]);
  }
  return `[${index.join(", ")}]`;
}

/** First difference between two tensors, or null. */
export function comparePlain(
  label: string,
  actual: Plain,
  expected: Plain,
  tolerance: Tolerance,
): string | null {
  if (actual.shape.join() !== expected.shape.join()) {
    return `${label}: shape is [${actual.shape.join(", ")}], expected [${expected.shape.join(", ")}]`;
  }
  if (actual.dtype !== expected.dtype) {
    return `${label}: dtype is ${actual.dtype}, expected ${expected.dtype}`;
  }
  if (actual.data.length !== expected.data.length) {
    return `${label}: ${actual.data.length} elements, expected ${expected.data.length}`;
  }
  const float = isFloat(expected.dtype);
  for (let i = 0; i < expected.data.length; i++) {
    const a = actual.data[i];
    const b = expected.data[i];
    const equal = float ? closeFloat(Number(a), Number(b), tolerance) : BigInt(a) === BigInt(b);
    if (!equal) {
      const by = float && Number.isFinite(Number(a) - Number(b));
      return (
        `${label}${position(expected.shape, i)}: ${String(a)}, expected ${String(b)}` +
        (by
          ? ` (differs by ${Math.abs(Number(a) - Number(b)).toExponential(2)}, rtol ${tolerance.rtol}, atol ${tolerance.atol})`
          : "")
      );
    }
  }
  return null;
}

/** The members of a named or plain tuple result, in order. */
export function members(actual: unknown, fields: readonly string[] | undefined): unknown[] | null {
  if (Array.isArray(actual)) return actual;
  if (typeof actual !== "object" || actual === null) return null;
  const record = actual as Record<string, unknown>;
  if (!fields) return Object.values(record);
  return fields.map(
    (field) => record[field] ?? record[camelCase(field)] ?? record[field.toLowerCase()],
  );
}

/** First difference between a result and the stored value, or null. */
export async function compareValue(
  label: string,
  actual: unknown,
  expected: unknown,
  comparison: Comparison,
): Promise<string | null> {
  if (isEncodedTensor(expected)) {
    if (!isTensor(comparison.library, actual))
      return `${label}: ${describe(actual)}, expected a tensor`;
    return comparePlain(
      label,
      await readTensor(actual as never),
      plainOf(expected),
      comparison.tolerance(expected.dtype),
    );
  }
  if (expected === null) {
    return actual === null || actual === undefined
      ? null
      : `${label}: ${describe(actual)}, expected nothing`;
  }
  if (typeof expected === "number") return compareInteger(label, actual, expected);
  if (typeof expected === "boolean" || typeof expected === "string") {
    return actual === expected
      ? null
      : `${label}: ${describe(actual)}, expected ${JSON.stringify(expected)}`;
  }
  if (Array.isArray(expected)) return compareItems(label, actual, expected, undefined, comparison);
  const object = expected as Record<string, never>;
  if ("float" in object) {
    const b = decodeFloat(object.float);
    return typeof actual === "number" && closeFloat(actual, b, comparison.tolerance("float64"))
      ? null
      : `${label}: ${describe(actual)}, expected ${b}`;
  }
  if ("tuple" in object) {
    return compareItems(label, actual, object.tuple, object.fields, comparison);
  }
  if ("dtype" in object) {
    return actual === object.dtype
      ? null
      : `${label}: ${describe(actual)}, expected ${object.dtype}`;
  }
  throw new TypeError(`compare: unknown expected value: ${JSON.stringify(expected).slice(0, 80)}`);
}

function compareInteger(label: string, actual: unknown, expected: number): string | null {
  const integer = typeof actual === "number" || typeof actual === "bigint";
  return integer && Number(actual) === expected
    ? null
    : `${label}: ${describe(actual)}, expected ${expected}`;
}

async function compareItems(
  label: string,
  actual: unknown,
  expected: readonly unknown[],
  fields: readonly string[] | undefined,
  comparison: Comparison,
): Promise<string | null> {
  const items = isTensor(comparison.library, actual) ? null : members(actual, fields);
  if (!items) return `${label}: ${describe(actual)}, expected ${expected.length} results`;
  if (items.length !== expected.length) {
    return `${label}: ${items.length} results, expected ${expected.length}`;
  }
  for (let i = 0; i < expected.length; i++) {
    const name = fields ? `${label}.${fields[i]}` : `${label}[${i}]`;
    const difference = await compareValue(name, items[i], expected[i], comparison);
    if (difference !== null) return difference;
  }
  return null;
}

/** Short text of any value for a message. */
export function describe(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "object" && value !== null && "shape" in value && "dtype" in value) {
    const { shape, dtype } = value as unknown as Plain;
    return `a ${dtype} tensor of shape [${[...shape].join(", ")}]`;
  }
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
