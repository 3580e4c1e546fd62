// Cutting a dataset into random parts.

import { randperm, ValueError, type Generator } from "@flambeau/core";
import { defaultGenerator } from "@flambeau/tensor";
import type { Dataset } from "./dataset.ts";
import { Subset } from "./subset.ts";

/**
 * Parts of these lengths, or of these fractions that sum to 1, in one random order: `torch.utils.data.random_split`.
 * Throws `ValueError` if lengths do not sum to the dataset's or a fraction lies outside [0, 1].
 */
export function randomSplit<Sample>(
  dataset: Dataset<Sample>,
  lengths: readonly number[],
  { generator = defaultGenerator() }: { generator?: Generator } = {},
): Subset<Sample>[] {
  const sizes = sumsToOne(lengths) ? fromFractions(lengths, dataset.length) : lengths;
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total !== dataset.length || !sizes.every((size) => Number.isInteger(size) && size >= 0))
    throw new ValueError(
      `randomSplit: lengths do not fit: got [${lengths.join(", ")}]; they must sum to ${dataset.length}, or as fractions to 1`,
      { lengths, length: dataset.length },
    );
  const order = randperm(generator, dataset.length);
  let end = 0;
  return sizes.map((size) => new Subset(dataset, order.subarray(end, (end += size))));
}

/** Fractions may fall short of 1 by rounding, and may not exceed it. */
function sumsToOne(lengths: readonly number[]): boolean {
  const sum = lengths.reduce((total, length) => total + length, 0);
  return sum <= 1 && 1 - sum <= 1e-9;
}

/** Rounded down, with the remainder handed out one by one from the first. */
function fromFractions(fractions: readonly number[], length: number): number[] {
  const outside = fractions.find((fraction) => !(fraction >= 0 && fraction <= 1));
  if (outside !== undefined)
    throw new ValueError(`randomSplit: no fraction: got ${outside}; it must lie in [0, 1]`, {
      fraction: outside,
    });
  const sizes = fractions.map((fraction) => Math.floor(length * fraction));
  const remainder = length - sizes.reduce((sum, size) => sum + size, 0);
  for (let i = 0; i < remainder; i++) sizes[i % sizes.length] += 1;
  return sizes;
}
