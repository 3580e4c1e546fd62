// Reading and writing along a dimension by index tensors.

import {
  DTypeError,
  IndexError,
  shapeText,
  ShapeError,
  wrapDim,
  type DType,
  type Shape,
} from "@flambeau/core";
import { fullOn } from "./creation.ts";
import { firstOutside } from "./integers.ts";
import { empty } from "./make.ts";
import { record } from "./record.ts";
import type { Tensor } from "./tensor.ts";
import { expand, reshape } from "./view.ts";

function checkIndex(
  op: string,
  index: Tensor,
  size: number,
  accepted: readonly DType[] = ["int64"],
): void {
  if (!accepted.includes(index.dtype))
    throw new DTypeError(`${op}: the index must be int64: got ${index.dtype}; use index.long()`);
  const outside = firstOutside(index, size);
  if (outside !== undefined)
    throw new IndexError(
      `${op}: index ${outside} is out of bounds for a dimension of size ${size}; indices run from 0 to ${size - 1}`,
      { index: outside, size },
    );
}

/** output[…, i, …] = x[…, index[…, i, …], …]; shapes as `torch.gather`. */
export function gather(x: Tensor, dim: number, index: Tensor): Tensor {
  const d = wrapDim(dim, x.ndim, "gather");
  if (index.ndim !== x.ndim || index.shape.some((size, i) => i !== d && size > x.shape[i]))
    throw new ShapeError(
      `gather: index and input do not fit: index is ${shapeText(index.shape)}, input is ${shapeText(x.shape)}; they need as many dimensions, and the index at most the input's size but along dim ${d}`,
    );
  checkIndex("gather", index, x.shape[d]);
  return gatherAlong(x, d, index);
}

/** The same for an index known to fit. */
export function gatherAlong(x: Tensor, d: number, index: Tensor): Tensor {
  const output = empty(x.device, x.dtype, index.shape);
  x.device.gather(output, x, index, d);
  record("GatherBackward0", [output], [x], [], ([g]) => [scatterAdd(x.shape, g!, index, d)]);
  return output;
}

/** Zeros of `shape` with the source's elements added at the places of the index. */
export function scatterAdd(shape: Shape, source: Tensor, index: Tensor, d: number): Tensor {
  const output = fullOn(source.device, shape, 0, source.dtype);
  source.device.scatter(output, source, index, d, "add");
  record("ScatterAddBackward0", [output], [source], [], ([g]) => [gatherAlong(g!, d, index)]);
  return output;
}

/** Slices along `dim` picked by a 1-d index. Throws `IndexError` out of range. */
export function indexSelect(x: Tensor, dim: number, index: Tensor): Tensor {
  const d = wrapDim(dim, x.ndim, "indexSelect");
  if (index.ndim > 1)
    throw new ShapeError(`indexSelect: the index must be 1-d: got shape ${shapeText(index.shape)}`);
  checkIndex("indexSelect", index, x.shape[d], ["int64", "int32"]);
  const shape = x.shape.map((size, i) => (i === d ? index.numel() : size));
  const along = reshape(
    index,
    shape.map((size, i) => (i === d ? size : 1)),
  );
  return gatherAlong(x, d, expand(along, shape));
}
