// Indices in batches.

import { requirePositive, type Sampler } from "./samplers.ts";

/** The indices of a sampler, `batchSize` at a time; `torch.utils.data.BatchSampler`. */
export class BatchSampler implements Iterable<number[]> {
  readonly sampler: Sampler;
  readonly batchSize: number;
  readonly dropLast: boolean;

  /** `dropLast` leaves out a last batch that is short. Throws `ValueError` unless `batchSize` is a positive integer. */
  constructor(sampler: Sampler, batchSize: number, dropLast: boolean) {
    requirePositive("BatchSampler", "batchSize", batchSize);
    this.sampler = sampler;
    this.batchSize = batchSize;
    this.dropLast = dropLast;
  }

  get length(): number {
    const batches = this.sampler.length / this.batchSize;
    return this.dropLast ? Math.floor(batches) : Math.ceil(batches);
  }

  *[Symbol.iterator](): Generator<number[], void, undefined> {
    let batch: number[] = [];
    for (const index of this.sampler) {
      batch.push(index);
      if (batch.length < this.batchSize) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0 && !this.dropLast) yield batch;
  }
}
