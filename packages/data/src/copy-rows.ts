// Rows of a tensor in host memory, copied whole: the fast twin of `indexSelect` along dimension 0.

import type { TypedArray } from "@flambeau/core";
import { cpu, empty, type Tensor } from "@flambeau/tensor";

/** Up to this many elements a loop copies a row faster than `TypedArray.set`. */
const SHORT_ROW = 16;

/** Whether `copyRows` can take it: row-major in host memory, with no gradient to pass on. */
export const hasPlainRows = (x: Tensor): boolean =>
  x.contiguous && !x.requiresGrad && x.device === cpu();

/** The rows of `x` at these indices, which lie in range. */
export function copyRows(x: Tensor, rows: Int32Array): Tensor {
  const shape = [rows.length, ...x.shape.slice(1)];
  const output = empty(shape, { dtype: x.dtype, device: x.device });
  const source = words(x.toTypedArray());
  const target = words(output.toTypedArray());
  const width = target.length / rows.length;
  for (let i = 0, to = 0; i < rows.length; i++, to += width) {
    const from = rows[i] * width;
    if (width > SHORT_ROW) target.set(source.subarray(from, from + width), to);
    else for (let k = 0; k < width; k++) target[to + k] = source[from + k];
  }
  return output;
}

/** int64 elements as pairs of 32-bit words: no BigInt is made to copy them. */
const words = (array: TypedArray): Exclude<TypedArray, BigInt64Array> =>
  array instanceof BigInt64Array
    ? new Int32Array(array.buffer, array.byteOffset, 2 * array.length)
    : array;
