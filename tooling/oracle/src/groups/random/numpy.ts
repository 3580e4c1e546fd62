// Owns NumPy's RandomState: each call from a fresh seed, and one long sequence per seed.
import { comparePlain, EXACT, plainOf, readTensor } from "../../compare.ts";
import type { Context } from "../../context.ts";
import { lookup, method } from "../../library.ts";
import { drawRandom } from "../../python/numpy.ts";
import { type CaseResult, runCase } from "../../result.ts";
import { isEncodedTensor, tuple, type Value } from "../../values.ts";

const ONE_LAST_BIT = { rtol: 1e-15, atol: 0 };

/** Number of distribution parameters before the size in a stored call. */
const SIZE_AT: Record<string, number> = {
  random_sample: 0,
  standard_normal: 0,
  normal: 2,
  uniform: 2,
  randint: 2,
  exponential: 1,
};

function draw(context: Context, state: Value, stored: Value): Value {
  const { library, decoder } = context;
  const name: string = stored.call.split(" ")[0];
  const args = stored.args.map((value: unknown) => decoder.value(value));
  const kwargs = new Map<string, Value>();
  // `randint(5, 12)` of the files is low and size.
  if (name === "randint" && args.length === 2)
    return drawRandom(library, state, name, [0n, ...args], kwargs);
  if (stored.call.includes("replace=False")) kwargs.set("replace", false);
  const weights = /p=\[(.*)\]/.exec(stored.call);
  if (weights) kwargs.set("p", weights[1].split(",").map(Number));
  const at = SIZE_AT[name];
  if (at !== undefined && args.length > at + 1) {
    args.splice(at, args.length - at, tuple(args.slice(at)));
  }
  return drawRandom(library, state, name, args, kwargs);
}

async function compareDraw(stored: Value, actual: Value): Promise<string | null> {
  const tolerance = /randn|normal|exponential/.test(stored.call) ? ONE_LAST_BIT : EXACT;
  if (!isEncodedTensor(stored.output)) return actual === stored.output ? null : `${actual}`;
  // NumPy's dtype of an integer list is a matter of the list; the values count.
  const plain = await readTensor(actual);
  const expected = plainOf(stored.output);
  const values = { ...plain, dtype: "float64", data: Float64Array.from(plain.data, Number) };
  return comparePlain(
    stored.call,
    values,
    { ...expected, dtype: "float64", data: Float64Array.from(expected.data, Number) },
    tolerance,
  );
}

/** Runs random/numpy.json. */
export async function* runNumpy(context: Context): AsyncGenerator<CaseResult> {
  for (const { seed, calls, sequence, raw_uint32: words } of context.folder.read("random/numpy")
    ?.seeds ?? []) {
    if (!context.wants("RandomState")) return;
    const fresh = () => new (lookup(context.library, "RandomState"))(seed);
    for (const [i, stored] of calls.entries()) {
      yield await runCase("random", `RandomState.${stored.call}`, `${i}, seed ${seed}`, () =>
        compareDraw(stored, draw(context, fresh(), stored)),
      );
    }
    yield await runCase("random", "RandomState words", `seed ${seed}`, () => {
      const twister = new (lookup(context.library, "MersenneTwister"))(seed);
      const actual = words.map(() => method(twister, "next32", "MersenneTwister")());
      return actual.join() === words.join() ? null : `${actual.join()}, expected ${words.join()}`;
    });
    yield await runCase("random", "RandomState sequence", `seed ${seed}`, async () => {
      const state = fresh();
      for (const [i, stored] of sequence.entries()) {
        const difference = await compareDraw(stored, draw(context, state, stored));
        if (difference !== null) return `step ${i}: ${difference}`;
      }
      return null;
    });
  }
}
