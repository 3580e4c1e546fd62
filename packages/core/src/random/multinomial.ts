// Indices drawn in proportion to weights, with and without replacement.

import { ValueError } from "../errors.ts";
import { requireInteger } from "./check-arguments.ts";
import { fillExponential } from "./distributions.ts";
import type { Generator } from "./generator.ts";

type FloatArray = Float32Array | Float64Array;

/** `rows` is the number of weight vectors that lie one after the other in the array. */
export interface MultinomialOptions {
  readonly rows?: number;
  readonly replacement?: boolean;
}

/**
 * Draws `count` indices for each row of weights: torch.multinomial. Returns [rows, count] indices, row-major.
 * Throws `ValueError` for weights that are negative, not finite or sum to zero, and for more draws without replacement than weights.
 */
export function multinomial(
  generator: Generator,
  weights: FloatArray,
  count: number,
  { rows = 1, replacement = false }: MultinomialOptions = {},
): Int32Array {
  const width = weights.length / rows;
  requireInteger("multinomial", "weights per row", width, 1, 2 ** 24);
  requireInteger("multinomial", "count", count, 1, replacement ? 2 ** 31 - 1 : width);
  for (let row = 0; row < rows; row++) checkWeights(weights, row * width, width);
  const out = new Int32Array(rows * count);
  if (replacement) drawByInversion(generator, weights, width, count, out);
  else drawByRace(generator, weights, width, count, out);
  return out;
}

/** The `count` smallest arrival times of exponential clocks with the weights as rates: q / w, so w / q largest first. */
function drawByRace(
  generator: Generator,
  weights: FloatArray,
  width: number,
  count: number,
  out: Int32Array,
): void {
  const speed = weights.slice();
  fillExponential(generator, speed);
  for (let i = 0; i < speed.length; i++) speed[i] = weights[i] / speed[i];
  for (let row = 0, start = 0; start < speed.length; row++, start += width)
    if (count === 1) out[row] = largestIndex(speed, start, width);
    else {
      const order = Int32Array.from({ length: width }, (_, j) => j);
      order.sort((i, j) => speed[start + j] - speed[start + i]);
      out.set(order.subarray(0, count), row * count);
    }
}

function largestIndex(values: FloatArray, start: number, width: number): number {
  let best = 0;
  for (let j = 1; j < width; j++) if (values[start + j] > values[start + best]) best = j;
  return best;
}

/** Inverts the cumulative distribution, which is summed in the dtype of the weights. */
function drawByInversion(
  generator: Generator,
  weights: FloatArray,
  width: number,
  count: number,
  out: Int32Array,
): void {
  const cumulative = weights.slice(0, width);
  for (let row = 0; row * count < out.length; row++) {
    const start = row * width;
    cumulative[0] = weights[start];
    for (let j = 1; j < width; j++) cumulative[j] = cumulative[j - 1] + weights[start + j];
    const total = cumulative[width - 1];
    for (let j = 0; j < width; j++) cumulative[j] /= total;
    cumulative[width - 1] = 1;
    for (let k = 0; k < count; k++)
      out[row * count + k] = firstAtLeast(cumulative, generator.uniform64());
  }
}

function firstAtLeast(sorted: FloatArray, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function checkWeights(weights: FloatArray, start: number, width: number): void {
  let sum = 0;
  for (let i = start; i < start + width; i++) {
    const weight = weights[i];
    if (!(weight >= 0 && weight < Infinity))
      throw new ValueError(
        `multinomial: weight ${i} is ${weight}; weights must be finite and not negative`,
        { index: i, weight },
      );
    sum += weight;
  }
  if (!(sum > 0))
    throw new ValueError(`multinomial: the weights sum to ${sum}; at least one must be positive`, {
      sum,
    });
}
