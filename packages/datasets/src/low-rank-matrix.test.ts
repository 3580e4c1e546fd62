// The decomposition under low-rank inputs: orthonormal columns that span the given ones.

import { RandomState } from "@flambeau/core";
import { describe, expect, it } from "vitest";
import { lowRankMatrix, orthonormalColumns } from "./low-rank-matrix.ts";

describe("orthonormalColumns", () => {
  const rows = 7;
  const columns = 4;

  it("has an identity Gram matrix and an upper triangular product with its input", () => {
    const a = new RandomState(1).standardNormal(rows * columns);
    const q = orthonormalColumns(a, rows, columns);
    const dot = (x: Float64Array, j: number, y: Float64Array, k: number): number => {
      let sum = 0;
      for (let i = 0; i < rows; i++) sum += x[i * columns + j] * y[i * columns + k];
      return sum;
    };
    for (let j = 0; j < columns; j++)
      for (let k = 0; k < columns; k++) {
        expect(dot(q, j, q, k)).toBeCloseTo(j === k ? 1 : 0, 14);
        expect(dot(q, j, a, k) * (j > k ? 1 : 0)).toBeCloseTo(0, 14);
      }
  });

  it("leaves columns of the identity as they are", () => {
    const identity = Float64Array.of(1, 0, 0, 1, 0, 0);
    expect(orthonormalColumns(identity, 3, 2)).toEqual(identity);
  });
});

describe("lowRankMatrix", () => {
  it("has the sum of squares of the singular values that it is made from", () => {
    const matrix = lowRankMatrix(new RandomState(2), 8, 5, 2, 0.5);
    let expected = 0;
    for (let k = 0; k < 5; k++)
      expected += (0.5 * Math.exp(-((k / 2) ** 2)) + 0.5 * Math.exp(-0.05 * k)) ** 2;
    expect(matrix.reduce((sum, x) => sum + x * x, 0)).toBeCloseTo(expected, 12);
  });
});
