// The wasm instructions of each intrinsic, for each form of value.

import { DTypeError, type Intrinsic } from "@flambeau/core";
import * as approximate from "./approximate.ts";
import type { FunctionBuilder, Local } from "./assembler.ts";
import { pushConstant, typeOf, type Lane } from "./lanes.ts";
import { F32, F32X4, F64, I32, I32X4, I64, SELECT, V128, type Instruction } from "./opcodes.ts";

/** Pushes the result of an operation on locals. */
export type Emit = (code: FunctionBuilder, ...operands: Local[]) => void;
/** The forms that an intrinsic has instructions for, by the form of its last operand. */
type Lowering = Partial<Record<Lane, Emit>>;

const plain =
  (...instructions: readonly Instruction[]): Emit =>
  (code, ...operands) => {
    code.get(...operands);
    for (const instruction of instructions) code.emit(instruction);
  };

const identity: Emit = (code, x) => code.get(x);
const swapped =
  (...instructions: readonly Instruction[]): Emit =>
  (code, a, b) =>
    plain(...instructions)(code, b, a);
const logical = (bits: "and" | "or" | "xor"): Lowering => ({
  bool: plain(I32[bits]),
  boolx4: plain(V128[bits]),
});
const bitwise = (bits: "and" | "or" | "xor"): Lowering => ({
  ...logical(bits),
  i32: plain(I32[bits]),
  i64: plain(I64[bits]),
  i32x4: plain(V128[bits]),
});
const everyNumber = (name: "add" | "sub" | "mul"): Lowering => ({
  i32: plain(I32[name]),
  i64: plain(I64[name]),
  f32: plain(F32[name]),
  f64: plain(F64[name]),
  i32x4: plain(I32X4[name]),
  f32x4: plain(F32X4[name]),
});
const rounding = (name: "floor" | "ceil" | "trunc" | "nearest"): Lowering => ({
  f32: plain(F32[name]),
  f64: plain(F64[name]),
  f32x4: plain(F32X4[name]),
  i32: identity,
  i64: identity,
  i32x4: identity,
});
const extremum = (name: "min" | "max"): Lowering => {
  const choose =
    (compare: Instruction): Emit =>
    (code, a, b) =>
      code.get(a, b, a, b).emit(compare).emit(SELECT);
  const sign = name === "min" ? "lt" : "gt";
  return {
    ...logical(name === "min" ? "and" : "or"),
    f32: plain(F32[name]),
    f64: plain(F64[name]),
    f32x4: plain(F32X4[name]),
    i32x4: plain(I32X4[name]),
    i32: choose(I32[sign]),
    i64: choose(I64[sign]),
  };
};
const comparison = (name: "eq" | "lt" | "le"): Lowering => ({
  bool: plain(I32[name]),
  i32: plain(I32[name]),
  i64: plain(I64[name]),
  f32: plain(F32[name]),
  f64: plain(F64[name]),
  i32x4: plain(I32X4[name]),
  f32x4: plain(F32X4[name]),
  // True is −1 in a vector, so that the order turns round.
  boolx4: (name === "eq" ? plain : swapped)(I32X4[name]),
});

/** Pushes the divisor, with 1 in place of 0 and −1, where wasm's division traps. */
function pushSafeDivisor(code: FunctionBuilder, b: Local, lane: "i32" | "i64"): void {
  const ops = lane === "i32" ? I32 : I64;
  code.constant(lane, 1).get(b);
  code.get(b).constant(lane, 0).emit(ops.eq);
  code.get(b).constant(lane, -1).emit(ops.eq);
  code.emit(I32.or).emit(SELECT);
}

/** Truncating division; by 0 it gives 0. */
const quotient =
  (lane: "i32" | "i64"): Emit =>
  (code, a, b) => {
    const ops = lane === "i32" ? I32 : I64;
    code.constant(lane, 0);
    code.constant(lane, 0).get(a).emit(ops.sub);
    code.get(a);
    pushSafeDivisor(code, b, lane);
    code.emit(ops.div);
    code.get(b).constant(lane, -1).emit(ops.eq).emit(SELECT);
    code.get(b).constant(lane, 0).emit(ops.eq).emit(SELECT);
  };
/** Remainder; by 0 it gives 0. */
const integerRemainder =
  (lane: "i32" | "i64"): Emit =>
  (code, a, b) => {
    code.get(a);
    pushSafeDivisor(code, b, lane);
    code.emit((lane === "i32" ? I32 : I64).rem);
  };

const negation =
  (lane: "i32" | "i64"): Emit =>
  (code, x) =>
    code
      .constant(lane, 0)
      .get(x)
      .emit((lane === "i32" ? I32 : I64).sub);
const magnitude =
  (lane: "i32" | "i64"): Emit =>
  (code, x) => {
    const ops = lane === "i32" ? I32 : I64;
    code.get(x);
    negation(lane)(code, x);
    code.constant(lane, 0).get(x).emit(ops.le).emit(SELECT);
  };
const complement =
  (lane: "i32" | "i64"): Emit =>
  (code, x) =>
    code
      .get(x)
      .constant(lane, -1)
      .emit((lane === "i32" ? I32 : I64).xor);

/** A polynomial of `approximate.ts` in this form of value. */
const approximation =
  (
    lane: "f32" | "f32x4",
    polynomial: (o: approximate.Arithmetic<Local>, x: Local) => Local,
  ): Emit =>
  (code, x) =>
    code.get(polynomial(arithmetic(code, lane), x));

const chosen: Emit = (code, condition, a, b) => code.get(a, b, condition).emit(SELECT);
const blended: Emit = (code, condition, a, b) => code.get(a, b, condition).emit(V128.bitselect);

/** No instructions yet; a kernel that needs it is refused with an error that names it. */
const NOT_YET: Lowering = {};

export const LOWERINGS: Record<Intrinsic, Lowering> = {
  add: { ...logical("or"), ...everyNumber("add") },
  sub: everyNumber("sub"),
  mul: { ...logical("and"), ...everyNumber("mul") },
  div: {
    i32: quotient("i32"),
    i64: quotient("i64"),
    f32: plain(F32.div),
    f64: plain(F64.div),
    f32x4: plain(F32X4.div),
  },
  rem: { i32: integerRemainder("i32"), i64: integerRemainder("i64") },
  min: extremum("min"),
  max: extremum("max"),
  pow: NOT_YET,
  atan2: NOT_YET,
  fma: {
    i32: (code, a, b, c) => code.get(a, b).emit(I32.mul).get(c).emit(I32.add),
    i64: (code, a, b, c) => code.get(a, b).emit(I64.mul).get(c).emit(I64.add),
    // The product of two float32 is exact in float64.
    f32: (code, a, b, c) => {
      code.get(a).emit(F64.promoteF32).get(b).emit(F64.promoteF32).emit(F64.mul);
      code.get(c).emit(F64.promoteF32).emit(F64.add).emit(F32.demoteF64);
    },
  },
  neg: {
    i32: negation("i32"),
    i64: negation("i64"),
    f32: plain(F32.neg),
    f64: plain(F64.neg),
    i32x4: plain(I32X4.neg),
    f32x4: plain(F32X4.neg),
  },
  abs: {
    bool: identity,
    boolx4: identity,
    i32: magnitude("i32"),
    i64: magnitude("i64"),
    f32: plain(F32.abs),
    f64: plain(F64.abs),
    i32x4: plain(I32X4.abs),
    f32x4: plain(F32X4.abs),
  },
  sqrt: { f32: plain(F32.sqrt), f64: plain(F64.sqrt), f32x4: plain(F32X4.sqrt) },
  exp: {
    f32: approximation("f32", approximate.exp),
    f32x4: approximation("f32x4", approximate.exp),
  },
  expm1: NOT_YET,
  log: NOT_YET,
  log1p: NOT_YET,
  sin: NOT_YET,
  cos: NOT_YET,
  tan: NOT_YET,
  tanh: NOT_YET,
  floor: rounding("floor"),
  ceil: rounding("ceil"),
  round: rounding("nearest"),
  trunc: rounding("trunc"),
  eq: comparison("eq"),
  lt: comparison("lt"),
  le: comparison("le"),
  and: bitwise("and"),
  or: bitwise("or"),
  xor: bitwise("xor"),
  not: {
    bool: plain(I32.eqz),
    i32: complement("i32"),
    i64: complement("i64"),
    boolx4: plain(V128.not),
    i32x4: plain(V128.not),
  },
  shiftLeft: { i32: plain(I32.shl), i64: plain(I64.shl) },
  shiftRight: { i32: plain(I32.shr), i64: plain(I64.shr) },
  select: {
    bool: chosen,
    i32: chosen,
    i64: chosen,
    f32: chosen,
    f64: chosen,
    boolx4: blended,
    i32x4: blended,
    f32x4: blended,
  },
};

/** The instructions of an intrinsic. Throws `DTypeError` where there are none yet. */
export function loweringOf(op: Intrinsic, lane: Lane, kernel: string): Emit {
  const emit = LOWERINGS[op][lane];
  if (!emit)
    throw new DTypeError(
      `${kernel}: wasm has no ${op} of ${lane}: got a kernel that needs it; run it on the cpu device`,
      { op, lane },
    );
  return emit;
}

/** Arithmetic that emits code and returns the local of each result. */
function arithmetic(code: FunctionBuilder, lane: "f32" | "f32x4"): approximate.Arithmetic<Local> {
  const type = typeOf(lane);
  const apply = (op: Intrinsic, ...operands: (Local | number)[]): Local => {
    const locals = operands.map((operand) => {
      if (typeof operand !== "number") return operand;
      pushConstant(code, operand, lane);
      return code.keep(type);
    });
    LOWERINGS[op][lane]!(code, ...locals);
    return code.keep(type);
  };
  return {
    add: (a, b) => apply("add", a, b),
    sub: (a, b) => apply("sub", a, b),
    mul: (a, b) => apply("mul", a, b),
    min: (a, b) => apply("min", a, b),
    max: (a, b) => apply("max", a, b),
    floor: (a) => apply("floor", a),
    round: (a) => apply("round", a),
    powerOfTwo: (n) => {
      // n plus the bias of float32, moved to the bits of the exponent.
      code.get(n);
      if (lane === "f32") {
        code.emit(F32.truncToI32).constant("i32", 127).emit(I32.add);
        code.constant("i32", 23).emit(I32.shl).emit(F32.reinterpretI32);
      } else {
        code.emit(I32X4.truncF32).constant("i32", 127).emit(V128.splatI32).emit(I32X4.add);
        code.constant("i32", 23).emit(I32X4.shl);
      }
      return code.keep(type);
    },
  };
}
