// The data loader: a dataset in batches, in PyTorch's order.

import { ValueError, type Generator } from "@flambeau/core";
import { defaultGenerator } from "@flambeau/tensor";
import { BatchSampler } from "./batch-sampler.ts";
import { defaultCollate, type Collated } from "./collate.ts";
import type { Dataset } from "./dataset.ts";
import { macrotask } from "./macrotask.ts";
import { RandomSampler, SequentialSampler, type Sampler } from "./samplers.ts";

/** Options of `DataLoader`. */
export interface DataLoaderOptions<Sample, Batch> {
  /** Samples of a batch; 1 unless given. */
  batchSize?: number;
  /** Whether each epoch comes in a new random order. */
  shuffle?: boolean;
  /** Whether to leave out a last batch that is short. */
  dropLast?: boolean;
  /** The order of the indices, instead of `shuffle`. */
  sampler?: Sampler;
  /** The indices of each batch, instead of the four above. */
  batchSampler?: Iterable<readonly number[]> & { readonly length: number };
  /** Where shuffling draws from; the default generator unless given. */
  generator?: Generator;
  /** Makes a batch of samples; `defaultCollate` unless given. */
  collate?: (samples: Sample[]) => Batch;
}

/** Milliseconds that an asynchronous loop may run before the event loop gets a turn. */
const TURN_MS = 10;

/**
 * Batches of a dataset, epoch by epoch: `torch.utils.data.DataLoader`, with its order from the same seed. Each
 * `for … of` or `for await … of` is an epoch; the latter lets the event loop turn now and then.
 */
export class DataLoader<Sample, Batch = Collated<Sample>> implements Iterable<Batch> {
  readonly dataset: Dataset<Sample>;
  readonly batchSampler: Iterable<readonly number[]> & { readonly length: number };
  private readonly generator: Generator | undefined;
  private readonly load: (indices: readonly number[]) => Batch;

  /** Throws `ValueError` for options that exclude each other or a `batchSize` that is no positive integer. */
  constructor(dataset: Dataset<Sample>, options: DataLoaderOptions<Sample, Batch> = {}) {
    checkExclusive(options);
    const { batchSize = 1, shuffle = false, dropLast = false, generator, collate } = options;
    this.dataset = dataset;
    this.generator = generator;
    const sampler = (): Sampler =>
      options.sampler ??
      (shuffle ? new RandomSampler(dataset, { generator }) : new SequentialSampler(dataset));
    this.batchSampler = options.batchSampler ?? new BatchSampler(sampler(), batchSize, dropLast);
    this.load = loading(dataset, collate);
  }

  /** Number of batches in an epoch. */
  get length(): number {
    return this.batchSampler.length;
  }

  [Symbol.iterator](): IterableIterator<Batch> {
    // The seed that PyTorch draws for workers, at once and also without any: later numbers depend on it.
    (this.generator ?? defaultGenerator()).drawSeed();
    return this.batches();
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<Batch> {
    return inTurns(this[Symbol.iterator]());
  }

  private *batches(): IterableIterator<Batch> {
    for (const indices of this.batchSampler) yield this.load(indices);
  }
}

async function* inTurns<Batch>(batches: Iterable<Batch>): AsyncGenerator<Batch, void, undefined> {
  let turn = performance.now();
  for (const batch of batches) {
    if (performance.now() - turn >= TURN_MS) {
      await macrotask();
      turn = performance.now();
    }
    yield batch;
  }
}

function loading<Sample, Batch>(
  dataset: Dataset<Sample>,
  collate: ((samples: Sample[]) => Batch) | undefined,
): (indices: readonly number[]) => Batch {
  if (!collate && dataset.batch) return (indices) => dataset.batch!(indices) as Batch;
  const combine = collate ?? (defaultCollate as unknown as (samples: Sample[]) => Batch);
  return (indices) => combine(indices.map((index) => dataset.at(index)));
}

function checkExclusive<Sample, Batch>(options: DataLoaderOptions<Sample, Batch>): void {
  const { batchSize, shuffle, dropLast, sampler, batchSampler } = options;
  if (batchSampler && ((batchSize ?? 1) !== 1 || shuffle || dropLast || sampler))
    throw new ValueError(
      "DataLoader: batchSampler decides all: got batchSize, shuffle, dropLast or sampler beside it; pass it alone",
    );
  if (sampler && shuffle)
    throw new ValueError(
      "DataLoader: sampler decides the order: got shuffle beside it; pass one of the two",
    );
}
