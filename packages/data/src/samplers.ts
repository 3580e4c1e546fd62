// Samplers: the orders in which a dataset's indices come.

import { fillRandint, Generator, multinomial, randperm, ValueError } from "@flambeau/core";
import { defaultGenerator, Tensor } from "@flambeau/tensor";

/** Indices in an order, as `torch.utils.data.Sampler`; a new iteration may give another. */
export interface Sampler extends Iterable<number> {
  /** Number of indices in one iteration. */
  readonly length: number;
}

interface Sized {
  readonly length: number;
}

/** 0, 1, 2 …; `torch.utils.data.SequentialSampler`. */
export class SequentialSampler implements Sampler {
  private readonly dataSource: Sized;
  constructor(dataSource: Sized) {
    this.dataSource = dataSource;
  }
  get length(): number {
    return this.dataSource.length;
  }
  *[Symbol.iterator](): IterableIterator<number> {
    for (let i = 0; i < this.length; i++) yield i;
  }
}

/** Options of `RandomSampler`. */
export interface RandomSamplerOptions {
  /** Whether an index may come again. */
  replacement?: boolean;
  /** Indices of one iteration; the dataset's length unless given. */
  numSamples?: number;
  /** Where to draw from; otherwise a fresh generator, seeded from the default one, for each iteration. */
  generator?: Generator;
}

// PyTorch draws this many indices at a time.
const BLOCK = 32;

/** A random order; `torch.utils.data.RandomSampler`, with its numbers. */
export class RandomSampler implements Sampler {
  private readonly dataSource: Sized;
  private readonly replacement: boolean;
  private readonly numSamples: number | undefined;
  private readonly generator: Generator | undefined;

  /** Throws `ValueError` if there is nothing to sample. */
  constructor(
    dataSource: Sized,
    { replacement = false, numSamples, generator }: RandomSamplerOptions = {},
  ) {
    this.dataSource = dataSource;
    this.replacement = replacement;
    this.numSamples = numSamples;
    this.generator = generator;
    requirePositive("RandomSampler", "numSamples", this.length);
    requirePositive("RandomSampler", "dataset length", dataSource.length);
  }

  get length(): number {
    return this.numSamples ?? this.dataSource.length;
  }

  *[Symbol.iterator](): IterableIterator<number> {
    const n = this.dataSource.length;
    const generator = this.generator ?? new Generator(defaultGenerator().drawSeed());
    const draw = this.replacement
      ? (count: number) => integersBelow(generator, n, count)
      : (count: number) => randperm(generator, n).subarray(0, count);
    const block = this.replacement ? BLOCK : n;
    for (let left = this.length; left >= block; left -= block) yield* draw(block);
    // Drawn even where nothing is left, as PyTorch does: the generator moves on.
    yield* draw(this.length % block);
  }
}

function integersBelow(generator: Generator, high: number, count: number): Int32Array {
  const drawn = new Int32Array(count);
  fillRandint(generator, drawn, 0, high);
  return drawn;
}

/** The given indices in a random order; `torch.utils.data.SubsetRandomSampler`. */
export class SubsetRandomSampler implements Sampler {
  private readonly indices: readonly number[];
  private readonly generator: Generator | undefined;

  constructor(indices: Iterable<number>, { generator }: { generator?: Generator } = {}) {
    this.indices = [...indices];
    this.generator = generator;
  }
  get length(): number {
    return this.indices.length;
  }
  *[Symbol.iterator](): IterableIterator<number> {
    for (const i of randperm(this.generator ?? defaultGenerator(), this.length))
      yield this.indices[i];
  }
}

/** Options of `WeightedRandomSampler`. */
export interface WeightedRandomSamplerOptions {
  /** Whether an index may come again; true unless given. */
  replacement?: boolean;
  generator?: Generator;
}

/** Indices drawn in proportion to their weights; `torch.utils.data.WeightedRandomSampler`. */
export class WeightedRandomSampler implements Sampler {
  readonly length: number;
  private readonly weights: Float64Array;
  private readonly replacement: boolean;
  private readonly generator: Generator | undefined;

  /** `numSamples` indices an iteration. Throws `ValueError` unless that is positive. */
  constructor(
    weights: readonly number[] | Tensor,
    numSamples: number,
    { replacement = true, generator }: WeightedRandomSamplerOptions = {},
  ) {
    requirePositive("WeightedRandomSampler", "numSamples", numSamples);
    this.length = numSamples;
    this.weights = Float64Array.from(
      weights instanceof Tensor ? (weights.detach().tolist() as number[]) : weights,
    );
    this.replacement = replacement;
    this.generator = generator;
  }

  *[Symbol.iterator](): IterableIterator<number> {
    const { replacement } = this;
    const generator = this.generator ?? defaultGenerator();
    yield* multinomial(generator, this.weights, this.length, { replacement });
  }
}

/** Throws `ValueError` unless the value is a positive integer. */
export function requirePositive(what: string, name: string, value: number): void {
  if (!Number.isInteger(value) || value <= 0)
    throw new ValueError(
      `${what}: ${name} is no positive integer: got ${value}; it must be 1 or more`,
      {
        [name]: value,
      },
    );
}
