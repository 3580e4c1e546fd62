// A linear regression problem with known coefficients, as arrays.

import { type RandomState, ValueError } from "@flambeau/core";
import { lowRankMatrix } from "./low-rank-matrix.ts";
import { addNoise, type Float64Values, requireCount, requireScale, takeRows } from "./matrix.ts";
import { type RandomStateOption, toRandomState } from "./random-option.ts";

/** Options of `makeRegression`. */
export interface MakeRegressionOptions {
  /** Number of rows. Default 100. */
  readonly nSamples?: number;
  /** Number of columns of x. Default 100. */
  readonly nFeatures?: number;
  /** Columns with a coefficient other than 0, at most all. Default 10. */
  readonly nInformative?: number;
  /** Number of outputs; one output makes y a vector. Default 1. */
  readonly nTargets?: number;
  /** Added to every output. Default 0. */
  readonly bias?: number;
  /** Approximate number of singular vectors that explain most of x. Default: x is standard normal. */
  readonly effectiveRank?: number;
  /** Weight of the noisy tail of the singular values, in [0, 1]. Default 0.5. */
  readonly tailStrength?: number;
  /** Standard deviation of normal noise on y. Default 0. */
  readonly noise?: number;
  /** Whether to put rows and columns in a random order. Default true. */
  readonly shuffle?: boolean;
  /** Whether to return the coefficients too. Default false. */
  readonly coef?: boolean;
  readonly randomState?: RandomStateOption;
}

/** x [n, d], y = x @ coef + bias + noise and coef [d, targets]; dimensions of 1 are dropped from y and coef. */
export interface RegressionArrays {
  readonly x: Float64Values;
  readonly y: Float64Values;
  readonly coef: Float64Values;
}

/** The arrays of `makeRegression`. */
export function regressionArrays(options: MakeRegressionOptions): RegressionArrays {
  const { nSamples: n = 100, nFeatures: d = 100, nTargets: targets = 1 } = options;
  const { nInformative = 10, bias = 0, noise = 0, shuffle = true } = options;
  checkOptions(options);
  const state = toRandomState(options.randomState);
  let x = drawInputs(state, n, d, options);
  let coef = new Float64Array(d * targets);
  coef.set(state.uniform(0, 1, Math.min(nInformative, d) * targets).map((u) => 100 * u));
  let y = multiplyAdd(x, coef, n, d, targets, bias);
  if (noise > 0) addNoise(state, y, noise);
  if (shuffle) {
    const rows = state.permutation(n);
    x = takeRows(x, rows, d);
    y = takeRows(y, rows, targets);
    const columns = state.permutation(d);
    x = takeColumns(x, columns);
    coef = takeRows(coef, columns, targets);
  }
  return {
    x: { data: x, shape: [n, d] },
    y: { data: y, shape: squeeze([n, targets]) },
    coef: { data: coef, shape: squeeze([d, targets]) },
  };
}

function drawInputs(
  state: RandomState,
  n: number,
  d: number,
  { effectiveRank, tailStrength = 0.5 }: MakeRegressionOptions,
): Float64Array {
  if (effectiveRank === undefined) return state.standardNormal(n * d);
  return lowRankMatrix(state, n, d, effectiveRank, tailStrength);
}

/** x @ w + bias for x [n, d] and w [d, targets]. */
function multiplyAdd(
  x: Float64Array,
  w: Float64Array,
  n: number,
  d: number,
  targets: number,
  bias: number,
): Float64Array {
  const y = new Float64Array(n * targets);
  for (let i = 0; i < n; i++)
    for (let t = 0; t < targets; t++) {
      let sum = 0;
      for (let j = 0; j < d; j++) sum += x[i * d + j] * w[j * targets + t];
      y[i * targets + t] = sum + bias;
    }
  return y;
}

function takeColumns(x: Float64Array, order: Int32Array): Float64Array {
  const d = order.length;
  return x.map((_, i) => x[i - (i % d) + order[i % d]]);
}

const squeeze = (shape: number[]): number[] => shape.filter((size) => size !== 1);

function checkOptions(options: MakeRegressionOptions): void {
  const { tailStrength = 0.5, effectiveRank, bias = 0 } = options;
  for (const name of ["nSamples", "nFeatures", "nTargets"] as const)
    requireCount("makeRegression", name, options[name] ?? 1, 1);
  requireCount("makeRegression", "nInformative", options.nInformative ?? 0, 0);
  requireScale("makeRegression", "noise", options.noise ?? 0);
  if (effectiveRank !== undefined)
    requireCount("makeRegression", "effectiveRank", effectiveRank, 1);
  if (!(tailStrength >= 0 && tailStrength <= 1))
    throw new ValueError(`makeRegression: tailStrength is ${tailStrength}; it must lie in [0, 1]`, {
      tailStrength,
    });
  if (!Number.isFinite(bias))
    throw new ValueError(`makeRegression: bias is ${bias}; it must be finite`, { bias });
}
