// Owns the plain streams: rand, randn in all its sizes, permutations and integers, per seed.
import { comparePlain, compareValue, EXACT, readTensor } from "../../compare.ts";
import type { Context } from "../../context.ts";
import { lookup, method } from "../../library.ts";
import { type CaseResult, runCase } from "../../result.ts";
import type { Value } from "../../values.ts";

type Check = (context: Context, stored: Value, seed: number | string) => Promise<string | null>;

const FLOAT64_NORMAL = { rtol: 1e-14, atol: 0 };

function drawn(name: string, dtype: string): Check {
  return async (context, stored) =>
    compareValue(
      name,
      method(context.library, name)(stored.shape, { dtype }),
      stored,
      context.comparison(EXACT, name === "randn" ? FLOAT64_NORMAL : EXACT),
    );
}

/** Each size is drawn from the fresh seed. */
function sizes(dtype: "float32" | "float64"): Check {
  return async (context, stored, seed) => {
    for (const [size, values] of Object.entries<number[]>(stored)) {
      context.seed(seed);
      const data = dtype === "float32" ? Float32Array.from(values) : Float64Array.from(values);
      const difference = comparePlain(
        `randn(${size})`,
        await readTensor(method(context.library, "randn")([Number(size)], { dtype })),
        { shape: [Number(size)], dtype, data },
        dtype === "float32" ? EXACT : FLOAT64_NORMAL,
      );
      if (difference !== null) return difference;
    }
    return null;
  };
}

async function integers(
  label: string,
  tensor: Value,
  stored: (number | string)[],
): Promise<string | null> {
  const data = BigInt64Array.from(stored, BigInt);
  return comparePlain(
    label,
    await readTensor(tensor),
    { shape: [stored.length], dtype: "int64", data },
    EXACT,
  );
}

const CHECKS: Record<string, Check> = {
  raw_uint32: async (context, stored, seed) => {
    const generator = new (lookup(context.library, "Generator"))();
    generator.manualSeed(seed);
    for (const [i, word] of stored.entries()) {
      const actual = method(generator, "random32", "Generator")();
      if (actual !== word) return `word ${i}: ${actual}, expected ${word}`;
    }
    return null;
  },
  rand_1000: drawn("rand", "float32"),
  rand_float64_40: drawn("rand", "float64"),
  randn: sizes("float32"),
  randn_float64: sizes("float64"),
  randn_1000: drawn("randn", "float32"),
  randperm_50: (context, stored) =>
    integers("randperm", method(context.library, "randperm")(50), stored),
  randint_0_10_40: (context, stored) =>
    integers("randint", method(context.library, "randint")(0, 10, [40]), stored),
  random_int64: (context, stored) => {
    const empty = method(context.library, "empty")([stored.length], { dtype: "int64" });
    return integers("random_", method(empty, "random_", "Tensor")(), stored);
  },
};

/** Runs random/torch_streams.json. */
export async function* runStreams(context: Context): AsyncGenerator<CaseResult> {
  for (const stream of context.folder.read("random/torch_streams")?.seeds ?? []) {
    for (const [key, check] of Object.entries(CHECKS)) {
      if (!(key in stream) || !context.wants(key)) continue;
      yield await runCase("random", key, `seed ${stream.seed}`, () => {
        context.seed(stream.seed);
        return check(context, stream[key], stream.seed);
      });
    }
  }
}
