// Owns the order in which loaders and samplers give their indices.
import { readTensor } from "../../compare.ts";
import type { Context } from "../../context.ts";
import { lookup, method, NotImplemented } from "../../library.ts";
import { type CaseResult, runCase } from "../../result.ts";
import type { Value } from "../../values.ts";
import { compareAfter, compareList } from "./after.ts";

function compareJson(label: string, actual: unknown, expected: unknown): string | null {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  return a === b ? null : `${label}: ${a.slice(0, 160)}, expected ${b.slice(0, 160)}`;
}

function indexDataset(context: Context, count: number): Value {
  const index = context.decoder.tensor({
    shape: [count],
    dtype: "int64",
    data: Array.from({ length: count }, (_, i) => i),
  });
  return new (lookup(context.library, "data.TensorDataset"))(index);
}

async function batchIndices(batch: Value): Promise<number[]> {
  return Array.from((await readTensor(batch[0])).data as ArrayLike<bigint>, Number);
}

function seededGenerator(context: Context, seed: number | null | undefined): Value {
  if (seed === null || seed === undefined) return undefined;
  const generator = new (lookup(context.library, "Generator"))();
  generator.manualSeed(seed);
  return generator;
}

function loader(context: Context, stored: Value, generator?: Value): Value {
  return new (lookup(context.library, "data.DataLoader"))(indexDataset(context, stored.n), {
    batchSize: stored.batch_size,
    shuffle: stored.shuffle,
    dropLast: stored.drop_last,
    ...(generator ? { generator } : {}),
  });
}

async function checkLoader(context: Context, stored: Value): Promise<string | null> {
  context.seed(stored.seed);
  const generator = seededGenerator(context, stored.generator_seed);
  const batches = loader(context, stored, generator);
  if (batches.length !== stored.len) return `length: ${batches.length}, expected ${stored.len}`;
  for (const [k, expected] of stored.epochs.entries()) {
    const epoch: number[][] = [];
    for await (const batch of batches) epoch.push(await batchIndices(batch));
    const difference = compareJson(`epoch ${k}`, epoch, expected);
    if (difference !== null) return difference;
  }
  const after = await compareAfter(context, stored.rand_after);
  if (after !== null || !stored.generator_rand_after) return after;
  const size = stored.generator_rand_after.length;
  const drawn = method(context.library, "rand")([size], { generator });
  return compareList("generator_rand_after", drawn, stored.generator_rand_after);
}

/** "n=10, batch_size=4, shuffle: it = iter(dl); rand(1); next(it); rand(1); then a whole epoch; rand(1)" */
async function checkPartial(context: Context, stored: Value): Promise<string | null> {
  const [, n, size] = /n=(\d+), batch_size=(\d+)/.exec(stored.desc)!;
  context.seed(stored.seed);
  const batches = loader(context, {
    n: Number(n),
    batch_size: Number(size),
    shuffle: true,
    drop_last: false,
  });
  const iterator = (batches[Symbol.iterator] ?? batches[Symbol.asyncIterator]).call(batches);
  const first = await compareAfter(context, stored.rand_1, "rand_1");
  if (first !== null) return first;
  const batch = await batchIndices((await iterator.next()).value);
  const early =
    compareJson("first batch", batch, stored.first_batch) ??
    (await compareAfter(context, stored.rand_2, "rand_2"));
  if (early !== null) return early;
  const epoch: number[][] = [];
  for await (const next of batches) epoch.push(await batchIndices(next));
  return (
    compareJson("epoch", epoch, stored.epoch) ?? compareAfter(context, stored.rand_3, "rand_3")
  );
}

async function checkSplit(context: Context, stored: Value): Promise<string | null> {
  if (stored.seed !== undefined) context.seed(stored.seed);
  const generator = seededGenerator(context, stored.generator_seed);
  const dataset = indexDataset(context, stored.n);
  const split = lookup(context.library, "data.randomSplit");
  const parts = split(dataset, stored.lengths, ...(generator ? [{ generator }] : []));
  const indices = parts.map((part: Value) => Array.from(part.indices, Number));
  return (
    compareJson("indices", indices, stored.indices) ?? compareAfter(context, stored.rand_after)
  );
}

function makeSampler(context: Context, stored: Value): Value {
  const Sampler = (name: string) => lookup(context.library, `data.${name}`);
  switch (stored.kind) {
    case "WeightedRandomSampler":
      return new (Sampler(stored.kind))(stored.weights, stored.num_samples, {
        replacement: stored.replacement,
      });
    case "RandomSampler": {
      const { replacement, num_samples: numSamples } = stored.kwargs;
      return new (Sampler(stored.kind))(indexDataset(context, stored.n), {
        ...(replacement === undefined ? {} : { replacement }),
        ...(numSamples === undefined ? {} : { numSamples }),
      });
    }
    case "SubsetRandomSampler":
      return new (Sampler(stored.kind))(stored.subset);
    default:
      throw new NotImplemented(stored.kind);
  }
}

async function checkSampler(context: Context, stored: Value): Promise<string | null> {
  context.seed(stored.seed);
  const indices = Array.from(makeSampler(context, stored), Number);
  return (
    compareJson("indices", indices, stored.indices) ?? compareAfter(context, stored.rand_after)
  );
}

function checkBatchSampler(context: Context, stored: Value): string | null {
  const Sequential = lookup(context.library, "data.SequentialSampler");
  const Batch = lookup(context.library, "data.BatchSampler");
  const sampler = new Batch(
    new Sequential(indexDataset(context, stored.n)),
    stored.batch_size,
    stored.drop_last,
  );
  const batches = Array.from(sampler, (batch: Value) => Array.from(batch, Number));
  return compareJson("batches", batches, stored.batches);
}

const CHECKS: Record<
  string,
  (context: Context, stored: Value) => Promise<string | null> | string | null
> = {
  DataLoader: checkLoader,
  partial: checkPartial,
  random_split: checkSplit,
  "BatchSampler(SequentialSampler)": checkBatchSampler,
};

/** Runs random/dataloader.json. */
export async function* runDataLoader(context: Context): AsyncGenerator<CaseResult> {
  const cases = context.folder.read("random/dataloader")?.cases ?? [];
  for (const [i, stored] of cases.entries()) {
    if (!context.wants(stored.kind)) continue;
    const check = CHECKS[stored.kind] ?? checkSampler;
    yield await runCase("random", `data ${stored.kind}`, `${i}`, () => check(context, stored));
  }
}
