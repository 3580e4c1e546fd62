// The algebra over tensors: rows read as differentiable tensor functions.

import { type Algebra, type DType, type PointwiseRow } from "@flambeau/core";
import * as rows from "@flambeau/core/rows";
import { to } from "./convert.ts";
import { fullOn } from "./creation.ts";
import { apply } from "./pointwise.ts";
import type { Tensor } from "./tensor.ts";

type Operand = Tensor | number;

/** Applies rows to tensors. `dtype` is what bare numbers take among themselves. */
export class TensorAlgebra implements Algebra<Tensor> {
  readonly dtype: DType;
  constructor(dtype: DType) {
    this.dtype = dtype;
  }

  /** Two bare numbers take the algebra's dtype. */
  private binary(row: PointwiseRow, a: Operand, b: Operand): Tensor {
    const bare = typeof a === "number" && typeof b === "number";
    return apply(row, [bare ? this.constant(a, this.dtype) : a, b]);
  }

  call = (row: PointwiseRow, ...operands: Operand[]): Tensor =>
    apply(row, operands.slice(0, row.operands), operands.slice(row.operands) as number[]);
  cast = (a: Tensor, dtype: DType): Tensor => to(a, dtype);
  constant = (value: number, dtype: DType): Tensor => fullOn(undefined, [], value, dtype);

  add = (a: Operand, b: Operand): Tensor => this.binary(rows.add, a, b);
  sub = (a: Operand, b: Operand): Tensor => this.binary(rows.sub, a, b);
  mul = (a: Operand, b: Operand): Tensor => this.binary(rows.mul, a, b);
  div = (a: Operand, b: Operand): Tensor => this.binary(rows.div, a, b);
  rem = (a: Operand, b: Operand): Tensor => this.binary(rows.fmod, a, b);
  min = (a: Operand, b: Operand): Tensor => this.binary(rows.minimum, a, b);
  max = (a: Operand, b: Operand): Tensor => this.binary(rows.maximum, a, b);
  pow = (a: Operand, b: Operand): Tensor => this.binary(rows.pow, a, b);
  atan2 = (a: Operand, b: Operand): Tensor => this.binary(rows.atan2, a, b);
  fma = (a: Operand, b: Operand, c: Operand): Tensor => this.add(this.mul(a, b), c);
  neg = (a: Tensor): Tensor => apply(rows.neg, [a]);
  abs = (a: Tensor): Tensor => apply(rows.abs, [a]);
  sqrt = (a: Tensor): Tensor => apply(rows.sqrt, [a]);
  exp = (a: Tensor): Tensor => apply(rows.exp, [a]);
  expm1 = (a: Tensor): Tensor => apply(rows.expm1, [a]);
  log = (a: Tensor): Tensor => apply(rows.log, [a]);
  log1p = (a: Tensor): Tensor => apply(rows.log1p, [a]);
  sin = (a: Tensor): Tensor => apply(rows.sin, [a]);
  cos = (a: Tensor): Tensor => apply(rows.cos, [a]);
  tan = (a: Tensor): Tensor => apply(rows.tan, [a]);
  tanh = (a: Tensor): Tensor => apply(rows.tanh, [a]);
  floor = (a: Tensor): Tensor => apply(rows.floor, [a]);
  ceil = (a: Tensor): Tensor => apply(rows.ceil, [a]);
  round = (a: Tensor): Tensor => apply(rows.round, [a]);
  trunc = (a: Tensor): Tensor => apply(rows.trunc, [a]);
  eq = (a: Operand, b: Operand): Tensor => this.binary(rows.eq, a, b);
  ne = (a: Operand, b: Operand): Tensor => this.binary(rows.ne, a, b);
  lt = (a: Operand, b: Operand): Tensor => this.binary(rows.lt, a, b);
  le = (a: Operand, b: Operand): Tensor => this.binary(rows.le, a, b);
  gt = (a: Operand, b: Operand): Tensor => this.binary(rows.gt, a, b);
  ge = (a: Operand, b: Operand): Tensor => this.binary(rows.ge, a, b);
  and = (a: Tensor, b: Tensor): Tensor => apply(rows.bitwiseAnd, [a, b]);
  or = (a: Tensor, b: Tensor): Tensor => apply(rows.bitwiseOr, [a, b]);
  xor = (a: Tensor, b: Tensor): Tensor => apply(rows.bitwiseXor, [a, b]);
  not = (a: Tensor): Tensor => apply(rows.bitwiseNot, [a]);
  shiftLeft = (a: Tensor, b: Operand): Tensor => apply(rows.bitwiseLeftShift, [a, b]);
  shiftRight = (a: Tensor, b: Operand): Tensor => apply(rows.bitwiseRightShift, [a, b]);
  select = (condition: Tensor, a: Operand, b: Operand): Tensor => {
    const first =
      typeof a === "number" && typeof b === "number"
        ? fullOn(condition.device, [], a, this.dtype)
        : a;
    return apply(rows.where, [condition, first, b]);
  };
}
