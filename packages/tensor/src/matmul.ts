// Matrix products.

import {
  broadcastShapes,
  numel,
  promoteTypes,
  shapeText,
  ShapeError,
  DTypeError,
} from "@flambeau/core";
import { empty } from "./make.ts";
import { add, commonDevice } from "./pointwise.ts";
import { record } from "./record.ts";
import { sum } from "./reduce.ts";
import type { Tensor } from "./tensor.ts";
import { expand, reshape, squeeze, t, transpose, unsqueeze, viewWith, windowOf } from "./view.ts";

function checkInner(op: string, a: Tensor, b: Tensor): void {
  if (a.dtype !== b.dtype)
    throw new DTypeError(
      `${op}: operands differ in dtype: got ${a.dtype} and ${b.dtype}; cast one to ${promoteTypes(a.dtype, b.dtype)}`,
      { a: a.dtype, b: b.dtype },
    );
  const [inner, rows] = [a.shape[a.ndim - 1], b.shape[Math.max(0, b.ndim - 2)]];
  if (inner === rows) return;
  const hint =
    b.ndim >= 2 && b.shape[b.ndim - 1] === inner ? " Did you mean b.transpose(-2, -1)?" : "";
  throw new ShapeError(
    `${op}: inner lengths differ: a is ${shapeText(a.shape)}, b is ${shapeText(b.shape)}; a.shape[-1] must equal b.shape[${b.ndim > 1 ? -2 : -1}].${hint}`,
    { a: a.shape, b: b.shape },
  );
}

/** [batch, m, k] by [batch, k, n], with an optional bias that broadcasts to the product. */
function product(a: Tensor, b: Tensor, bias: Tensor | null): Tensor {
  const output = empty(commonDevice("matmul", bias ? [a, b, bias] : [a, b]), a.dtype, [
    a.shape[0],
    a.shape[1],
    b.shape[2],
  ]);
  if (output.numel() > 0) output.device.matmul(output, a, b, bias);
  return output;
}

const asBatch = (x: Tensor): Tensor => viewWith(x, [1, ...x.shape]);

/** The product of two matrices. Throws `ShapeError` unless the inner lengths agree. */
export function mm(a: Tensor, b: Tensor): Tensor {
  if (a.ndim !== 2 || b.ndim !== 2)
    throw new ShapeError(
      `mm: both operands must be matrices: got ${shapeText(a.shape)} and ${shapeText(b.shape)}; matmul takes other shapes`,
    );
  checkInner("mm", a, b);
  const batched = product(asBatch(a), asBatch(b), null);
  const output = viewWith(batched, [a.shape[0], b.shape[1]]);
  output.viewOf = null;
  record("MmBackward0", [output], [a, b], [a, b], ([g], [x, y]) => [
    a.requiresGrad ? mm(g!, t(y)) : null,
    b.requiresGrad ? mm(t(x), g!) : null,
  ]);
  return output;
}

/** Products of matrices in batches of the same size. */
export function bmm(a: Tensor, b: Tensor): Tensor {
  if (a.ndim !== 3 || b.ndim !== 3 || a.shape[0] !== b.shape[0])
    throw new ShapeError(
      `bmm: both operands must be batches of as many matrices: got ${shapeText(a.shape)} and ${shapeText(b.shape)}`,
    );
  checkInner("bmm", a, b);
  const output = product(a, b, null);
  record("BmmBackward0", [output], [a, b], [a, b], ([g], [x, y]) => [
    a.requiresGrad ? bmm(g!, transpose(y, 1, 2)) : null,
    b.requiresGrad ? bmm(transpose(x, 1, 2), g!) : null,
  ]);
  return output;
}

function dot(a: Tensor, b: Tensor): Tensor {
  checkInner("dot", a, b);
  const output = viewWith(
    product(viewWith(a, [1, 1, a.shape[0]]), viewWith(b, [1, b.shape[0], 1]), null),
    [],
  );
  output.viewOf = null;
  record("DotBackward0", [output], [a, b], [a, b], ([g], [x, y]) => [
    a.requiresGrad ? y.mul(g!) : null,
    b.requiresGrad ? x.mul(g!) : null,
  ]);
  return output;
}

function mv(a: Tensor, b: Tensor): Tensor {
  checkInner("mv", a, b);
  const output = viewWith(product(asBatch(a), viewWith(b, [1, b.shape[0], 1]), null), [a.shape[0]]);
  output.viewOf = null;
  record("MvBackward0", [output], [a, b], [a, b], ([g], [x, y]) => [
    a.requiresGrad ? unsqueeze(g!, 1).mul(y) : null,
    b.requiresGrad ? mv(t(x), g!) : null,
  ]);
  return output;
}

/**
 * PyTorch's `@`: vectors count as rows or columns, leading dimensions broadcast. Throws `ShapeError` where inner
 * lengths differ, `DTypeError` where dtypes do.
 */
export function matmul(a: Tensor, b: Tensor): Tensor {
  if (a.ndim === 0 || b.ndim === 0)
    throw new ShapeError(
      `matmul: a 0-d operand: got ${shapeText(a.shape)} and ${shapeText(b.shape)}; multiply by numbers with mul`,
    );
  if (a.ndim === 1 && b.ndim === 1) return dot(a, b);
  if (a.ndim === 2 && b.ndim === 1) return mv(a, b);
  if (a.ndim === 2 && b.ndim === 2) return mm(a, b);
  checkInner("matmul", a, b);
  if (a.ndim === 1) return squeeze(matmul(unsqueeze(a, 0), b), -2);
  if (b.ndim === 1) return squeeze(matmul(a, unsqueeze(b, 1)), -1);
  const lead = broadcastShapes(a.shape.slice(0, -2), b.shape.slice(0, -2), "matmul");
  const count = numel(lead);
  const batch = (x: Tensor): Tensor =>
    reshape(expand(x, [...lead, ...x.shape.slice(-2)]), [count, ...x.shape.slice(-2)]);
  return reshape(bmm(batch(a), batch(b)), [...lead, a.shape[a.ndim - 2], b.shape[b.ndim - 1]]);
}

/** x·Wᵀ + bias for W of [out, in]. Throws `ShapeError` unless the last size of x is `in`. */
export function linear(x: Tensor, weight: Tensor, { bias }: { bias?: Tensor | null } = {}): Tensor {
  const width = x.shape[x.ndim - 1];
  if (weight.ndim !== 2 || x.ndim === 0 || width !== weight.shape[1])
    throw new ShapeError(
      `linear: x and weight do not fit: x is ${shapeText(x.shape)}, weight is ${shapeText(weight.shape)}; x.shape[-1] must equal weight.shape[1]`,
      { x: x.shape, weight: weight.shape },
    );
  if (x.ndim !== 2) {
    const rows = matmul(reshape(x, [-1, width]), t(weight));
    const shaped = reshape(rows, [...x.shape.slice(0, -1), weight.shape[0]]);
    return bias ? add(shaped, bias) : shaped;
  }
  if (x.dtype !== weight.dtype || (bias && bias.dtype !== x.dtype))
    throw new DTypeError(
      `linear: dtypes differ: x is ${x.dtype}, weight is ${weight.dtype}; cast x with x.to("${weight.dtype}")`,
      { x: x.dtype, weight: weight.dtype },
    );
  const [rowStep, columnStep] = weight.strides;
  const columns = windowOf(weight, [1, width, weight.shape[0]], [0, columnStep, rowStep]);
  const offset = bias ? viewWith(bias, [1, 1, weight.shape[0]]) : null;
  const output = viewWith(product(asBatch(x), columns, offset), [x.shape[0], weight.shape[0]]);
  output.viewOf = null;
  const inputs = bias ? [x, weight, bias] : [x, weight];
  record(
    bias ? "AddmmBackward0" : "MmBackward0",
    [output],
    inputs,
    [x, weight],
    ([g], [input, w]) => [
      x.requiresGrad ? mm(g!, w) : null,
      weight.requiresGrad ? mm(t(g!), input) : null,
      bias?.requiresGrad ? sum(g!, 0) : null,
    ],
  );
  return output;
}
