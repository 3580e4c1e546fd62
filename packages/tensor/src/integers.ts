// Integer tensors read as JavaScript numbers.

import { copyOf } from "./convert.ts";
import type { Tensor } from "./tensor.ts";

/**
 * The first value outside [0, size) that is not `except`, or undefined. int64 is read in two words, so that no bigint is
 * made for each element.
 */
export function firstOutside(x: Tensor, size: number, except = NaN): number | undefined {
  const source = x.contiguous ? x : copyOf(x);
  const data = source.device.read(source.storage);
  const count = source.numel();
  if (!(data instanceof BigInt64Array)) {
    for (let i = 0; i < count; i++) {
      const value = data[source.offset + i];
      if ((value < 0 || value >= size) && value !== except) return value;
    }
    return undefined;
  }
  const words = new Int32Array(data.buffer, data.byteOffset + source.offset * 8, count * 2);
  for (let i = 0; i < count; i++) {
    const low = words[2 * i];
    if (words[2 * i + 1] === 0 && low >= 0 && low < size) continue;
    const value = Number(data[source.offset + i]);
    if (value !== except) return value;
  }
  return undefined;
}
