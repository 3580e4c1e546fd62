// Some samples of another dataset.

import { wrapIndex, type Dataset } from "./dataset.ts";

/** The samples of a dataset at these indices, as `torch.utils.data.Subset`. */
export class Subset<Sample> implements Dataset<Sample> {
  readonly dataset: Dataset<Sample>;
  readonly indices: readonly number[];
  readonly batch: ((indices: readonly number[]) => unknown) | undefined;

  constructor(dataset: Dataset<Sample>, indices: Iterable<number>) {
    this.dataset = dataset;
    this.indices = [...indices];
    if (dataset.batch)
      this.batch = (batch) => dataset.batch!(batch.map((index) => this.indexOf(index)));
  }

  get length(): number {
    return this.indices.length;
  }

  at(index: number): Sample {
    return this.dataset.at(this.indexOf(index));
  }

  private indexOf(index: number): number {
    return this.indices[wrapIndex("Subset", index, this.length)];
  }
}
