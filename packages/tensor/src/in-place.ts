// Operations that overwrite a tensor.

import { isGradEnabled } from "@flambeau/autograd";
import {
  canCast,
  DTypeError,
  ExpressionAlgebra,
  GradError,
  sameShape,
  shapeText,
  ShapeError,
  updateSpec,
  type DType,
  type PointwiseKernel,
  type PointwiseRow,
  type UpdateRow,
} from "@flambeau/core";
import * as rows from "@flambeau/core/rows";
import { copyOf, to, write } from "./convert.ts";
import {
  commonDevice,
  copyRow,
  commonShape,
  launch,
  recordPointwise,
  specOf,
  toScalar,
} from "./pointwise.ts";
import { Tensor, type TensorOrNumber } from "./tensor.ts";

function checkWritable(op: string, x: Tensor): void {
  if (!isGradEnabled()) return;
  if (x.requiresGrad && x.isLeaf)
    throw new GradError(
      `${op}: a leaf Variable that requires grad is being used in an in-place operation; wrap the update in noGrad(() => …)`,
    );
}

function checkNoHistory(op: string, x: Tensor): void {
  const base = x.viewOf;
  if (!base || !isGradEnabled()) return;
  if (base.requiresGrad && base.isLeaf)
    throw new GradError(
      `${op}: a view of a leaf Variable that requires grad is being used in an in-place operation; wrap the update in noGrad(() => …)`,
    );
  throw new GradError(
    `${op}: an in-place operation on a view is not implemented where a gradient is needed; write to the whole tensor, or use where(…)`,
  );
}

/** x becomes row(x, other, alpha), in x's dtype. Throws before anything is changed. */
export function updateInPlace<T extends Tensor>(
  op: string,
  x: T,
  row: PointwiseRow,
  other: TensorOrNumber,
  alpha?: number,
): T {
  checkWritable(op, x);
  const operands = [x, other];
  const params = alpha === undefined ? [] : [alpha];
  const spec = specOf(row, operands);
  commonDevice(op, operands);
  const shape = commonShape(op, operands);
  if (!sameShape(shape, x.shape))
    throw new ShapeError(
      `${op}: the result does not fit in place: it would be ${shapeText(shape)}, the tensor is ${shapeText(x.shape)}; use the function without the underscore`,
      { shape, target: x.shape },
    );
  if (!canCast(spec.result, x.dtype))
    throw new DTypeError(
      `${op}: the result type ${spec.result} can't be cast to the tensor's ${x.dtype}; convert the tensor first`,
      { result: spec.result, dtype: x.dtype },
    );
  const wanted = (x.requiresGrad ? 1 : 0) | (other instanceof Tensor && other.requiresGrad ? 2 : 0);
  const needs = isGradEnabled() ? wanted & spec.differentiable : 0;
  if (needs) checkNoHistory(op, x);
  // Slot 1 is the value that is about to be overwritten.
  const before = needs ? snapshot(x, spec.backward(needs).slots.includes(1)) : x;
  const apart = spec.result !== x.dtype || overlaps(x, other);
  const target = apart ? copyOf(x).to(spec.result) : x;
  launch(spec, [target], operands, params);
  if (target !== x) write(x, target);
  x.storage.version++;
  if (before !== x) {
    x.node = null;
    recordPointwise(spec, x, [before, other], params);
  }
  return x;
}

/** x becomes the source, broadcast and cast. */
export const copyInPlace = <T extends Tensor>(op: string, x: T, source: Tensor): T =>
  updateInPlace(op, x, copyRow, to(source, x.dtype));

/** The tensor's place in the graph as it was, with its values only where backward will read them. */
function snapshot(x: Tensor, values: boolean): Tensor {
  const copy = values ? copyOf(x) : new Tensor(x.storage, x.dtype, x.shape, x.strides, x.offset);
  copy.requiresGrad = x.requiresGrad;
  copy.node = x.node;
  copy.outputIndex = x.outputIndex;
  return copy;
}

/** Whether an operand shares memory with the target at other places. */
const overlaps = (x: Tensor, other: TensorOrNumber): boolean =>
  other instanceof Tensor &&
  other.storage === x.storage &&
  !(
    other.offset === x.offset &&
    sameShape(other.shape, x.shape) &&
    sameShape(other.strides, x.strides)
  );

const fills = new Map<DType, PointwiseKernel>();

/** The kernel that writes its one param everywhere. */
function fillKernel(dtype: DType): PointwiseKernel {
  let kernel = fills.get(dtype);
  if (!kernel) {
    const value = new ExpressionAlgebra(dtype).param(0, dtype);
    fills.set(dtype, (kernel = { name: "fill", inputs: [], params: [dtype], outputs: [value] }));
  }
  return kernel;
}

/** x becomes one value. */
export function fillInPlace<T extends Tensor>(x: T, value: number | bigint | boolean): T {
  checkWritable("fill_", x);
  if (x.requiresGrad) checkNoHistory("fill_", x);
  if (x.numel() > 0) {
    x.device.pointwise(fillKernel(x.dtype), [x], [], [toScalar(value, x.dtype)]);
  }
  x.storage.version++;
  if (isGradEnabled() && x.requiresGrad) {
    x.node = null;
    x.requiresGrad = false;
  }
  return x;
}

export const zeroInPlace = <T extends Tensor>(x: T): T => fillInPlace(x, 0);

/** Adds without a graph, for gradients. */
export function addInPlaceQuietly(x: Tensor, value: Tensor): void {
  launch(specOf(rows.add, [x, value]), [x], [x, value], []);
  x.storage.version++;
}

/**
 * Runs an update row: the first `targets` operands become what the row gives, in one kernel, without a graph.
 * All operands have the targets' dtype and shape.
 */
export function applyUpdate(
  row: UpdateRow,
  operands: readonly Tensor[],
  params: readonly number[],
): void {
  const { dtype, shape } = operands[0];
  for (let i = 1; i < operands.length; i++)
    if (operands[i].dtype !== dtype || !sameShape(operands[i].shape, shape))
      throw new ShapeError(
        `${row.name}: operands differ: operand 0 is ${dtype} ${shapeText(shape)}, operand ${i} is ${operands[i].dtype} ${shapeText(operands[i].shape)}`,
      );
  const { kernel, slots, scalars } = updateSpec(row, dtype);
  const targets = operands.slice(0, row.targets);
  operands[0].device.pointwise(
    kernel,
    targets,
    slots.map((slot) => operands[slot]),
    scalars.map((index, i) => toScalar(params[index], kernel.params[i])),
  );
  for (const target of targets) target.storage.version++;
}
