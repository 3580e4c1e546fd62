// Bernoulli, exponential, geometric, Cauchy and log-normal draws, each element from float64 uniforms.

import type { TypedArray } from "../dtype.ts";
import { ValueError } from "../errors.ts";
import { requireNonNegative, requirePositive, requireProbability } from "./check-arguments.ts";
import { fma64 } from "./fma.ts";
import type { Generator } from "./generator.ts";

type FloatArray = Float32Array | Float64Array;

/** Fills `out` with `draw()`, as int64 where it holds int64. */
function fillEach(out: TypedArray, draw: () => number): void {
  if (out instanceof BigInt64Array) for (let i = 0; i < out.length; i++) out[i] = BigInt(draw());
  else for (let i = 0; i < out.length; i++) out[i] = draw();
}

/** Fills `out` with 1 at probability p, else 0: bernoulli_(p), two words each. Throws `ValueError` for a p outside [0, 1]. */
export function fillBernoulli(generator: Generator, out: TypedArray, p = 0.5): void {
  requireProbability("bernoulli", p);
  fillEach(out, () => (generator.uniform64() < p ? 1 : 0));
}

/**
 * Fills `out` with 1 at each element's own probability, else 0: torch.bernoulli(P), one word each for float32 probabilities, two for
 * float64. Throws `ValueError` for lengths that differ and for probabilities outside [0, 1].
 */
export function fillBernoulliEach(
  generator: Generator,
  out: TypedArray,
  probabilities: FloatArray,
): void {
  if (out.length !== probabilities.length)
    throw new ValueError(
      `bernoulli: lengths differ: ${out.length} draws, ${probabilities.length} probabilities; each draw needs one`,
      { draws: out.length, probabilities: probabilities.length },
    );
  for (let i = 0; i < probabilities.length; i++) requireProbability("bernoulli", probabilities[i]);
  const single = probabilities instanceof Float32Array;
  let i = 0;
  fillEach(out, () => {
    const u = single ? generator.uniform32() : generator.uniform64();
    return u < probabilities[i++] ? 1 : 0;
  });
}

/** Fills `out` from the exponential distribution of the given rate: exponential_. Throws `ValueError` for a rate that is not positive. */
export function fillExponential(generator: Generator, out: FloatArray, rate = 1): void {
  requirePositive("exponential", "rate", rate);
  const scale = -1 / rate;
  fillEach(out, () => scale * Math.log(1 - generator.uniform64()));
}

/** Fills `out` with the number of trials up to the first success: geometric_. Throws `ValueError` for a p outside (0, 1). */
export function fillGeometric(generator: Generator, out: TypedArray, p: number): void {
  if (!(p > 0 && p < 1))
    throw new ValueError(`geometric: p is ${p}; it must lie between 0 and 1, both excluded`, { p });
  const logFailure = Math.log(1 - p);
  fillEach(out, () => Math.ceil(Math.log(generator.uniform64()) / logFailure));
}

/** Fills `out` from the Cauchy distribution: cauchy_. Throws `ValueError` for a scale that is not positive. */
export function fillCauchy(generator: Generator, out: FloatArray, median = 0, scale = 1): void {
  requirePositive("cauchy", "scale", scale);
  fillEach(out, () => median + scale * Math.tan(Math.PI * (generator.uniform64() - 0.5)));
}

/** Fills `out` with exponentials of normals, one at a time with the cached normal: log_normal_. Throws `ValueError` for an std that is not positive. */
export function fillLogNormal(generator: Generator, out: FloatArray, mean = 1, std = 2): void {
  requirePositive("logNormal", "std", std);
  fillEach(out, () => Math.exp(fma64(generator.normal(), std, mean)));
}

/**
 * Fills `out` with the slopes of rrelu in training: for each input that is not positive a draw from [lower, upper), else 1 and no draw.
 * Throws `ValueError` for a range that is negative or empty the wrong way round.
 */
export function fillRreluSlopes(
  generator: Generator,
  out: FloatArray,
  input: FloatArray,
  lower = 1 / 8,
  upper = 1 / 3,
): void {
  requireNonNegative("rrelu", "upper - lower", upper - lower);
  const single = out instanceof Float32Array;
  const low = single ? Math.fround(lower) : lower;
  const range = (single ? Math.fround(upper) : upper) - low;
  for (let i = 0; i < out.length; i++)
    out[i] = input[i] <= 0 ? generator.uniform64() * range + low : 1;
}
