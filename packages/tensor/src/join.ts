// Joining tensors.

import {
  promoteTypes,
  sameShape,
  shapeText,
  ShapeError,
  ValueError,
  wrapDim,
} from "@flambeau/core";
import { empty } from "./make.ts";
import { commonDevice } from "./pointwise.ts";
import { write } from "./convert.ts";
import { record } from "./record.ts";
import type { Tensor } from "./tensor.ts";
import { sliceAlong, unsqueeze } from "./view.ts";

/** Tensors one after the other along a dimension. Throws `ShapeError` unless their other sizes agree. */
export function cat(tensors: readonly Tensor[], dim = 0): Tensor {
  if (tensors.length === 0)
    throw new ValueError("cat: a list of at least one tensor is needed: got none");
  const first = tensors.find((x) => !(x.ndim === 1 && x.numel() === 0)) ?? tensors[0];
  const parts = tensors.filter((x) => x === first || !(x.ndim === 1 && x.numel() === 0));
  if (first.ndim === 0) throw new ShapeError("cat: a 0-d tensor cannot be joined; use stack");
  const d = wrapDim(dim, first.ndim, "cat");
  for (const x of parts)
    if (x.ndim !== first.ndim || !sameShape(without(x, d), without(first, d)))
      throw new ShapeError(
        `cat: sizes differ outside dimension ${d}: got ${shapeText(first.shape)} and ${shapeText(x.shape)}`,
        { a: first.shape, b: x.shape },
      );
  const length = parts.reduce((total, x) => total + x.shape[d], 0);
  const dtype = tensors.map((x) => x.dtype).reduce(promoteTypes);
  const shape = first.shape.map((size, i) => (i === d ? length : size));
  const output = empty(commonDevice("cat", tensors), dtype, shape);
  const ends: number[] = [];
  for (const x of parts) {
    const start = ends.length ? ends[ends.length - 1] : 0;
    ends.push(start + x.shape[d]);
    write(sliceAlong(output, d, start, ends[ends.length - 1], 1), x);
  }
  record("CatBackward0", [output], parts, [], ([g]) =>
    ends.map((end, i) => sliceAlong(g!, d, end - parts[i].shape[d], end, 1)),
  );
  return output;
}

const without = (x: Tensor, d: number): readonly number[] => x.shape.filter((_, i) => i !== d);

/** Tensors of one shape along a new dimension. Throws `ShapeError` unless their shapes are equal. */
export function stack(tensors: readonly Tensor[], dim = 0): Tensor {
  for (const x of tensors)
    if (!sameShape(x.shape, tensors[0].shape))
      throw new ShapeError(
        `stack: shapes differ: got ${shapeText(tensors[0].shape)} and ${shapeText(x.shape)}`,
        { a: tensors[0].shape, b: x.shape },
      );
  if (tensors.length === 0)
    throw new ValueError("stack: a list of at least one tensor is needed: got none");
  const at = wrapDim(dim, tensors[0].ndim + 1, "stack");
  return cat(
    tensors.map((x) => unsqueeze(x, at)),
    at,
  );
}
