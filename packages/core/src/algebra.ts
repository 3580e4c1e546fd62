// The algebra that op rows are written over. Numbers, expressions and tensors implement it.

import type { DType } from "./dtype.ts";
import type { PointwiseRow } from "./row.ts";

/** Operations that every backend renders by hand; all else is written over them. */
export const INTRINSICS = {
  add: 2,
  sub: 2,
  mul: 2,
  div: 2,
  rem: 2,
  min: 2,
  max: 2,
  pow: 2,
  atan2: 2,
  fma: 3,
  neg: 1,
  abs: 1,
  sqrt: 1,
  exp: 1,
  expm1: 1,
  log: 1,
  log1p: 1,
  sin: 1,
  cos: 1,
  tan: 1,
  tanh: 1,
  floor: 1,
  ceil: 1,
  round: 1,
  trunc: 1,
  eq: 2,
  lt: 2,
  le: 2,
  and: 2,
  or: 2,
  xor: 2,
  not: 1,
  shiftLeft: 2,
  shiftRight: 2,
  select: 3,
} as const;

export type Intrinsic = keyof typeof INTRINSICS;

/**
 * Operations over values of one kind. A bare number takes the dtype of the value beside it.
 * `div` divides as C does (integers truncate), `rem` has the sign of the dividend, `round` takes ties to
 * even, `min` and `max` pass NaN on. `and`, `or`, `xor`, `not` are logical on bool and bitwise on integers.
 * Comparisons give bool, `select` takes one.
 */
export interface Algebra<V> {
  add(a: V | number, b: V | number): V;
  sub(a: V | number, b: V | number): V;
  mul(a: V | number, b: V | number): V;
  div(a: V | number, b: V | number): V;
  rem(a: V | number, b: V | number): V;
  min(a: V | number, b: V | number): V;
  max(a: V | number, b: V | number): V;
  pow(a: V | number, b: V | number): V;
  atan2(a: V | number, b: V | number): V;
  /** a·b + c, rounded once. */
  fma(a: V | number, b: V | number, c: V | number): V;
  neg(a: V): V;
  abs(a: V): V;
  sqrt(a: V): V;
  exp(a: V): V;
  expm1(a: V): V;
  log(a: V): V;
  log1p(a: V): V;
  sin(a: V): V;
  cos(a: V): V;
  tan(a: V): V;
  tanh(a: V): V;
  floor(a: V): V;
  ceil(a: V): V;
  round(a: V): V;
  trunc(a: V): V;
  eq(a: V | number, b: V | number): V;
  ne(a: V | number, b: V | number): V;
  lt(a: V | number, b: V | number): V;
  le(a: V | number, b: V | number): V;
  gt(a: V | number, b: V | number): V;
  ge(a: V | number, b: V | number): V;
  and(a: V, b: V): V;
  or(a: V, b: V): V;
  xor(a: V, b: V): V;
  not(a: V): V;
  shiftLeft(a: V, b: V | number): V;
  shiftRight(a: V, b: V | number): V;
  select(condition: V, a: V | number, b: V | number): V;
  cast(a: V, dtype: DType): V;
  constant(value: number, dtype: DType): V;
  /** The dtype that the row computes in. */
  readonly dtype: DType;
  /** Another row, applied inside this one. */
  call(row: PointwiseRow, ...operands: (V | number)[]): V;
}
