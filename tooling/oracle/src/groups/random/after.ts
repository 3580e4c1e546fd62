// Owns `rand_after`: the next numbers of a generator show that the number of draws was right.
import { comparePlain, EXACT, readTensor } from "../../compare.ts";
import type { Context } from "../../context.ts";
import type { Value } from "../../values.ts";

/** First difference of a tensor with an exact float32 list. */
export async function compareList(
  label: string,
  tensor: Value,
  stored: number[],
): Promise<string | null> {
  const expected = { shape: [stored.length], dtype: "float32", data: Float32Array.from(stored) };
  return comparePlain(label, await readTensor(tensor), expected, EXACT);
}

/** First difference of the global generator's next numbers, null where the case has none. */
export async function compareAfter(
  context: Context,
  stored: number[] | undefined,
  label = "rand_after",
): Promise<string | null> {
  if (!stored) return null;
  return compareList(label, context.randomAfter(stored.length), stored);
}
