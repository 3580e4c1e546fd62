// RandomState.choice: indices with and without replacement, uniform or by probability.

import { ValueError } from "../errors.ts";
import { requireInteger } from "./check-arguments.ts";
import type { RandomState } from "./random-state.ts";

/** `replace` is true unless given; `p` holds one probability for each index, uniform unless given. */
export interface ChoiceOptions {
  readonly replace?: boolean;
  readonly p?: ArrayLike<number>;
}

/** The indices of `RandomState.choice`. */
export function chooseIndices(
  state: RandomState,
  n: number,
  size: number,
  { replace = true, p }: ChoiceOptions,
): Int32Array {
  requireInteger("choice", "n", n, 1, 2 ** 31 - 1);
  if (!replace && size > n)
    throw new ValueError(
      `choice: not enough to take without replacement: ${size} of ${n}; size must not exceed n`,
      { size, n },
    );
  if (p !== undefined) {
    checkProbabilities(p, n, replace ? 0 : size);
    return replace ? drawByCdf(state, Float64Array.from(p), size) : drawDistinct(state, p, size);
  }
  if (!replace) return state.permutation(n).slice(0, size);
  return Int32Array.from({ length: size }, () => state.interval(n - 1));
}

/** For each of `size` uniform draws the first index whose cumulative probability exceeds it. */
function drawByCdf(state: RandomState, p: Float64Array, size: number): Int32Array {
  const cumulative = new Float64Array(p.length);
  for (let j = 0, sum = 0; j < p.length; j++) cumulative[j] = sum += p[j];
  const total = cumulative[p.length - 1];
  for (let j = 0; j < p.length; j++) cumulative[j] /= total;
  return Int32Array.from({ length: size }, () => firstAbove(cumulative, state.nextDouble()));
}

/** Draws what is still missing, keeps what is new in order of appearance, gives the taken ones probability 0, and repeats. */
function drawDistinct(state: RandomState, p: ArrayLike<number>, size: number): Int32Array {
  const remaining = Float64Array.from(p);
  const taken = new Set<number>();
  while (taken.size < size) {
    for (const index of taken) remaining[index] = 0;
    for (const index of drawByCdf(state, remaining, size - taken.size)) taken.add(index);
  }
  return Int32Array.from(taken);
}

function firstAbove(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Throws `ValueError` unless there are n probabilities that sum to 1, at least `needed` of them above zero. */
function checkProbabilities(p: ArrayLike<number>, n: number, needed: number): void {
  if (p.length !== n)
    throw new ValueError(
      `choice: lengths differ: n is ${n}, p has ${p.length}; each index needs one`,
      {
        n,
        length: p.length,
      },
    );
  let sum = 0;
  let positive = 0;
  for (let j = 0; j < n; j++) {
    if (!(p[j] >= 0))
      throw new ValueError(`choice: p[${j}] is ${p[j]}; probabilities must not be negative`, {
        index: j,
      });
    sum += p[j];
    if (p[j] > 0) positive++;
  }
  // NumPy's tolerance: the square root of the machine epsilon.
  if (!(Math.abs(sum - 1) <= 1.5e-8))
    throw new ValueError(`choice: the probabilities sum to ${sum}; they must sum to 1`, { sum });
  if (positive < needed)
    throw new ValueError(
      `choice: not enough to take without replacement: ${needed} of ${positive} with a probability above 0`,
      { needed, positive },
    );
}
