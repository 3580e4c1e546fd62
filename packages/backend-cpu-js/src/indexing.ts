// Gather and scatter along a dimension.

import {
  broadcastStrides,
  mergeLoops,
  numel,
  type Operand,
  type ScatterMode,
} from "@flambeau/core";
import { dataOf } from "./storage.ts";

/** Loops over an index tensor; the offsets of three operands walk along. */
interface Walk {
  readonly sizes: readonly number[];
  readonly strides: readonly (readonly number[])[];
  readonly offsets: readonly number[];
}

/** The operand as the index walks it: along `dim` it stays where it is, elsewhere it keeps the index's size. */
const alongIndex = (operand: Operand, shape: readonly number[], dim = -1): Operand => ({
  ...operand,
  shape: operand.shape.map((size, d) => (size === 1 || d === dim ? 1 : shape[d])),
});

function planWalk(shape: readonly number[], operands: readonly Operand[]): Walk {
  const strides = operands.map((operand) => broadcastStrides(operand, shape));
  return { ...mergeLoops(shape, strides), offsets: operands.map((operand) => operand.offset) };
}

type Visit = (
  count: number,
  starts: readonly [number, number, number],
  steps: readonly [number, number, number],
) => void;

/** Calls `visit` for each innermost run of the walk. */
function eachRun({ sizes, strides, offsets }: Walk, visit: Visit): void {
  const last = sizes.length - 1;
  const steps = [0, 1, 2].map((k) => (last < 0 ? 0 : strides[k][last])) as [number, number, number];
  const descend = (level: number, x: number, y: number, z: number): void => {
    if (level >= last) return visit(last < 0 ? 1 : sizes[last], [x, y, z], steps);
    for (let i = 0; i < sizes[level]; i++)
      descend(
        level + 1,
        x + i * strides[0][level],
        y + i * strides[1][level],
        z + i * strides[2][level],
      );
  };
  descend(0, offsets[0], offsets[1], offsets[2]);
}

/** Index values as numbers: of int64 the low words, since indices are in range. */
function indexWords(index: Operand): { words: ArrayLike<number>; scale: number } {
  const data = dataOf(index);
  return data instanceof BigInt64Array
    ? { words: new Int32Array(data.buffer, data.byteOffset, data.length * 2), scale: 2 }
    : { words: data as Exclude<typeof data, BigInt64Array>, scale: 1 };
}

/** See `Backend.gather`. */
export function gather(output: Operand, input: Operand, index: Operand, dim: number): void {
  if (numel(index.shape) === 0) return;
  const [y, x] = [dataOf(output) as Float64Array, dataOf(input) as Float64Array];
  const { words, scale } = indexWords(index);
  const stride = input.strides[dim];
  const base = alongIndex(input, index.shape, dim);
  eachRun(planWalk(index.shape, [output, index, base]), (count, starts, steps) => {
    let [to, place, from] = starts;
    const [toStep, placeStep, fromStep] = steps;
    for (let i = 0; i < count; i++, to += toStep, place += placeStep, from += fromStep)
      y[to] = x[from + words[place * scale] * stride];
  });
}

const MERGE: Record<ScatterMode, (a: number, b: number) => number> = {
  assign: (_, b) => b,
  add: (a, b) => a + b,
  multiply: (a, b) => a * b,
  amax: (a, b) => (a > b || a !== a ? a : b),
  amin: (a, b) => (a < b || a !== a ? a : b),
};

/** See `Backend.scatter`. */
export function scatter(
  output: Operand,
  source: Operand,
  index: Operand,
  dim: number,
  mode: ScatterMode,
): void {
  if (numel(index.shape) === 0) return;
  const [y, x] = [dataOf(output) as Float64Array, dataOf(source) as Float64Array];
  const { words, scale } = indexWords(index);
  const stride = output.strides[dim];
  const merge = MERGE[mode];
  const base = alongIndex(output, index.shape, dim);
  const operands = [alongIndex(source, index.shape), index, base];
  eachRun(planWalk(index.shape, operands), (count, starts, steps) => {
    let [from, place, to] = starts;
    const [fromStep, placeStep, toStep] = steps;
    for (let i = 0; i < count; i++, from += fromStep, place += placeStep, to += toStep) {
      const at = to + words[place * scale] * stride;
      y[at] = merge(y[at], x[from]);
    }
  });
}
