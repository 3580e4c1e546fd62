// The public names of @flambeau/conformance.

export { mismatches, type Comparison } from "./compare.ts";
export type { KernelCase, PointwiseCase, ReductionCase } from "./kernel-case.ts";
export { kernelCases } from "./kernel-cases.ts";
export { testRenderer, type RendererOptions, type RunCase } from "./testing/test-renderer.ts";
export { testRows } from "./testing/test-rows.ts";
export type { Window } from "./window.ts";
