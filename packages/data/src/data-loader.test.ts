// Datasets, collation, options and the asynchronous loop.

import { DTypeError, IndexError, ShapeError, ValueError } from "@flambeau/core";
import { arange, randn, tensor, type Tensor } from "@flambeau/tensor";
import { describe, expect, it } from "vitest";
import {
  ConcatDataset,
  DataLoader,
  defaultCollate,
  RandomSampler,
  randomSplit,
  SequentialSampler,
  Subset,
  TensorDataset,
  type Dataset,
} from "./index.ts";

const list = (tensors: readonly Tensor[]) => tensors.map((x) => x.tolist());

describe("datasets", () => {
  const dataset = new TensorDataset(arange(5), arange(5).mul(10));
  const subset = new Subset(dataset, [4, 0]);
  const joined = new ConcatDataset([subset, dataset]);

  it("give samples by index, also from the end", () => {
    expect(dataset.length).toBe(5);
    expect(list(dataset.at(3))).toEqual([3, 30]);
    expect(list(dataset.at(-1))).toEqual([4, 40]);
    expect(list(dataset.at([1, 2]))).toEqual([[1, 2], [10, 20]]); // prettier-ignore
    expect([list(subset.at(0)), subset.length]).toEqual([[4, 40], 2]);
    expect([joined.length, list(joined.at(2)), list(joined.at(-1))]).toEqual([7, [0, 0], [4, 40]]);
  });

  it.each([
    ["TensorDataset", dataset, 5],
    ["Subset", subset, -3],
    ["ConcatDataset", joined, 7],
  ])("throw IndexError past their ends: %s", (_, target, index) => {
    expect(() => target.at(index)).toThrow(IndexError);
  });

  it("throw ShapeError for tensors of different numbers of samples", () => {
    expect(() => new TensorDataset(arange(3), arange(4))).toThrow(ShapeError);
    expect(() => new TensorDataset()).toThrow(ShapeError);
    expect(() => new ConcatDataset([])).toThrow(ValueError);
  });

  it.each(["float32", "float64", "int64", "uint8", "bool"] as const)(
    "gather batches of %s as stacking the samples would",
    (dtype) => {
      const narrow = randn(300, 3, 4).mul(3).to(dtype);
      const wide = randn(300, 5, 8).mul(3).to(dtype);
      const samples = new TensorDataset(narrow, wide, wide.transpose(1, 2), wide.narrow(1, 2, 1));
      const indices = [299, 0, 7, 7, -1];
      const stacked = defaultCollate(indices.map((index) => samples.at(index)));
      const batch = samples.batch(indices);
      expect(list(batch)).toEqual(list(stacked));
      expect(batch.map((x) => x.dtype)).toEqual(batch.map(() => dtype));
    },
  );

  it("copy their batches, and pass gradients on to tensors that need them", () => {
    const x = arange(4).float().requiresGrad_();
    const [batch] = new TensorDataset(x).batch([2, 2, 0]);
    batch.sum().backward();
    expect(x.grad!.tolist()).toEqual([1, 0, 2, 0]);
    const y = arange(4).float();
    const [copy] = new TensorDataset(y).batch([0, 1]);
    copy.fill_(9);
    expect(y.tolist()).toEqual([0, 1, 2, 3]);
  });
});

describe("DataLoader", () => {
  const words: Dataset<{ word: string; length: number; pair: [boolean, bigint] }> = {
    length: 3,
    at: (i) => ({ word: "abc"[i], length: i / 2, pair: [i > 0, BigInt(i)] }),
  };

  it("batches whatever samples hold", () => {
    const [first, second] = new DataLoader(words, { batchSize: 2 });
    expect(first.word).toEqual(["a", "b"]);
    expect([first.length.dtype, first.length.tolist()]).toEqual(["float32", [0, 0.5]]);
    expect(first.pair.map((x) => x.dtype)).toEqual(["bool", "int64"]);
    expect(second.word).toEqual(["c"]);
  });

  it("takes a collate of its user's, also for tensors", () => {
    const loader = new DataLoader(new TensorDataset(arange(4)), {
      batchSize: 2,
      collate: (samples) => samples.map(([x]) => x.item()),
    });
    expect([...loader]).toEqual([[0, 1], [2, 3]]); // prettier-ignore
  });

  it("gives the same epoch to for await, with the event loop turning", async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    const loader = new DataLoader(new TensorDataset(arange(8)), { batchSize: 2 });
    const seen: unknown[] = [];
    for await (const [x] of loader) {
      const start = performance.now();
      while (performance.now() - start < 12);
      seen.push(x.tolist());
    }
    clearInterval(timer);
    expect(seen).toEqual([[0, 1], [2, 3], [4, 5], [6, 7]]); // prettier-ignore
    expect(turns).toBeGreaterThan(0);
  });

  it("batches subsets without visiting each sample", () => {
    const dataset = new TensorDataset(arange(10));
    const [part] = randomSplit(dataset, [10]);
    const loader = new DataLoader(new Subset(part, [3, 1]), { batchSize: 2 });
    dataset.at = () => expect.fail("a sample was visited");
    const [[x]] = loader;
    expect(x.tolist()).toEqual([part.indices[3], part.indices[1]]);
  });

  it("takes a sampler or batches of indices", () => {
    const dataset = new TensorDataset(arange(4));
    const sampler = { length: 2, [Symbol.iterator]: () => [3, 1][Symbol.iterator]() };
    expect([...new DataLoader(dataset, { sampler })].map(list)).toEqual([[[3]], [[1]]]);
    const batchSampler = [[0, 3], [2]];
    const loader = new DataLoader(dataset, { batchSampler });
    expect(loader.length).toBe(2);
    expect([...loader].map(list)).toEqual([[[0, 3]], [[2]]]);
  });

  const dataset = new TensorDataset(tensor([1, 2]));
  const sampler = new SequentialSampler(dataset);
  it.each([
    ["a batch size of 0", () => new DataLoader(dataset, { batchSize: 0 })],
    ["a sampler beside shuffle", () => new DataLoader(dataset, { sampler, shuffle: true })],
    [
      "a batch sampler beside dropLast",
      () => new DataLoader(dataset, { batchSampler: [], dropLast: true }),
    ],
    ["nothing to sample from", () => new RandomSampler([])],
    ["lengths that do not sum up", () => randomSplit(dataset, [1, 2])],
    ["a fraction below 0", () => randomSplit(dataset, [1.5, -0.5])],
  ])("throws ValueError for %s", (_, construct) => {
    expect(construct).toThrow(ValueError);
  });

  it("throws DTypeError for samples that make no batch", () => {
    expect(() => defaultCollate([null])).toThrow(DTypeError);
  });
});
