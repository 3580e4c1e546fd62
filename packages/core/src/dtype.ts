// Element types: their facts, PyTorch's promotion table, and the default floating dtype.

import { DTypeError } from "./errors.ts";

export const DTYPES = [
  "bool",
  "uint8",
  "int8",
  "int16",
  "int32",
  "int64",
  "float32",
  "float64",
] as const;

/** Element type of a tensor. */
export type DType = (typeof DTYPES)[number];

/** The typed array that holds a dtype in host memory; bool takes a byte of 0 or 1. */
export type TypedArray =
  Uint8Array | Int8Array | Int16Array | Int32Array | BigInt64Array | Float32Array | Float64Array;

export type TypedArrayConstructor = {
  new (length: number): TypedArray;
  new (buffer: ArrayBufferLike, byteOffset?: number, length?: number): TypedArray;
  readonly BYTES_PER_ELEMENT: number;
};

const ARRAYS: Record<DType, unknown> = {
  bool: Uint8Array,
  uint8: Uint8Array,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  int64: BigInt64Array,
  float32: Float32Array,
  float64: Float64Array,
};

/** Position of each dtype in `DTYPES`: a small integer for tables and cache keys. */
export const DTYPE_CODE = /* @__PURE__ */ Object.fromEntries(
  DTYPES.map((dtype, code) => [dtype, code]),
) as Record<DType, number>;

export const isFloat = (dtype: DType): boolean => dtype === "float32" || dtype === "float64";
export const isBool = (dtype: DType): boolean => dtype === "bool";
export const isInteger = (dtype: DType): boolean => !isFloat(dtype) && dtype !== "bool";

export const arrayOf = (dtype: DType): TypedArrayConstructor =>
  ARRAYS[dtype] as TypedArrayConstructor;

/** Bytes of one element in host memory. */
export const byteSize = (dtype: DType): number => arrayOf(dtype).BYTES_PER_ELEMENT;

/** The dtype that a typed array stands for. */
export function dtypeOfArray(array: ArrayBufferView): DType {
  if (array instanceof Float32Array) return "float32";
  if (array instanceof Float64Array) return "float64";
  if (array instanceof BigInt64Array) return "int64";
  if (array instanceof Int32Array) return "int32";
  if (array instanceof Int16Array) return "int16";
  if (array instanceof Int8Array) return "int8";
  if (array instanceof Uint8Array || array instanceof Uint8ClampedArray) return "uint8";
  throw new DTypeError(
    `no dtype holds a ${array.constructor.name}: use a Float32Array, Float64Array, BigInt64Array, Int32Array, Int16Array, Int8Array or Uint8Array`,
  );
}

/** Throws `DTypeError` unless `dtype` names a dtype. */
export function checkDType(dtype: string, where: string): asserts dtype is DType {
  if (!(DTYPES as readonly string[]).includes(dtype))
    throw new DTypeError(`${where}: unknown dtype ${dtype}; the dtypes are ${DTYPES.join(", ")}`, {
      dtype,
    });
}

/** The dtype that holds every value of both, as `torch.promote_types`. */
export function promoteTypes(a: DType, b: DType): DType {
  if (a === b) return a;
  const low = DTYPE_CODE[a] < DTYPE_CODE[b] ? a : b;
  const high = low === a ? b : a;
  return low === "uint8" && high === "int8" ? "int16" : high;
}

/** Whether a value of `from` may be written into `to`, as `torch.can_cast`: never to a lower category. */
export const canCast = (from: DType, to: DType): boolean => category(from) <= category(to);

const category = (dtype: DType): number => (isFloat(dtype) ? 2 : isBool(dtype) ? 0 : 1);

let defaultDType: "float32" | "float64" = "float32";

/** The dtype of float literals, `zeros`, `rand`, and of integer division; float32 unless set. */
export const getDefaultDType = (): "float32" | "float64" => defaultDType;

/** Sets the default floating dtype, as `torch.set_default_dtype`. Throws `DTypeError` if it is no float dtype. */
export function setDefaultDType(dtype: DType): void {
  if (dtype !== "float32" && dtype !== "float64")
    throw new DTypeError(
      `setDefaultDType: only floating dtypes can be the default: got ${dtype}; use float32 or float64`,
      { dtype },
    );
  defaultDType = dtype;
}

/**
 * What takes part in promotion: a tensor with dimensions, a 0-d tensor or a number, each of which only
 * decides within its category what the ones before it left open. Encoded as a small integer.
 */
export type OperandKind = number;

const TENSOR0D = 8;
const SCALAR = 16;
export const KINDS = 19;
export const SCALAR_BOOL: OperandKind = SCALAR;
export const SCALAR_INT: OperandKind = SCALAR + 1;
export const SCALAR_FLOAT: OperandKind = SCALAR + 2;

export const tensorKind = (dtype: DType, ndim: number): OperandKind =>
  ndim === 0 ? TENSOR0D + DTYPE_CODE[dtype] : DTYPE_CODE[dtype];

/** The kind of a number operand: integral numbers count as Python's int, others as float. */
export function scalarKind(value: number | bigint | boolean): OperandKind {
  if (typeof value === "boolean") return SCALAR_BOOL;
  return typeof value === "bigint" || Number.isInteger(value) ? SCALAR_INT : SCALAR_FLOAT;
}

export const isScalarKind = (kind: OperandKind): boolean => kind >= SCALAR;

/** The dtype of a kind on its own; a number takes the default for its type. */
export function kindDType(kind: OperandKind): DType {
  if (kind === SCALAR_FLOAT) return defaultDType;
  if (kind >= SCALAR) return kind === SCALAR_INT ? "int64" : "bool";
  return DTYPES[kind % TENSOR0D];
}

/** PyTorch's result type of operands: tensors before 0-d tensors before numbers, category before width. */
export function resultType(kinds: readonly OperandKind[]): DType {
  const ranked: (DType | undefined)[] = [undefined, undefined, undefined];
  for (const kind of kinds) {
    const rank = kind >= SCALAR ? 2 : kind >= TENSOR0D ? 1 : 0;
    const dtype = kindDType(kind);
    const known = ranked[rank];
    ranked[rank] = known === undefined ? dtype : promoteTypes(known, dtype);
  }
  return combine(ranked[0], combine(ranked[1], ranked[2]))!;
}

function combine(higher: DType | undefined, lower: DType | undefined): DType | undefined {
  if (higher === undefined || lower === undefined) return higher ?? lower;
  return category(higher) >= category(lower) ? higher : promoteTypes(higher, lower);
}
