// What a renderer's results are held against.

import { numel, type TypedArray } from "@flambeau/core";
import type { KernelCase, Values } from "./kernel-case.ts";
import { places } from "./window.ts";

/** How near results must come; the case's own tolerance and bit equality where it has it, unless given. */
export interface Comparison {
  readonly tolerance?: readonly [number, number];
  /** Whether exact cases are compared bit for bit. */
  readonly exact?: boolean;
}

/** Every difference between a case's outputs and what is expected of them, in words; none if all is well. */
export function mismatches(
  kernelCase: KernelCase,
  results: readonly TypedArray[],
  { tolerance = kernelCase.tolerance, exact = true }: Comparison = {},
): string[] {
  const bits = exact ? kernelCase.exact : null;
  return kernelCase.outputs.flatMap((window, i) => {
    const wanted: Values = (bits ?? kernelCase.expected)[i];
    const where = places(window, window.shape);
    const covered = new Set(where);
    const got = results[i];
    if (got.length < window.data.length || where.length !== numel(window.shape))
      return [`output ${i}: ${got.length} elements, expected ${window.data.length}`];
    const wrong = where.flatMap((at, k) =>
      (bits ? same : close)(Number(got[at]), Number(wanted[k]), tolerance)
        ? []
        : [`output ${i}[${k}]: ${got[at]}, expected ${wanted[k]}`],
    );
    for (let at = 0; at < window.data.length; at++)
      if (!covered.has(at) && Number(got[at]) !== 0)
        wrong.push(`output ${i}: wrote ${got[at]} at ${at}, outside its window`);
    return wrong;
  });
}

const same = (got: number, wanted: number): boolean => Object.is(got, wanted);

function close(
  got: number,
  wanted: number,
  [relative, absolute]: readonly [number, number],
): boolean {
  // Numbers beyond float32's range are infinite on the device and finite in the reference.
  const held = Math.abs(wanted) > 3.4028235677973366e38 ? Math.fround(wanted) : wanted;
  if (!Number.isFinite(held)) return Object.is(got, held);
  return Math.abs(got - held) <= absolute + relative * Math.abs(held);
}
