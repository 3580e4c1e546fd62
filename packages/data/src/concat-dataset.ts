// Datasets one after the other.

import { ValueError } from "@flambeau/core";
import { wrapIndex, type Dataset } from "./dataset.ts";

/** The samples of several datasets in order, as `torch.utils.data.ConcatDataset`. */
export class ConcatDataset<Sample> implements Dataset<Sample> {
  readonly datasets: readonly Dataset<Sample>[];
  /** Number of samples up to the end of each dataset. */
  readonly cumulativeSizes: readonly number[];

  /** Throws `ValueError` if there are no datasets. */
  constructor(datasets: Iterable<Dataset<Sample>>) {
    this.datasets = [...datasets];
    if (this.datasets.length === 0)
      throw new ValueError("ConcatDataset: no datasets: got an empty list; pass one at least");
    let total = 0;
    this.cumulativeSizes = this.datasets.map((dataset) => (total += dataset.length));
  }

  get length(): number {
    return this.cumulativeSizes[this.cumulativeSizes.length - 1];
  }

  at(index: number): Sample {
    const i = wrapIndex("ConcatDataset", index, this.length);
    const which = this.cumulativeSizes.findIndex((end) => i < end);
    const start = which === 0 ? 0 : this.cumulativeSizes[which - 1];
    return this.datasets[which].at(i - start);
  }
}
