// The factors that dropout in training multiplies by; the tensor arithmetic around them belongs to nn.

import { requireInteger, requireProbability } from "./check-arguments.ts";
import type { Generator } from "./generator.ts";

type FloatArray = Float32Array | Float64Array;

/** The negative of SELU's limit to the left, which alpha dropout puts in place of what it drops (Klambauer et al., 2017). */
const ALPHA = 1.7580993408473766;

/**
 * Fills `out` with 0 at probability p and 1 / (1 - p) else; dropout multiplies by it. Feature dropout draws once for each run of
 * `featureSize` elements, the values of one channel of one sample. p of 0 or 1 draws nothing.
 * Throws `ValueError` for a p outside [0, 1] or a featureSize that is not a positive integer.
 */
export function fillDropoutMask(
  generator: Generator,
  out: FloatArray,
  p = 0.5,
  featureSize = 1,
): void {
  requireProbability("dropout", p);
  const keep = out instanceof Float32Array ? Math.fround(1 - p) : 1 - p;
  fillTwoValued(generator, out, p, featureSize, 1 / keep, 0);
}

/** How alpha dropout maps what it keeps (`scale * x + shift`) and what it drops (`droppedValue`), so that mean and variance stay. */
export interface AlphaDropoutConstants {
  readonly scale: number;
  readonly shift: number;
  readonly droppedValue: number;
}

/** The constants of alpha dropout at p in [0, 1), rounded as PyTorch rounds them in float32 unless `single` is false. */
export function alphaDropoutConstants(p: number, single = true): AlphaDropoutConstants {
  const round = single ? Math.fround : (x: number): number => x;
  const a = 1 / Math.sqrt((ALPHA * ALPHA * p + 1) * (1 - p));
  const shift = round(ALPHA * a * p);
  return {
    scale: round(a),
    shift,
    droppedValue: round(round(-ALPHA * a) + shift),
  };
}

/**
 * Fills `scale` and `shift` for alpha dropout, y = x * scale + shift, with one draw for each run of `featureSize` elements; p of 0 or 1
 * draws nothing, and 1 gives zeros. Throws `ValueError` for a p outside [0, 1] or a featureSize that is not a positive integer.
 */
export function fillAlphaDropout(
  generator: Generator,
  scale: FloatArray,
  shift: FloatArray,
  p = 0.5,
  featureSize = 1,
): void {
  requireProbability("alphaDropout", p);
  const single = scale instanceof Float32Array;
  const kept = p === 1 ? { scale: 0, shift: 0, droppedValue: 0 } : alphaDropoutConstants(p, single);
  fillTwoValued(generator, scale, p, featureSize, kept.scale, 0);
  for (let i = 0; i < shift.length; i++) shift[i] = scale[i] === 0 ? kept.droppedValue : kept.shift;
}

function fillTwoValued(
  generator: Generator,
  out: FloatArray,
  p: number,
  featureSize: number,
  kept: number,
  dropped: number,
): void {
  requireInteger("dropout", "featureSize", featureSize, 1, Number.MAX_SAFE_INTEGER);
  const draws = p > 0 && p < 1;
  for (let i = 0; i < out.length; i += featureSize) {
    const keep = draws ? generator.uniform64() < 1 - p : p === 0;
    out.fill(keep ? kept : dropped, i, i + featureSize);
  }
}
