// Loop plans: how to walk several strided operands together in as few nested loops as possible.

import type { Operand } from "./operand.ts";
import type { Shape } from "./shape.ts";

/** Nested loops, outermost first; `strides[k][d]` is operand k's step in loop d. */
export interface Loops {
  readonly sizes: readonly number[];
  readonly strides: readonly (readonly number[])[];
}

type Strided = Pick<Operand, "shape" | "strides">;

/** An operand's strides over a shape that it broadcasts to: 0 along repeated dimensions. */
export function broadcastStrides(operand: Strided, shape: Shape): number[] {
  const lead = shape.length - operand.shape.length;
  return shape.map((_, d) =>
    d < lead || operand.shape[d - lead] === 1 ? 0 : operand.strides[d - lead],
  );
}

/**
 * Loops over `shape` for operands that broadcast to it: dimensions of size 1 are dropped, and neighbours
 * that every operand walks in one step are merged.
 */
export function planLoops(shape: Shape, operands: readonly Strided[]): Loops {
  return mergeLoops(
    shape,
    operands.map((operand) => broadcastStrides(operand, shape)),
  );
}

/** The same for strides already laid over `shape`. */
export function mergeLoops(shape: Shape, strides: readonly (readonly number[])[]): Loops {
  const sizes: number[] = [];
  const merged: number[][] = strides.map(() => []);
  for (let d = 0; d < shape.length; d++) {
    if (shape[d] === 1) continue;
    const last = sizes.length - 1;
    if (last >= 0 && strides.every((s, k) => merged[k][last] === s[d] * shape[d])) {
      sizes[last] *= shape[d];
      for (let k = 0; k < strides.length; k++) merged[k][last] = strides[k][d];
    } else {
      sizes.push(shape[d]);
      for (let k = 0; k < strides.length; k++) merged[k].push(strides[k][d]);
    }
  }
  return { sizes, strides: merged };
}
