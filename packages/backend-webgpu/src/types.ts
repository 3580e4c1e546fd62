// How dtypes lie in GPU memory and in WGSL: every element takes a 32-bit word.

import { DTypeError, type DType } from "@flambeau/core";

type WgslType = "f32" | "i32" | "bool";

const TYPES: Partial<Record<DType, WgslType>> = {
  bool: "bool",
  uint8: "i32",
  int8: "i32",
  int16: "i32",
  int32: "i32",
  float32: "f32",
};

export const supports = (dtype: DType): boolean => TYPES[dtype] !== undefined;

/** The type that values of a dtype have. Throws `DTypeError` for 64-bit ones. */
export function wgslType(dtype: DType): WgslType {
  const type = TYPES[dtype];
  if (!type)
    throw new DTypeError(
      `webgpu: there is no ${dtype} on the device: got a kernel of ${dtype}; cast to float32 or int32 first`,
      { dtype },
    );
  return type;
}

/** The type of a memory word: bool cannot be shared with the host. */
export const wordType = (dtype: DType): string => {
  const type = wgslType(dtype);
  return type === "bool" ? "u32" : type;
};

/** A value as it is read from a word. */
export const fromWord = (source: string, dtype: DType): string =>
  dtype === "bool" ? `(${source} != 0u)` : source;

/** A value as it is written to a word. */
export const toWord = (source: string, dtype: DType): string =>
  dtype === "bool" ? `u32(${source})` : source;

/** A value read from a word of a `u32` array. */
export const fromBits = (source: string, dtype: DType): string =>
  dtype === "bool" ? `(${source} != 0u)` : `bitcast<${wgslType(dtype)}>(${source})`;
