// The kernels that every renderer is tried on.

import * as rows from "@flambeau/core/rows";
import { gradientCase, pointwiseCase, reductionCase, type KernelCase } from "./kernel-case.ts";
import { everySecond, filled, transposed, windowOf } from "./window.ts";

const f32 = (shape: readonly number[], seed: number, low = -8, high = 8) =>
  filled("float32", shape, [low, high], seed);
const i32 = (shape: readonly number[], seed: number) => filled("int32", shape, [-50, 50], seed);
const mask = (shape: readonly number[], seed: number) => filled("bool", shape, [0, 1], seed);

/** One pass over elements: layouts, sizes about the width of a vector, and special numbers. */
function layoutCases(): KernelCase[] {
  const special = [NaN, Infinity, -Infinity, 0, -0, 1.5, -1.5, 88, -104, 3e38];
  const specials = windowOf("float32", [10], special);
  const reversed = windowOf("float32", [10], special.toReversed());
  return [
    ...[1, 3, 4, 5, 8, 1027].map((n) => pointwiseCase(`silu of ${n}`, rows.silu, [f32([n], n)])),
    pointwiseCase("silu of nothing", rows.silu, [f32([0], 1)]),
    pointwiseCase("silu of a 0-d tensor", rows.silu, [f32([], 1)]),
    pointwiseCase("silu of a transposed matrix", rows.silu, [transposed(f32([5, 7], 2))]),
    pointwiseCase("silu of every second column", rows.silu, [everySecond(f32([6, 9], 3))]),
    pointwiseCase("silu into every second column", rows.silu, [f32([3, 4], 4)], {
      output: everySecond(filled("float32", [3, 9], [0, 0], 0)),
    }),
    gradientCase("silu's gradient", rows.silu, f32([37], 5, -1, 1), [f32([37], 6)]),
    gradientCase("silu's gradient, transposed", rows.silu, f32([5, 7], 7, -1, 1), [
      transposed(f32([7, 5], 8)),
    ]),
    gradientCase("sigmoid's gradient from its output", rows.sigmoid, f32([9], 9), [f32([9], 10)]),
    pointwiseCase("silu of special numbers", rows.silu, [specials]),
    pointwiseCase("exp over its whole range", rows.exp, [f32([4099], 11, -104, 88.5)]),
    pointwiseCase("exp of special numbers", rows.exp, [specials]),
    pointwiseCase("the larger of special numbers", rows.maximum, [specials, reversed], {
      exact: true,
    }),
    pointwiseCase("special numbers below others", rows.lt, [specials, reversed], { exact: true }),
    pointwiseCase("special numbers unlike others", rows.ne, [specials, reversed], { exact: true }),
  ];
}

/** Results that every device must have bit for bit. */
function exactCases(): KernelCase[] {
  const [a, b] = [f32([67], 12), f32([67], 13, 0.5, 8)];
  const column = f32([5, 1], 14);
  const row = f32([7], 15);
  return [
    pointwiseCase("a + b", rows.add, [a, b], { exact: true }),
    pointwiseCase("a − b", rows.sub, [a, b], { exact: true }),
    pointwiseCase("a·b", rows.mul, [a, b], { exact: true }),
    pointwiseCase("a/b", rows.div, [a, b], { exact: true }),
    pointwiseCase("√b", rows.sqrt, [b], { exact: true }),
    pointwiseCase("a column plus a row", rows.add, [column, row], { exact: true }),
    pointwiseCase("a vector times a 0-d tensor", rows.mul, [a, f32([], 16)], { exact: true }),
    pointwiseCase("a vector times a number", rows.mul, [a, 0.1], { exact: true }),
    pointwiseCase("a number minus a vector", rows.sub, [1.5, a], { exact: true }),
    pointwiseCase("where", rows.where, [mask([67], 17), a, b], { exact: true }),
    pointwiseCase("where a broadcast mask holds", rows.where, [mask([5, 1], 18), row, -1.5], {
      exact: true,
    }),
    pointwiseCase("leakyRelu", rows.leakyRelu, [a], { params: [0.01], exact: true }),
    gradientCase("leakyRelu's gradient", rows.leakyRelu, b, [a], { params: [0.01] }),
    gradientCase("where's gradients", rows.where, b, [mask([67], 19), a, b]),
    pointwiseCase("a < b", rows.lt, [a, b], { exact: true }),
    pointwiseCase("rounding to even", rows.round, [f32([41], 20)], { exact: true }),
    pointwiseCase("clamp by numbers", rows.clamp, [a, -2, 2.5], { exact: true }),
  ];
}

/** Other dtypes than float32. */
function dtypeCases(): KernelCase[] {
  const small = filled("uint8", [37], [0, 256], 21);
  const large = windowOf("int64", [3], [2n ** 40n, -(2n ** 40n), 5n]);
  const int32 = { compute: "int32", exact: true } as const;
  return [
    pointwiseCase("a sum of int32", rows.add, [i32([37], 22), i32([37], 23)], int32),
    pointwiseCase("a quotient of integers", rows.div, [i32([9], 24), i32([9], 25)]),
    pointwiseCase("a remainder of int32", rows.remainder, [i32([37], 26), 7], int32),
    pointwiseCase("a sum of uint8 that wraps", rows.add, [small, small], {
      compute: "uint8",
      exact: true,
    }),
    pointwiseCase("a sum of int64", rows.add, [large, 3], { compute: "int64", exact: true }),
    pointwiseCase("a product of float64", rows.mul, [filled("float64", [5], [-1, 1], 27), 0.1], {
      compute: "float64",
      exact: true,
    }),
    pointwiseCase("both of two masks", rows.logicalAnd, [mask([37], 28), mask([37], 29)], {
      compute: "bool",
      exact: true,
    }),
    pointwiseCase("a mask negated", rows.logicalNot, [mask([37], 30)], {
      compute: "bool",
      exact: true,
    }),
  ];
}

/** Folds. */
function reductionCases(): KernelCase[] {
  const [a, b] = [f32([6, 50, 3], 31), f32([6, 50, 3], 32)];
  const ties = windowOf(
    "float32",
    [4, 6],
    [...new Array<number>(24).keys()].map((k) => (k * 7) % 5),
  );
  return [
    reductionCase("the mean squared error", rows.mseLossMean, [a, b], [0, 1, 2]),
    reductionCase("the mean squared error of each row", rows.mseLossMean, [a, b], [1]),
    reductionCase(
      "the mean squared error from a broadcast and a transposed operand",
      rows.mseLossMean,
      [transposed(f32([50, 6], 33)), f32([50], 34)],
      [0],
    ),
    reductionCase(
      "the sum of a column that a float32 sum loses",
      rows.sum,
      [f32([9000], 35, 0, 1)],
      [0],
    ),
    reductionCase("the largest and its ties", rows.amax, [ties], [1]),
    reductionCase("the norm of each column", rows.norm, [everySecond(f32([40, 9], 36))], [0]),
    reductionCase("whether any is set", rows.any, [mask([5, 3], 37)], [1], { compute: "bool" }),
    reductionCase("the largest and its place", rows.maxWithIndex, [ties], [0]),
  ];
}

/** Every case: shapes, strides, data, and what must come out. */
export const kernelCases = (): KernelCase[] => [
  ...layoutCases(),
  ...exactCases(),
  ...dtypeCases(),
  ...reductionCases(),
];
