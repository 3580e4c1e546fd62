// What a dataset is: samples by index.

import { IndexError } from "@flambeau/core";

/** Samples by index, as `torch.utils.data.Dataset`. */
export interface Dataset<Sample> {
  /** Number of samples. */
  readonly length: number;
  /** The sample at an index; negative ones count from the end. */
  at(index: number): Sample;
  /** Several samples at once, collated; a loader without its own `collate` takes this where there is one. */
  batch?(indices: readonly number[]): unknown;
}

/** An index in [0, length). Throws `IndexError` if it is none, also counted from the end. */
export function wrapIndex(what: string, index: number, length: number): number {
  const wrapped = index < 0 ? index + length : index;
  if (Number.isInteger(index) && wrapped >= 0 && wrapped < length) return wrapped;
  throw new IndexError(
    `${what}: no such sample: got index ${index}; there are ${length}, so it must lie in [${-length}, ${length})`,
    { index, length },
  );
}
