// Owns how far a replay may be from the file: another order of summation is as far away as float64 is.
import { comparePlain, type Plain, plainOf } from "../../compare.ts";
import type { EncodedTensor } from "../../values.ts";
import type { State } from "./experiment.ts";
import type { Stored } from "./checks.ts";

const GPU = 1e-3;

function largest(values: Iterable<number | bigint>): number {
  let result = 0;
  for (const value of values) result = Math.max(result, Math.abs(Number(value)));
  return result;
}

/** The file's own largest difference between its last float32 state and its float64 state. */
function ownDifference(stored: Stored): number {
  const last = stored.runs.at(-1)?.state ?? {};
  const differences = Object.entries(stored.final_state_float64 ?? {}).map(([key, precise]) => {
    const single = plainOf(last[key]);
    return largest(
      Array.from(plainOf(precise).data, (value, i) => Number(value) - Number(single.data[i])),
    );
  });
  return Math.max(0, ...differences);
}

/** First difference of a parameter or prediction, or null. */
export function compareTensor(
  label: string,
  actual: Plain,
  expected: EncodedTensor,
  stored: Stored,
  onGpu: boolean,
): string | null {
  const plain = plainOf(expected);
  const relative = onGpu ? GPU : 1e-5;
  const atol = Math.max(relative * largest(Array.from(plain.data)), 20 * ownDifference(stored));
  return comparePlain(label, actual, plain, { rtol: 0, atol });
}

/** First difference of a state dict, keys in order. */
export function compareStates(
  label: string,
  actual: State,
  expected: Record<string, EncodedTensor>,
  stored: Stored,
  onGpu: boolean,
): string | null {
  const keys = Object.keys(expected);
  if ([...actual.keys()].join() !== keys.join())
    return `${label}: keys are ${[...actual.keys()].join(", ")}`;
  for (const key of keys) {
    const difference = compareTensor(
      `${label} ${key}`,
      actual.get(key)!,
      expected[key],
      stored,
      onGpu,
    );
    if (difference !== null) return difference;
  }
  return null;
}

/** Relative tolerance of the losses. */
export function lossTolerance(stored: Stored, onGpu: boolean): number {
  return Math.max(onGpu ? GPU : 1e-5, 20 * (stored.spread?.max_relative ?? 0));
}

/** First difference of two lists of losses, relative to the stored ones. */
export function compareLosses(
  actual: readonly number[],
  expected: readonly number[],
  relative: number,
): string | null {
  if (actual.length !== expected.length)
    return `losses: ${actual.length}, expected ${expected.length}`;
  for (const [i, wanted] of expected.entries()) {
    if (!(Math.abs(actual[i] - wanted) <= relative * Math.abs(wanted))) {
      return `losses[${i}]: ${actual[i]}, expected ${wanted} (relative tolerance ${relative})`;
    }
  }
  return null;
}
