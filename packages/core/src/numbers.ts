// The algebra over numbers: each value carries its dtype and is rounded or wrapped as that dtype holds it.

import type { Algebra } from "./algebra.ts";
import { isFloat, type DType } from "./dtype.ts";
import type { PointwiseRow } from "./row.ts";

/** A number of a dtype: int64 as bigint, bool as 0 or 1. */
export interface NumberValue {
  readonly dtype: DType;
  readonly value: number | bigint;
}

type Operand = NumberValue | number;

/** A number as the dtype holds it: rounded to float32, wrapped to the integer's width, 0 or 1 for bool. */
export function convert(value: number | bigint, dtype: DType): number | bigint {
  if (dtype === "float64") return Number(value);
  if (dtype === "float32") return Math.fround(Number(value));
  if (dtype === "bool") return value ? 1 : 0;
  if (dtype === "int64") return BigInt.asIntN(64, toBigInt(value));
  const bits = dtype === "int32" ? 32 : dtype === "int16" ? 16 : 8;
  const integer = toBigInt(value);
  return Number(dtype === "uint8" ? BigInt.asUintN(bits, integer) : BigInt.asIntN(bits, integer));
}

const toBigInt = (value: number | bigint): bigint =>
  typeof value === "bigint" ? value : Number.isFinite(value) ? BigInt(Math.trunc(value)) : 0n;

/** Round half to even. */
export function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  const distance = x - floor;
  const rounded = distance < 0.5 ? floor : distance > 0.5 ? floor + 1 : floor + Math.abs(floor % 2);
  return rounded === 0 && (x < 0 || Object.is(x, -0)) ? -0 : rounded;
}

/** C's pow: `1 ** NaN` is 1, where JavaScript's is NaN. */
export const powAsC = (x: number, y: number): number =>
  x === 1 || (x === -1 && !Number.isFinite(y) && !Number.isNaN(y)) ? 1 : Math.pow(x, y);

/** The reference that rows are tested against. `dtype` is what bare numbers take among themselves. */
export class NumberAlgebra implements Algebra<NumberValue> {
  readonly dtype: DType;
  constructor(dtype: DType) {
    this.dtype = dtype;
  }

  constant = (value: number | bigint, dtype: DType): NumberValue => this.value(value, dtype);
  value = (value: number | bigint, dtype: DType = this.dtype): NumberValue => ({
    dtype,
    value: convert(value, dtype),
  });
  cast = (a: NumberValue, dtype: DType): NumberValue => this.value(a.value, dtype);
  call = (row: PointwiseRow, ...operands: Operand[]): NumberValue =>
    row.forward<NumberValue>(this, ...(operands as NumberValue[]));

  private binary(
    a: Operand,
    b: Operand,
    onFloats: (x: number, y: number) => number,
    onIntegers: (x: bigint, y: bigint) => bigint,
  ): NumberValue {
    const dtype = this.dtypeOf(a, b);
    const [x, y] = [this.lift(a, dtype), this.lift(b, dtype)];
    return isFloat(dtype)
      ? this.value(onFloats(Number(x), Number(y)), dtype)
      : this.value(onIntegers(BigInt(x), BigInt(y)), dtype);
  }

  private unary(a: NumberValue, onFloat: (x: number) => number): NumberValue {
    return this.value(onFloat(Number(a.value)), a.dtype);
  }

  private compare(
    a: Operand,
    b: Operand,
    holds: (x: number | bigint, y: number | bigint) => boolean,
  ): NumberValue {
    const dtype = this.dtypeOf(a, b);
    return this.value(holds(this.lift(a, dtype), this.lift(b, dtype)) ? 1 : 0, "bool");
  }

  private dtypeOf(...operands: Operand[]): DType {
    for (const operand of operands) if (typeof operand !== "number") return operand.dtype;
    return this.dtype;
  }

  private lift = (a: Operand, dtype: DType): number | bigint =>
    typeof a === "number" ? convert(a, dtype) : a.value;

  add = (a: Operand, b: Operand) =>
    this.binary(
      a,
      b,
      (x, y) => x + y,
      (x, y) => x + y,
    );
  sub = (a: Operand, b: Operand) =>
    this.binary(
      a,
      b,
      (x, y) => x - y,
      (x, y) => x - y,
    );
  mul = (a: Operand, b: Operand) =>
    this.binary(
      a,
      b,
      (x, y) => x * y,
      (x, y) => x * y,
    );
  div = (a: Operand, b: Operand) =>
    this.binary(
      a,
      b,
      (x, y) => x / y,
      (x, y) => (y ? x / y : 0n),
    );
  rem = (a: Operand, b: Operand) =>
    this.binary(
      a,
      b,
      (x, y) => x % y,
      (x, y) => (y ? x % y : 0n),
    );
  min = (a: Operand, b: Operand) => this.binary(a, b, Math.min, (x, y) => (x < y ? x : y));
  max = (a: Operand, b: Operand) => this.binary(a, b, Math.max, (x, y) => (x > y ? x : y));
  pow = (a: Operand, b: Operand) => this.binary(a, b, powAsC, integerPow);
  atan2 = (a: Operand, b: Operand) => this.binary(a, b, Math.atan2, () => 0n);
  fma = (a: Operand, b: Operand, c: Operand) => {
    const dtype = this.dtypeOf(a, b, c);
    const [x, y, z] = [a, b, c].map((v) => this.lift(v, dtype));
    return isFloat(dtype)
      ? this.value(Number(x) * Number(y) + Number(z), dtype)
      : this.value(BigInt(x) * BigInt(y) + BigInt(z), dtype);
  };
  neg = (a: NumberValue) => this.value(-a.value, a.dtype);
  abs = (a: NumberValue) =>
    this.value(a.value < 0 ? -a.value : a.value === 0 ? 0 : a.value, a.dtype);
  sqrt = (a: NumberValue) => this.unary(a, Math.sqrt);
  exp = (a: NumberValue) => this.unary(a, Math.exp);
  expm1 = (a: NumberValue) => this.unary(a, Math.expm1);
  log = (a: NumberValue) => this.unary(a, Math.log);
  log1p = (a: NumberValue) => this.unary(a, Math.log1p);
  sin = (a: NumberValue) => this.unary(a, Math.sin);
  cos = (a: NumberValue) => this.unary(a, Math.cos);
  tan = (a: NumberValue) => this.unary(a, Math.tan);
  tanh = (a: NumberValue) => this.unary(a, Math.tanh);
  floor = (a: NumberValue) => this.unary(a, Math.floor);
  ceil = (a: NumberValue) => this.unary(a, Math.ceil);
  round = (a: NumberValue) => this.unary(a, roundHalfEven);
  trunc = (a: NumberValue) => this.unary(a, Math.trunc);
  eq = (a: Operand, b: Operand) => this.compare(a, b, (x, y) => x === y);
  ne = (a: Operand, b: Operand) => this.compare(a, b, (x, y) => x !== y);
  lt = (a: Operand, b: Operand) => this.compare(a, b, (x, y) => x < y);
  le = (a: Operand, b: Operand) => this.compare(a, b, (x, y) => x <= y);
  gt = (a: Operand, b: Operand) => this.compare(a, b, (x, y) => x > y);
  ge = (a: Operand, b: Operand) => this.compare(a, b, (x, y) => x >= y);
  and = (a: NumberValue, b: NumberValue) => this.bits(a, b, (x, y) => x & y);
  or = (a: NumberValue, b: NumberValue) => this.bits(a, b, (x, y) => x | y);
  xor = (a: NumberValue, b: NumberValue) => this.bits(a, b, (x, y) => x ^ y);
  not = (a: NumberValue) =>
    a.dtype === "bool"
      ? this.value(a.value ? 0 : 1, "bool")
      : this.value(~BigInt(a.value), a.dtype);
  shiftLeft = (a: NumberValue, b: Operand) => this.bits(a, b, (x, y) => x << y);
  shiftRight = (a: NumberValue, b: Operand) => this.bits(a, b, (x, y) => x >> y);
  select = (condition: NumberValue, a: Operand, b: Operand) => {
    const dtype = this.dtypeOf(a, b);
    return this.value(this.lift(condition.value ? a : b, dtype), dtype);
  };

  private bits(
    a: NumberValue,
    b: Operand,
    onIntegers: (x: bigint, y: bigint) => bigint,
  ): NumberValue {
    return this.value(onIntegers(BigInt(a.value), BigInt(this.lift(b, a.dtype))), a.dtype);
  }
}

function integerPow(x: bigint, y: bigint): bigint {
  if (y < 0n) return x === 1n ? 1n : x === -1n ? (y % 2n === 0n ? 1n : -1n) : 0n;
  let power = 1n;
  for (let base = x; y > 0n; y >>= 1n) {
    if (y & 1n) power = BigInt.asIntN(64, power * base);
    base = BigInt.asIntN(64, base * base);
  }
  return power;
}
