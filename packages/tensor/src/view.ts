// Views: other windows onto the same storage, by stride arithmetic alone.

import {
  contiguousStrides,
  IndexError,
  numel,
  shapeText,
  ShapeError,
  wrapDim,
  wrapDims,
  type Shape,
} from "@flambeau/core";
import { clone } from "./convert.ts";
import { fullOn } from "./creation.ts";
import { record } from "./record.ts";
import { Tensor } from "./tensor.ts";

/** Sizes given one by one or as a list. */
export const sizes = (list: readonly number[] | readonly [Shape]): readonly number[] =>
  list.length === 1 && Array.isArray(list[0]) ? list[0] : (list as readonly number[]);

export const dimOf = (x: Tensor, dim: number, op: string): number => wrapDim(dim, x.ndim, op);

/** A window without a graph. */
export function windowOf(
  x: Tensor,
  shape: Shape,
  strides: readonly number[],
  offset = x.offset,
): Tensor {
  const view = new Tensor(x.storage, x.dtype, shape, strides, offset);
  view.viewOf = x.viewOf ?? x;
  return view;
}

/** A window whose gradient `back` maps to that of `x`. */
function viewOf(
  name: string,
  x: Tensor,
  shape: Shape,
  strides: readonly number[],
  offset: number,
  back: (g: Tensor) => Tensor,
): Tensor {
  const view = windowOf(x, shape, strides, offset);
  record(name, [view], [x], [], ([g]) => [back(g!)]);
  return view;
}

/** Strides that show a strided window in another shape, or null where only a copy can. */
export function viewStrides(shape: Shape, strides: readonly number[], to: Shape): number[] | null {
  if (numel(shape) === 0) return contiguousStrides(to);
  const result = new Array<number>(to.length);
  let d = to.length - 1;
  let run = 1;
  let base = strides.length ? strides[strides.length - 1] : 1;
  for (let s = shape.length - 1; s >= 0; s--) {
    run *= shape[s];
    if (s > 0 && (shape[s - 1] === 1 || strides[s - 1] === run * base)) continue;
    let filled = 1;
    for (; d >= 0 && (filled < run || to[d] === 1); d--) {
      result[d] = filled * base;
      filled *= to[d];
    }
    if (filled !== run) return null;
    if (s > 0) {
      run = 1;
      base = strides[s - 1];
    }
  }
  for (; d >= 0; d--) result[d] = to[d] === 1 ? 1 : 0;
  return result;
}

/** The view without a graph; `shape` must be one that strides allow. */
export const viewWith = (x: Tensor, shape: Shape): Tensor =>
  windowOf(x, shape, viewStrides(x.shape, x.strides, shape) ?? contiguousStrides(shape));

function inferred(x: Tensor, shape: Shape, op: string): Shape {
  const count = x.numel();
  const open = shape.indexOf(-1);
  const known = shape.reduce((product, size, d) => (d === open ? product : product * size), 1);
  const fits =
    shape.every((size, d) => size >= 0 || d === open) &&
    (open < 0 ? known === count : known > 0 && count % known === 0);
  if (!fits)
    throw new ShapeError(
      `${op}: shape ${shapeText(shape)} is invalid for ${count} elements: got a tensor of shape ${shapeText(x.shape)}; the sizes must multiply to ${count}, one of them may be -1`,
      { shape, from: x.shape },
    );
  return open < 0 ? shape : shape.map((size, d) => (d === open ? count / known : size));
}

/** The same elements in another shape, sharing memory. Throws `ShapeError` where strides do not allow it. */
export function viewAs(x: Tensor, to: Shape, name = "ViewBackward0"): Tensor {
  const shape = inferred(x, to, "view");
  const strides = viewStrides(x.shape, x.strides, shape);
  if (!strides)
    throw new ShapeError(
      `view: the strides do not allow it: got shape ${shapeText(x.shape)} with strides ${shapeText(x.strides)} for ${shapeText(shape)}; use reshape, which copies where it must`,
    );
  return viewOf(name, x, shape, strides, x.offset, (g) => reshape(g, x.shape));
}

/** The same elements in another shape: a view where strides allow, else a copy. */
export function reshape(x: Tensor, to: Shape): Tensor {
  const shape = inferred(x, to, "reshape");
  const strides = viewStrides(x.shape, x.strides, shape);
  if (!strides) return viewAs(clone(x), shape, "UnsafeViewBackward0");
  return viewOf("ReshapeAliasBackward0", x, shape, strides, x.offset, (g) => reshape(g, x.shape));
}

/** Dimensions from `startDim` to `endDim` as one. */
export function flatten(x: Tensor, startDim = 0, endDim = -1): Tensor {
  const from = dimOf(x, startDim, "flatten");
  const to = dimOf(x, endDim, "flatten");
  if (from > to)
    throw new ShapeError(
      `flatten: startDim comes after endDim: got ${startDim} and ${endDim} for shape ${shapeText(x.shape)}`,
    );
  if (x.ndim === 0) return reshape(x, [1]);
  if (from === to) return x;
  const size = numel(x.shape.slice(from, to + 1));
  return reshape(x, [...x.shape.slice(0, from), size, ...x.shape.slice(to + 1)]);
}

/** Dimensions in another order. */
export function permute(x: Tensor, dims: readonly number[], name = "PermuteBackward0"): Tensor {
  if (dims.length !== x.ndim)
    throw new ShapeError(
      `permute: number of dims differs: got dims ${shapeText(dims)} for shape ${shapeText(x.shape)}; name each dimension once`,
    );
  const order = wrapDims(dims, x.ndim, "permute");
  const inverse = order.map((_, d) => order.indexOf(d));
  return viewOf(
    name,
    x,
    order.map((d) => x.shape[d]),
    order.map((d) => x.strides[d]),
    x.offset,
    (g) => permute(g, inverse, name),
  );
}

/** Two dimensions exchanged. */
export function transpose(
  x: Tensor,
  dim0: number,
  dim1: number,
  name = "TransposeBackward0",
): Tensor {
  const [a, b] = [dimOf(x, dim0, "transpose"), dimOf(x, dim1, "transpose")];
  const order = x.shape.map((_, d) => (d === a ? b : d === b ? a : d));
  return permute(x, order, name);
}

/** The transpose of a matrix; vectors and scalars stay as they are. Throws `ShapeError` for more dimensions. */
export function t(x: Tensor): Tensor {
  if (x.ndim > 2)
    throw new ShapeError(
      `t: more than 2 dimensions: got shape ${shapeText(x.shape)}; use transpose(dim0, dim1)`,
    );
  return x.ndim < 2
    ? permute(
        x,
        x.shape.map((_, d) => d),
        "TBackward0",
      )
    : transpose(x, 0, 1, "TBackward0");
}

/** Without the dimensions of size 1, or without `dim` if it has size 1. */
export function squeeze(x: Tensor, dim?: number): Tensor {
  const only = dim === undefined ? -1 : dimOf(x, dim, "squeeze");
  const keep = x.shape.map((size, d) => size !== 1 || (dim !== undefined && d !== only));
  return viewOf(
    dim === undefined ? "SqueezeBackward0" : "SqueezeBackward1",
    x,
    x.shape.filter((_, d) => keep[d]),
    x.strides.filter((_, d) => keep[d]),
    x.offset,
    (g) => reshape(g, x.shape),
  );
}

/** With a dimension of size 1 put in. */
export function unsqueeze(x: Tensor, dim: number): Tensor {
  const at = wrapDim(dim, x.ndim + 1, "unsqueeze");
  const step = at < x.ndim ? x.shape[at] * x.strides[at] : 1;
  return viewOf(
    "UnsqueezeBackward0",
    x,
    [...x.shape.slice(0, at), 1, ...x.shape.slice(at)],
    [...x.strides.slice(0, at), step, ...x.strides.slice(at)],
    x.offset,
    (g) => reshape(g, x.shape),
  );
}

/** Dimensions of size 1 repeated without a copy; −1 keeps a size. Throws `ShapeError` for another size. */
export function expand(x: Tensor, to: Shape): Tensor {
  const lead = to.length - x.ndim;
  const shape = to.map((size, d) => (size === -1 && d >= lead ? x.shape[d - lead] : size));
  const fits =
    lead >= 0 &&
    shape.every(
      (size, d) => size >= 0 && (d < lead || x.shape[d - lead] === size || x.shape[d - lead] === 1),
    );
  if (!fits)
    throw new ShapeError(
      `expand: shape ${shapeText(x.shape)} does not expand to ${shapeText(to)}; only dimensions of size 1 can grow, new ones go in front`,
      { from: x.shape, to },
    );
  const strides = shape.map((size, d) =>
    d < lead || (x.shape[d - lead] === 1 && size !== 1) ? 0 : x.strides[d - lead],
  );
  return viewOf("ExpandBackward0", x, shape, strides, x.offset, (g) => sumTo(g, x.shape));
}

/** Summed over the dimensions that broadcasting added or repeated. */
export function sumTo(x: Tensor, shape: Shape): Tensor {
  const lead = x.ndim - shape.length;
  const dims = x.shape.flatMap((size, d) =>
    d < lead || (shape[d - lead] === 1 && size !== 1) ? [d] : [],
  );
  if (dims.length === 0) return x;
  return reshape(x.sum(dims, { keepdim: true }), shape);
}

function place(x: Tensor, index: number, d: number, op: string): number {
  const size = x.shape[d];
  if (!Number.isInteger(index) || index < -size || index >= size)
    throw new IndexError(
      `${op}: index ${index} is out of bounds for dimension ${d} with size ${size}; indices run from ${-size} to ${size - 1}`,
      { index, size },
    );
  return index < 0 ? index + size : index;
}

/** A window of the zero tensor of `shape`, filled with g: the gradient of a window. */
function embed(g: Tensor, shape: Shape, put: (zeros: Tensor) => Tensor): Tensor {
  const zeros = fullOn(g.device, shape, 0, g.dtype);
  put(zeros).copy_(g);
  return zeros;
}

/** One slice along a dimension, which goes away. */
export function select(x: Tensor, dim: number, index: number): Tensor {
  if (x.ndim === 0)
    throw new IndexError("select: a 0-d tensor has no dimension to select from; use item()");
  const d = dimOf(x, dim, "select");
  const at = place(x, index, d, "select");
  const drop = (_: number, i: number): boolean => i !== d;
  return viewOf(
    "SelectBackward0",
    x,
    x.shape.filter(drop),
    x.strides.filter(drop),
    x.offset + at * x.strides[d],
    (g) => embed(g, x.shape, (zeros) => select(zeros, d, at)),
  );
}

/** Every `step`th slice from `start` to before `end`; both are in range. */
export function sliceAlong(x: Tensor, d: number, start: number, end: number, step: number): Tensor {
  const length = Math.max(0, Math.ceil((end - start) / step));
  return viewOf(
    "SliceBackward0",
    x,
    x.shape.map((size, i) => (i === d ? length : size)),
    x.strides.map((stride, i) => (i === d ? stride * step : stride)),
    x.offset + (length ? start * x.strides[d] : 0),
    (g) => embed(g, x.shape, (zeros) => sliceAlong(zeros, d, start, end, step)),
  );
}

/** `length` slices along a dimension from `start` on. Throws `IndexError` if they pass its end. */
export function narrow(x: Tensor, dim: number, start: number, length: number): Tensor {
  const d = dimOf(x, dim, "narrow");
  const size = x.shape[d];
  const from = start < 0 ? start + size : start;
  if (from < 0 || length < 0 || from + length > size)
    throw new IndexError(
      `narrow: start ${start} and length ${length} pass the end of dimension ${d} with size ${size}`,
    );
  return sliceAlong(x, d, from, from + length, 1);
}

/** All slices along a dimension. */
export function unbind(x: Tensor, dim = 0): Tensor[] {
  if (x.ndim === 0) throw new IndexError("unbind: a 0-d tensor has no dimension to iterate over");
  const d = dimOf(x, dim, "unbind");
  return Array.from({ length: x.shape[d] }, (_, i) => select(x, d, i));
}
