// Softmax and its logarithm: one fold for the logarithm of the sum, one pass over the elements.

import { Node, type Gradients } from "@flambeau/autograd";
import { isFloat, DTypeError, wrapDim } from "@flambeau/core";
import * as rows from "@flambeau/core/rows";
import { apply } from "./pointwise.ts";
import { attach, needsGrad, Saved } from "./record.ts";
import { fold } from "./reduce.ts";
import type { Tensor } from "./tensor.ts";

/** Gradient of softmax y: y·(g − Σ g·y). Of log-softmax y: g − eʸ·Σ g. */
class SoftmaxNode extends Node<Tensor> {
  private readonly saved: Saved;
  private readonly dim: number;
  private readonly logarithmic: boolean;

  constructor(x: Tensor, y: Tensor, dim: number, logarithmic: boolean) {
    super(logarithmic ? "LogSoftmaxBackward0" : "SoftmaxBackward0", y, [x]);
    this.saved = new Saved([y]);
    this.dim = dim;
    this.logarithmic = logarithmic;
  }

  backward([gradient]: Gradients<Tensor>): Gradients<Tensor> {
    const [y] = this.saved.read(this.name);
    const g = gradient!;
    const row = this.logarithmic ? rows.logSoftmaxGradient : rows.softmaxGradient;
    const folded = this.logarithmic
      ? fold(rows.sum, [g], this.dim, { keepdim: true })[0]
      : fold(rows.sumOfProducts, [g, y], this.dim, { keepdim: true })[0];
    return [apply(row, [g, y, folded])];
  }

  override release(): void {
    super.release();
    this.saved.release();
  }
}

function normalized(x: Tensor, dim: number, logarithmic: boolean): Tensor {
  const name = logarithmic ? "logSoftmax" : "softmax";
  const d = wrapDim(dim, x.ndim, name);
  if (!isFloat(x.dtype))
    throw new DTypeError(`${name}: floats are needed: got ${x.dtype}; use x.float() first`);
  const source = x.detach();
  const total = fold(rows.logsumexp, [source], d, { keepdim: true })[0];
  const y = apply(logarithmic ? rows.sub : rows.expOfDifference, [source, total]);
  if (needsGrad([x])) attach(new SoftmaxNode(x, y, d, logarithmic), [y]);
  return y;
}

/** eˣ over its sum along `dim`. Throws `DTypeError` for integers. */
export const softmax = (x: Tensor, dim: number): Tensor => normalized(x, dim, false);

/** The logarithm of softmax along `dim`, without overflow. Throws `DTypeError` for integers. */
export const logSoftmax = (x: Tensor, dim: number): Tensor => normalized(x, dim, true);
