// Tests the polynomials over numbers against float64, in units in the last place.

import { NumberAlgebra, type NumberValue } from "@flambeau/core";
import { describe, expect, test } from "vitest";
import { exp } from "./approximate.ts";

const algebra = new NumberAlgebra("float32");
const arithmetic = {
  ...algebra,
  powerOfTwo: (n: NumberValue) => algebra.value(2 ** (Number.isNaN(n.value) ? 0 : Number(n.value))),
};
const expOf = (x: number): number => Number(exp(arithmetic, algebra.value(x)).value);

/** Distance between neighbours of float32 about x. */
const unit = (x: number): number => 2 ** Math.max(Math.floor(Math.log2(x)) - 23, -149);

describe("exp", () => {
  test("is within 1.1 units in the last place over float32's range", () => {
    let worst = 0;
    for (let k = 0; k < 200_000; k++) {
      const x = Math.fround(-103 + (191.7 * k) / 200_000);
      const exact = Math.exp(x);
      worst = Math.max(worst, Math.abs(expOf(x) - exact) / unit(exact));
    }
    expect(worst).toBeLessThan(1.1);
    expect(worst).toBeGreaterThan(0.5);
  });

  test.each([
    [0, 1],
    [-0, 1],
    [Infinity, Infinity],
    [-Infinity, 0],
    [NaN, NaN],
    [88.73, Infinity],
    [-110, 0],
  ])("of %d is %d", (x, y) => {
    expect(expOf(x)).toBe(y);
  });
});
