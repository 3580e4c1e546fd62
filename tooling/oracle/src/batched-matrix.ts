// Owns small batched matrix arithmetic in float64, for results that are right up to signs or rotations.
import type { Plain } from "./compare.ts";

/** One matrix of a batch, row by row. */
export type Matrix = number[][];

/** The matrices of a tensor; a vector per batch entry is not one. */
export function matrices({ shape, data }: Plain): Matrix[] {
  const rows = shape.at(-2)!;
  const columns = shape.at(-1)!;
  const count = rows * columns === 0 ? 0 : data.length / (rows * columns);
  return Array.from({ length: count }, (_, batch) =>
    Array.from({ length: rows }, (_row, i) =>
      Array.from({ length: columns }, (_column, j) =>
        Number(data[(batch * rows + i) * columns + j]),
      ),
    ),
  );
}

/** The vectors along the last dimension of a tensor. */
export function vectors({ shape, data }: Plain): number[][] {
  const length = shape.at(-1)!;
  const count = length === 0 ? 0 : data.length / length;
  return Array.from({ length: count }, (_, batch) =>
    Array.from({ length }, (_item, i) => Number(data[batch * length + i])),
  );
}

export function multiply(a: Matrix, b: Matrix): Matrix {
  return a.map((row) =>
    b[0].map((_, j) => row.reduce((sum, value, k) => sum + value * b[k][j], 0)),
  );
}

export function transpose(a: Matrix): Matrix {
  return a[0].map((_, j) => a.map((row) => row[j]));
}

/** a · diag(d), with as many columns as `d` has entries. */
export function scaleColumns(a: Matrix, d: number[]): Matrix {
  return a.map((row) => d.map((value, j) => row[j] * value));
}

/** Largest |a - b|. */
export function distance(a: Matrix, b: Matrix): number {
  return Math.max(0, ...a.flatMap((row, i) => row.map((value, j) => Math.abs(value - b[i][j]))));
}

export function identity(size: number): Matrix {
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_x, j) => Number(i === j)),
  );
}

/** Largest absolute entry. */
export function magnitude(a: Matrix): number {
  return Math.max(0, ...a.flat().map(Math.abs));
}
