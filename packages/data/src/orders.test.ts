// PyTorch's orders of samplers, splits and loaders from the same seeds, and how many numbers each draws.

import { Generator } from "@flambeau/core";
import { manualSeed, rand, tensor, type Tensor } from "@flambeau/tensor";
import { describe, expect, it } from "vitest";
import fixtures from "./fixtures.json" with { type: "json" };
import {
  BatchSampler,
  DataLoader,
  RandomSampler,
  randomSplit,
  SequentialSampler,
  SubsetRandomSampler,
  TensorDataset,
  WeightedRandomSampler,
} from "./index.ts";

interface Case {
  kind: string;
  seed: number;
  n: number;
  len: number;
  batch_size: number;
  shuffle: boolean;
  drop_last: boolean;
  generator_seed: number | null;
  generator_rand_after: number[];
  epochs: number[][][];
  epoch: number[][];
  batches: number[][];
  first_batch: number[];
  indices: number[];
  subset: number[];
  weights: number[];
  lengths: number[];
  num_samples: number;
  replacement: boolean;
  kwargs: { replacement?: boolean; num_samples?: number };
  rand_after: number[];
  rand_1: number[];
  rand_2: number[];
  rand_3: number[];
}

const cases = fixtures.cases as unknown as Case[];
const of = (kind: string): [string, Case][] =>
  cases
    .filter((testCase) => testCase.kind === kind)
    .map(({ ...c }) => [
      JSON.stringify([c.seed, c.n, c.batch_size, c.generator_seed, c.lengths, c.weights, c.kwargs]),
      c,
    ]);

const dataset = (n: number) =>
  new TensorDataset(tensor(Array.from({ length: n }, (_, i) => BigInt(i))));
const numbers = ([x]: [Tensor]): number[] => x.tolist() as number[];

/** The next numbers of the default generator, which show how many were drawn before. */
const expectNext = (expected: readonly number[]): void =>
  expect(rand(expected.length).tolist()).toEqual(expected.map(Math.fround));

describe("DataLoader", () => {
  it.each(of("DataLoader"))("gives PyTorch's batches, three epochs: %s", (_, c) => {
    manualSeed(c.seed);
    const generator = c.generator_seed === null ? undefined : new Generator(c.generator_seed);
    const { batch_size: batchSize, shuffle, drop_last: dropLast } = c;
    const loader = new DataLoader(dataset(c.n), { batchSize, shuffle, dropLast, generator });
    expect(loader.length).toBe(c.len);
    for (const epoch of c.epochs) expect([...loader].map(numbers)).toEqual(epoch);
    expectNext(c.rand_after);
    const own = c.generator_rand_after ?? [];
    expect(own.map(() => generator?.uniform32())).toEqual(own.map(Math.fround));
  });

  it.each(of("partial"))("draws where PyTorch draws when interrupted: %s", (_, c) => {
    manualSeed(c.seed);
    const loader = new DataLoader(dataset(10), { batchSize: 4, shuffle: true });
    const batches = loader[Symbol.iterator]();
    expectNext(c.rand_1);
    expect(numbers(batches.next().value as [Tensor])).toEqual(c.first_batch);
    expectNext(c.rand_2);
    expect([...loader].map(numbers)).toEqual(c.epoch);
    expectNext(c.rand_3);
  });
});

describe("samplers", () => {
  it.each(of("RandomSampler"))("RandomSampler as PyTorch: %s", (_, c) => {
    manualSeed(c.seed);
    const { replacement, num_samples: numSamples } = c.kwargs;
    const sampler = new RandomSampler({ length: c.n }, { replacement, numSamples });
    expect([...sampler]).toEqual(c.indices);
    expect(sampler.length).toBe(c.indices.length);
    expectNext(c.rand_after);
  });

  it.each(of("WeightedRandomSampler"))("WeightedRandomSampler as PyTorch: %s", (_, c) => {
    manualSeed(c.seed);
    const { replacement } = c;
    const fromList = new WeightedRandomSampler(c.weights, c.num_samples, { replacement });
    expect([...fromList]).toEqual(c.indices);
    expectNext(c.rand_after);
    manualSeed(c.seed);
    const weights = tensor(c.weights, { dtype: "float64" });
    const fromTensor = new WeightedRandomSampler(weights, c.num_samples, { replacement });
    expect([...fromTensor]).toEqual(c.indices);
  });

  it.each(of("SubsetRandomSampler"))("SubsetRandomSampler as PyTorch: %s", (_, c) => {
    manualSeed(c.seed);
    expect([...new SubsetRandomSampler(c.subset)]).toEqual(c.indices);
    expectNext(c.rand_after);
  });

  it.each(of("BatchSampler(SequentialSampler)"))("BatchSampler as PyTorch: %s", (_, c) => {
    const sampler = new BatchSampler(
      new SequentialSampler({ length: c.n }),
      c.batch_size,
      c.drop_last,
    );
    expect([...sampler]).toEqual(c.batches);
    expect(sampler.length).toBe(c.batches.length);
  });
});

describe("randomSplit", () => {
  it.each(of("random_split"))("cuts as PyTorch: %s", (_, c) => {
    manualSeed(c.seed ?? 0);
    const generator = c.generator_seed ? new Generator(c.generator_seed) : undefined;
    const parts = randomSplit(dataset(c.n), c.lengths, { generator });
    expect(parts.map((part) => part.indices)).toEqual(c.indices);
    expectNext(c.rand_after ?? []);
  });
});
