// The tests that every backend's renderer runs.

import type { DType, TypedArray } from "@flambeau/core";
import { describe, expect, test } from "vitest";
import { mismatches, type Comparison } from "../compare.ts";
import type { KernelCase } from "../kernel-case.ts";
import { kernelCases } from "../kernel-cases.ts";

/** Runs a case's kernel and returns the memory of each output, all of it. */
export type RunCase = (kernelCase: KernelCase) => TypedArray[] | Promise<TypedArray[]>;

export interface RendererOptions extends Comparison {
  /** Dtypes that the device has; all unless given. */
  readonly supports?: (dtype: DType) => boolean;
}

/** Declares one test for each kernel case whose dtypes the device has. */
export function testRenderer(
  name: string,
  run: RunCase,
  { supports = () => true, ...comparison }: RendererOptions = {},
): void {
  const cases = kernelCases().filter(({ inputs, outputs }) =>
    [...inputs, ...outputs].every((window) => supports(window.dtype)),
  );
  describe(`${name}`, () => {
    test.each(cases)("computes $name", async (kernelCase) => {
      expect(mismatches(kernelCase, await run(kernelCase), comparison)).toEqual([]);
    });
  });
}
