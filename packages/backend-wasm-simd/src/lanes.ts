// How dtypes lie in wasm values, one element or four at a time: constants, loads, stores and casts.

import { isFloat, type DType } from "@flambeau/core";
import type { FunctionBuilder, Local, ValueType } from "./assembler.ts";
import { F32, F32X4, F64, I32, I32X4, I64, MEMORY, V128, type Instruction } from "./opcodes.ts";

/** Form of a value. Logical ones are 0 or 1 alone, and all bits clear or set in a vector. */
export type Lane = "bool" | "i32" | "i64" | "f32" | "f64" | "boolx4" | "i32x4" | "f32x4";

/** Elements handled at once. */
export type Width = 1 | 4;

const SCALAR: Record<DType, Lane> = {
  bool: "bool",
  uint8: "i32",
  int8: "i32",
  int16: "i32",
  int32: "i32",
  int64: "i64",
  float32: "f32",
  float64: "f64",
};
const VECTOR: Partial<Record<DType, Lane>> = { bool: "boolx4", int32: "i32x4", float32: "f32x4" };

/** The form of a dtype, or undefined where four do not go in a vector. */
export const laneOf = (dtype: DType, width: Width): Lane | undefined =>
  (width === 1 ? SCALAR : VECTOR)[dtype];

export const typeOf = (lane: Lane): ValueType =>
  lane.endsWith("x4") ? "v128" : lane === "bool" ? "i32" : (lane as ValueType);

/** Pushes a constant. */
export function pushConstant(code: FunctionBuilder, value: number, lane: Lane): void {
  if (lane === "bool") code.constant("i32", value ? 1 : 0);
  else if (lane === "i64") code.constant("i64", BigInt(value));
  else if (lane === "i32") code.constant("i32", value | 0);
  else if (lane === "f32" || lane === "f64") code.constant(lane, value);
  else {
    const scalar = lane === "f32x4" ? "f32" : "i32";
    code.constant(scalar, lane === "boolx4" ? (value ? -1 : 0) : value);
    code.emit(scalar === "f32" ? V128.splatF32 : V128.splatI32);
  }
}

/** Spreads the value on the stack over a vector. */
export function splat(code: FunctionBuilder, lane: Lane): void {
  if (lane === "boolx4") code.constant("i32", 0).emit(I32.ne).constant("i32", -1).emit(I32.mul);
  code.emit(lane === "f32x4" ? V128.splatF32 : V128.splatI32);
}

const LOADS: Record<DType, Instruction> = {
  bool: MEMORY["i32.load8_u"],
  uint8: MEMORY["i32.load8_u"],
  int8: MEMORY["i32.load8_s"],
  int16: MEMORY["i32.load16_s"],
  int32: MEMORY["i32.load"],
  int64: MEMORY["i64.load"],
  float32: MEMORY["f32.load"],
  float64: MEMORY["f64.load"],
};
const STORES: Record<DType, Instruction> = {
  bool: MEMORY["i32.store8"],
  uint8: MEMORY["i32.store8"],
  int8: MEMORY["i32.store8"],
  int16: MEMORY["i32.store16"],
  int32: MEMORY["i32.store"],
  int64: MEMORY["i64.store"],
  float32: MEMORY["f32.store"],
  float64: MEMORY["f64.store"],
};

/** Loads one element or four neighbours. */
export function load(code: FunctionBuilder, address: Local, dtype: DType, width: Width): void {
  code.get(address);
  if (width === 1) code.access(LOADS[dtype]);
  else if (dtype !== "bool") code.access(MEMORY["v128.load"]);
  else {
    code.access(MEMORY["v128.load32_zero"]).emit(V128.extendLowU8).emit(V128.extendLowU16);
    code.constant("i32", 0).emit(V128.splatI32).emit(I32X4.ne);
  }
}

/** Stores one element or four neighbours. */
export function store(
  code: FunctionBuilder,
  address: Local,
  value: Local,
  dtype: DType,
  width: Width,
): void {
  code.get(address, value);
  if (width === 1) code.access(STORES[dtype]);
  else if (dtype !== "bool") code.access(MEMORY["v128.store"]);
  else {
    code.get(value).emit(V128.narrowI32);
    const bytes = code.keep("v128");
    code.get(bytes, bytes).emit(V128.narrowI16);
    code.constant("i32", 0x01010101).emit(V128.splatI32).emit(V128.and);
    code.access(MEMORY["v128.store32_lane"], 0);
  }
}

/** Wraps the i32 on the stack to a smaller integer. */
export function narrow(code: FunctionBuilder, dtype: DType): void {
  if (dtype === "int8") code.emit(I32.extend8);
  if (dtype === "int16") code.emit(I32.extend16);
  if (dtype === "uint8") code.constant("i32", 255).emit(I32.and);
}

/** Instructions between scalar forms; float to integer goes through i64 and wraps. */
const CONVERSIONS: Record<string, readonly Instruction[]> = {
  "i32 i64": [I64.extendI32],
  "i32 f32": [F32.convertI32],
  "i32 f64": [F64.convertI32],
  "i64 i32": [I32.wrapI64],
  "i64 f32": [F32.convertI64],
  "i64 f64": [F64.convertI64],
  "f32 i32": [I64.truncF32, I32.wrapI64],
  "f32 i64": [I64.truncF32],
  "f32 f64": [F64.promoteF32],
  "f64 i32": [I64.truncF64, I32.wrapI64],
  "f64 i64": [I64.truncF64],
  "f64 f32": [F32.demoteF64],
  "i32x4 f32x4": [F32X4.convertI32],
};

const UNEQUAL: Partial<Record<Lane, Instruction>> = {
  i32: I32.ne,
  i64: I64.ne,
  f32: F32.ne,
  f64: F64.ne,
  i32x4: I32X4.ne,
  f32x4: F32X4.ne,
};

/** Pushes `value` cast as C casts. Vectors of floats have no cast to integers: it would saturate, not wrap. */
export function pushCast(
  code: FunctionBuilder,
  value: Local,
  from: DType,
  to: DType,
  width: Width,
): void {
  const [source, target] = [laneOf(from, width)!, laneOf(to, width)!];
  code.get(value);
  if (to === "bool") {
    pushConstant(code, 0, source);
    code.emit(UNEQUAL[source]!);
  } else if (source === "boolx4") {
    pushConstant(code, 1, target);
    code.emit(V128.and);
  } else {
    const plain = source === "bool" ? "i32" : source;
    if (plain !== target)
      for (const instruction of CONVERSIONS[`${plain} ${target}`]) code.emit(instruction);
    narrow(code, to);
  }
}

/** Whether four values at once can be cast. */
export const vectorCasts = (from: DType, to: DType): boolean => !isFloat(from) || !(to === "int32");
