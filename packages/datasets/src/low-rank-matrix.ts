// Random matrices whose singular values fall off like a bell, with a heavier tail: scikit-learn's make_low_rank_matrix.

import type { RandomState } from "@flambeau/core";

/** An [n, d] matrix u s vᵀ with random orthonormal u and v; about `rank` singular values are large. */
export function lowRankMatrix(
  state: RandomState,
  n: number,
  d: number,
  rank: number,
  tailStrength: number,
): Float64Array {
  const inner = Math.min(n, d);
  const u = orthonormalColumns(state.standardNormal(n * inner), n, inner);
  const v = orthonormalColumns(state.standardNormal(d * inner), d, inner);
  const out = new Float64Array(n * d);
  for (let k = 0; k < inner; k++) {
    const bell = (1 - tailStrength) * Math.exp(-((k / rank) ** 2));
    const s = bell + tailStrength * Math.exp((-0.1 * k) / rank);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < d; j++) out[i * d + j] += u[i * inner + k] * s * v[j * inner + k];
  }
  return out;
}

/**
 * The Q [rows, columns] of a QR decomposition of a matrix with at least as many rows as columns, by Householder reflections with LAPACK's
 * signs (Golub and Van Loan, Matrix Computations, 5.2).
 */
export function orthonormalColumns(a: Float64Array, rows: number, columns: number): Float64Array {
  const work = a.slice();
  const scales = new Float64Array(columns);
  for (let k = 0; k < columns; k++) {
    scales[k] = makeReflector(work, rows, columns, k);
    for (let j = k + 1; j < columns; j++) reflect(work, scales[k], work, rows, columns, k, j);
  }
  const q = new Float64Array(rows * columns);
  for (let k = 0; k < columns; k++) q[k * columns + k] = 1;
  for (let k = columns - 1; k >= 0; k--)
    for (let j = k; j < columns; j++) reflect(work, scales[k], q, rows, columns, k, j);
  return q;
}

/** Puts the reflector v of column k (v_k = 1, not stored) below the diagonal; returns tau of H = I - tau v vᵀ. */
function makeReflector(work: Float64Array, rows: number, columns: number, k: number): number {
  const alpha = work[k * columns + k];
  let below = 0;
  for (let i = k + 1; i < rows; i++) below += work[i * columns + k] ** 2;
  if (below === 0) return 0;
  const norm = Math.sqrt(alpha * alpha + below);
  const beta = alpha < 0 ? norm : -norm;
  for (let i = k + 1; i < rows; i++) work[i * columns + k] /= alpha - beta;
  work[k * columns + k] = beta;
  return (beta - alpha) / beta;
}

/** Applies reflector k of `work` to column j of `target`. */
function reflect(
  work: Float64Array,
  tau: number,
  target: Float64Array,
  rows: number,
  columns: number,
  k: number,
  j: number,
): void {
  let dot = target[k * columns + j];
  for (let i = k + 1; i < rows; i++) dot += work[i * columns + k] * target[i * columns + j];
  target[k * columns + j] -= tau * dot;
  for (let i = k + 1; i < rows; i++) target[i * columns + j] -= tau * dot * work[i * columns + k];
}
