// Gather and scatter along a dimension.

import {
  broadcastStrides,
  mergeLoops,
  numel,
  type Operand,
  type ScatterMode,
  type TypedArray,
} from "@flambeau/core";
import { dataOf } from "./storage.ts";

/** Calls `visit` with the offsets of several operands at each place of a shape, row-major. */
function walk(
  shape: readonly number[],
  operands: readonly Pick<Operand, "shape" | "strides" | "offset">[],
  visit: (offsets: readonly number[]) => void,
): void {
  if (numel(shape) === 0) return;
  const { sizes, strides } = mergeLoops(
    shape,
    operands.map((operand) => broadcastStrides(operand, shape)),
  );
  const offsets = operands.map((operand) => operand.offset);
  const step = (level: number): void => {
    if (level === sizes.length) return visit(offsets);
    for (let i = 0; i < sizes[level]; i++) {
      step(level + 1);
      for (let k = 0; k < offsets.length; k++) offsets[k] += strides[k][level];
    }
    for (let k = 0; k < offsets.length; k++) offsets[k] -= sizes[level] * strides[k][level];
  };
  step(0);
}

/** The operand with one dimension taken out of its walk: its offset moves only by the others. */
const without = (operand: Operand, dim: number): Operand => ({
  ...operand,
  shape: operand.shape.map((size, d) => (d === dim ? 1 : size)),
});

/** See `Backend.gather`. */
export function gather(output: Operand, input: Operand, index: Operand, dim: number): void {
  const [y, x, at] = [dataOf(output), dataOf(input), dataOf(index)];
  const stride = input.strides[dim];
  const base = window(without(input, dim), index.shape);
  walk(index.shape, [output, index, base], ([to, place, from]) => {
    y[to] = x[from + Number(at[place]) * stride];
  });
}

/** Lets an operand that is larger than the walk in some dimensions be walked from its start. */
const window = (operand: Operand, shape: readonly number[]): Operand => ({
  ...operand,
  shape: operand.shape.map((size, d) => (size === 1 ? 1 : shape[d])),
});

const MERGE: Record<ScatterMode, (a: never, b: never) => unknown> = {
  assign: (_: number, b: number) => b,
  add: (a: number, b: number) => a + b,
  multiply: (a: number, b: number) => a * b,
  amax: (a: number, b: number) => (a > b || a !== a ? a : b),
  amin: (a: number, b: number) => (a < b || a !== a ? a : b),
};

/** See `Backend.scatter`. */
export function scatter(
  output: Operand,
  source: Operand,
  index: Operand,
  dim: number,
  mode: ScatterMode,
): void {
  const [y, x, at] = [dataOf(output), dataOf(source), dataOf(index)];
  const stride = output.strides[dim];
  const merge = MERGE[mode] as (a: unknown, b: unknown) => never;
  const target = window(without(output, dim), index.shape);
  walk(index.shape, [window(source, index.shape), index, target], ([from, place, base]) => {
    const to = base + Number(at[place]) * stride;
    (y as TypedArray)[to] = merge(y[to], x[from]);
  });
}
