// Draws from other distributions than the uniform and the normal, with PyTorch's numbers.

import { noGrad } from "@flambeau/autograd";
import {
  arrayOf,
  fillBernoulli,
  fillBernoulliEach,
  fillCauchy,
  fillDropoutMask,
  fillExponential,
  fillGeometric,
  fillLogNormal,
  fillRandint,
  fillRandom,
  isFloat,
  DTypeError,
  multinomial as drawMultinomial,
  shapeText,
  ShapeError,
  ValueError,
  widenToInt64,
  type Generator,
  type TypedArray,
} from "@flambeau/core";
import { fromArray } from "./creation.ts";
import { defaultGenerator } from "./device.ts";
import { copyInPlace } from "./in-place.ts";
import { mul } from "./pointwise.ts";
import { randint, type RandomOptions } from "./random.ts";
import type { Tensor } from "./tensor.ts";

type Floats = Float32Array | Float64Array;

function redraw(op: string, x: Tensor, fill: (out: TypedArray) => void): void {
  const out = new (arrayOf(x.dtype))(x.numel());
  fill(out);
  const drawn = noGrad(() => fromArray(out, x.shape, { dtype: x.dtype, device: x.device }));
  copyInPlace(op, x, drawn);
}

function redrawFloats(op: string, x: Tensor, fill: (out: Floats) => void): void {
  requireFloat(op, x);
  redraw(op, x, fill as (out: TypedArray) => void);
}

function requireFloat(op: string, x: Tensor): void {
  if (!isFloat(x.dtype))
    throw new DTypeError(`${op}: floats are needed: got ${x.dtype}; use x.float() first`);
}

const valuesOf = (x: Tensor): Floats => noGrad(() => x.toTypedArray()) as Floats;

/** Fills with 1 at probability p, else 0. Throws `ValueError` for a p outside [0, 1]. */
export const bernoulliInPlace = (x: Tensor, p: number, generator = defaultGenerator()): void =>
  redraw("bernoulli_", x, (out) => fillBernoulli(generator, out, p));

export const exponentialInPlace = (x: Tensor, rate: number, generator = defaultGenerator()): void =>
  redrawFloats("exponential_", x, (out) => fillExponential(generator, out, rate));

export const geometricInPlace = (x: Tensor, p: number, generator = defaultGenerator()): void =>
  redraw("geometric_", x, (out) => fillGeometric(generator, out, p));

export const cauchyInPlace = (
  x: Tensor,
  median: number,
  scale: number,
  generator = defaultGenerator(),
): void => redrawFloats("cauchy_", x, (out) => fillCauchy(generator, out, median, scale));

export const logNormalInPlace = (
  x: Tensor,
  mean: number,
  std: number,
  generator = defaultGenerator(),
): void => redrawFloats("logNormal_", x, (out) => fillLogNormal(generator, out, mean, std));

/** Integers: of the dtype's whole range without bounds, from [0, from) with one, from [from, to) with two. */
export function randomInPlace(
  x: Tensor,
  from?: number | bigint | null,
  to?: number | bigint | null,
  generator = defaultGenerator(),
): void {
  redraw("random_", x, (out) => {
    if (from === undefined || from === null) fillRandom(generator, out, x.dtype === "bool");
    else if (to === undefined || to === null) fillRandint(generator, out, 0, from);
    else fillRandint(generator, out, from, to);
  });
}

/** 1 with the probability that stands at each place of a float tensor, else 0. Throws `DTypeError` for integers. */
export function bernoulli(probabilities: Tensor, { generator }: RandomOptions = {}): Tensor {
  requireFloat("bernoulli", probabilities);
  const p = valuesOf(probabilities);
  const out = new (arrayOf(probabilities.dtype))(p.length) as Floats;
  fillBernoulliEach(generator ?? defaultGenerator(), out, p);
  return fromArray(out, probabilities.shape, { device: probabilities.device });
}

export interface MultinomialOptions {
  readonly replacement?: boolean;
  readonly generator?: Generator;
}

/**
 * Indices drawn in proportion to weights of shape [n] or [rows, n]: int64 of [count] or [rows, count]. Throws `ValueError` for
 * weights that are none, and for more draws without replacement than weights.
 */
export function multinomial(
  weights: Tensor,
  count: number,
  { replacement = false, generator }: MultinomialOptions = {},
): Tensor {
  requireFloat("multinomial", weights);
  if (weights.ndim !== 1 && weights.ndim !== 2)
    throw new ShapeError(
      `multinomial: weights must be [n] or [rows, n]: got shape ${shapeText(weights.shape)}`,
      { shape: weights.shape },
    );
  const rows = weights.ndim === 2 ? weights.shape[0] : 1;
  const indices = drawMultinomial(generator ?? defaultGenerator(), valuesOf(weights), count, {
    rows,
    replacement,
  });
  const shape = weights.ndim === 2 ? [rows, count] : [count];
  return fromArray(widenToInt64(indices), shape, { device: weights.device });
}

/** Integers from [low, high) in the shape of x and, unless told otherwise, its dtype. */
export const randintLike = (
  x: Tensor,
  low: number | bigint,
  high: number | bigint,
  options: RandomOptions = {},
): Tensor => randint(low, high, x.shape, { dtype: x.dtype, device: x.device, ...options });

export interface DropoutOptions {
  /** Probability of a zero. */
  readonly p?: number;
  readonly training?: boolean;
  readonly generator?: Generator;
}

/** Zeros elements at probability p and scales the others by 1/(1 − p); nothing outside training. Throws `ValueError` for a p outside [0, 1]. */
export function dropout(
  x: Tensor,
  { p = 0.5, training = true, generator }: DropoutOptions = {},
): Tensor {
  if (!(p >= 0 && p <= 1))
    throw new ValueError(`dropout: the probability must lie in [0, 1]: got ${p}`, { p });
  if (!training || p === 0 || x.numel() === 0) return x;
  if (p === 1) return mul(x, 0);
  requireFloat("dropout", x);
  const mask = new (arrayOf(x.dtype))(x.numel()) as Floats;
  fillDropoutMask(generator ?? defaultGenerator(), mask, p);
  return mul(
    x,
    noGrad(() => fromArray(mask, x.shape, { device: x.device })),
  );
}
