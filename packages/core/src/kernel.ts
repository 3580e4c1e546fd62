// What a backend compiles: fused pointwise and reduction kernels, described by expressions.

import type { DType } from "./dtype.ts";
import type { Expression } from "./expression.ts";

/** One pass over broadcast operands: each output is an expression over inputs and params. */
export interface PointwiseKernel {
  readonly name: string;
  readonly inputs: readonly DType[];
  readonly params: readonly DType[];
  readonly outputs: readonly Expression[];
}

/**
 * A fold over some dimensions. `prologue` turns the inputs at one place into a state, `combine` merges two
 * states (inputs 0…s−1 and s…2s−1), `epilogue` turns the final state (inputs 0…s−1) into the outputs.
 * The last param is the number of elements folded.
 */
export interface ReductionKernel {
  readonly name: string;
  readonly inputs: readonly DType[];
  readonly params: readonly DType[];
  readonly identity: readonly Scalar[];
  readonly prologue: readonly Expression[];
  readonly combine: readonly Expression[];
  readonly epilogue: readonly Expression[];
}

/** A number handed to a kernel at each launch. */
export type Scalar = number | bigint;
