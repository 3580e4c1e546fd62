// Least squares by Householder reflections with column pivoting; the shortest solution where several are best.
// Golub and Van Loan, Matrix Computations, 4th edition, sections 5.2, 5.4 and 5.5.

import type { Matrix } from "./matrix.ts";

/** Columns that are worked on, each a typed array. */
type Columns = Float64Array[];

/** X with min ‖A·X − B‖, and of those the one with the least ‖X‖; one column for each of B. */
export function leastSquares(a: Matrix, b: Matrix): Columns {
  const columns = columnsOf(a);
  const right = columnsOf(b);
  const { order, rank } = triangularize(columns, right);
  const solve = rank < a.columns ? solveShortest : solveTriangular;
  const solutions = solve(columns, right, rank);
  return solutions.map((solution) => {
    const x = new Float64Array(a.columns);
    for (let k = 0; k < solution.length; k++) x[order[k]] = solution[k];
    return x;
  });
}

const columnsOf = ({ rows, columns, data }: Matrix): Columns =>
  Array.from({ length: columns }, (_, j) =>
    new Float64Array(rows).map((_zero, i) => data[i * columns + j]),
  );

function dot(x: Float64Array, y: Float64Array, from: number): number {
  let sum = 0;
  for (let i = from; i < x.length; i++) sum += x[i] * y[i];
  return sum;
}

/** Reflects column k onto its head, and the others with it; what lies below the head stays as the reflector. */
function reflect(columns: Columns, k: number, others: Columns): void {
  const v = columns[k].slice();
  const norm = Math.sqrt(dot(v, v, k));
  if (norm === 0) return;
  const head = v[k] > 0 ? -norm : norm;
  v[k] -= head;
  const scale = 2 / dot(v, v, k);
  for (const column of others) {
    const factor = scale * dot(v, column, k);
    for (let i = k; i < column.length; i++) column[i] -= factor * v[i];
  }
  columns[k].fill(0, k);
  columns[k][k] = head;
}

/** Makes A·P upper triangular, B with it; the largest remaining column goes first, and the rank is where none is left. */
function triangularize(columns: Columns, right: Columns): { order: number[]; rank: number } {
  const rows = columns[0].length;
  const order = columns.map((_, j) => j);
  const steps = Math.min(rows, columns.length);
  let threshold = 0;
  for (let k = 0; k < steps; k++) {
    const sizes = columns.map((column, j) => (j < k ? -1 : dot(column, column, k)));
    const largest = sizes.indexOf(Math.max(...sizes));
    swap(columns, k, largest);
    swap(order, k, largest);
    reflect(columns, k, [...columns.slice(k + 1), ...right]);
    const size = Math.abs(columns[k][k]);
    if (k === 0) threshold = size * Number.EPSILON * Math.max(rows, columns.length);
    if (size <= threshold) return { order, rank: k };
  }
  return { order, rank: steps };
}

function swap<T>(list: T[], i: number, j: number): void {
  const kept = list[i];
  list[i] = list[j];
  list[j] = kept;
}

/** R·x = c from the last row up. */
const solveTriangular = (columns: Columns, right: Columns, rank: number): Columns =>
  right.map((c) => {
    const x = c.slice(0, rank);
    for (let k = rank - 1; k >= 0; k--) {
      x[k] /= columns[k][k];
      for (let i = 0; i < k; i++) x[i] -= columns[k][i] * x[k];
    }
    return x;
  });

/**
 * The shortest x with [R S]·x = c. With [R S]ᵀ = Q·T, T upper triangular, it is Q·y where Tᵀ·y = c, solved from the
 * first row down.
 */
function solveShortest(columns: Columns, right: Columns, rank: number): Columns {
  const n = columns.length;
  const t = Array.from({ length: rank }, (_, i) =>
    new Float64Array(n).map((_zero, j) => (i <= j ? columns[j][i] : 0)),
  );
  // Unit vectors, reflected along: the j-th becomes row j of Q.
  const q = Array.from({ length: n }, (_, j) => new Float64Array(n).fill(1, j, j + 1));
  for (let k = 0; k < rank; k++) reflect(t, k, [...t.slice(k + 1), ...q]);
  return right.map((c) => {
    const y = new Float64Array(n);
    for (let k = 0; k < rank; k++) {
      let rest = c[k];
      for (let i = 0; i < k; i++) rest -= t[k][i] * y[i];
      y[k] = rest / t[k][k];
    }
    return Float64Array.from(q, (row) => dot(row, y, 0));
  });
}
