// Tests that wrong results do not pass the comparison.

import { arrayOf } from "@flambeau/core";
import { describe, expect, test } from "vitest";
import { mismatches } from "./compare.ts";
import type { KernelCase } from "./kernel-case.ts";
import { kernelCases } from "./kernel-cases.ts";
import { places } from "./window.ts";

const cases = kernelCases();
const named = (name: string): KernelCase => cases.find((kernelCase) => kernelCase.name === name)!;

/** The memory that a device without fault would leave. */
const ideal = ({ outputs, expected, exact }: KernelCase) =>
  outputs.map((window, i) => {
    const data = new (arrayOf(window.dtype))(window.data.length);
    places(window, window.shape).forEach((at, k) => (data[at] = (exact ?? expected)[i][k]));
    return data;
  });

describe("the comparison", () => {
  test.each(cases)("accepts the expected $name", (kernelCase) => {
    expect(mismatches(kernelCase, ideal(kernelCase))).toEqual([]);
  });

  test("refuses memory that nothing was written to", () => {
    const silent = cases.filter(
      (kernelCase) =>
        mismatches(
          kernelCase,
          kernelCase.outputs.map((window) => new (arrayOf(window.dtype))(window.data.length)),
        ).length === 0,
    );
    expect(silent.map((kernelCase) => kernelCase.name)).toEqual(["silu of nothing"]);
  });

  test("refuses one unit in the last place where results are exact", () => {
    const kernelCase = named("a + b");
    const results = ideal(kernelCase);
    results[0][3] = Number(results[0][3]) * (1 + 2 ** -23);
    expect(mismatches(kernelCase, results)).toHaveLength(1);
    expect(mismatches(kernelCase, results, { exact: false })).toEqual([]);
  });

  test("refuses a write outside the window", () => {
    const kernelCase = named("silu into every second column");
    const results = ideal(kernelCase);
    results[0][0] = 1;
    expect(mismatches(kernelCase, results)).toEqual(["output 0: wrote 1 at 0, outside its window"]);
  });

  test("refuses a finite number for NaN", () => {
    const kernelCase = named("silu of special numbers");
    const results = ideal(kernelCase);
    results[0][0] = 0;
    expect(mismatches(kernelCase, results)).toHaveLength(1);
  });
});
