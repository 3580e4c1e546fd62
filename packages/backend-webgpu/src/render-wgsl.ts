// Kernels as WGSL compute shaders: one invocation for each element, one workgroup for each fold.

import type { DType, PointwiseKernel, ReductionKernel } from "@flambeau/core";
import { constant, emitExpressions, type Leaves } from "./emit-expression.ts";
import { PRELUDE } from "./lowerings.ts";
import { fromBits, fromWord, toWord, wgslType, wordType } from "./types.ts";

/** Invocations of a workgroup. */
export const WORKGROUP = 64;

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const lines = (parts: readonly string[]): string => parts.join("\n");

/** Word `at` of the launch's uniform; words go by four. */
const word = (at: number): string => `launch[${at >> 2}][${at & 3}]`;

/** Where the words of a launch lie: the counts, sizes, then offset and strides of each operand, then params. */
export interface LaunchLayout {
  readonly depth: number;
  readonly operands: number;
  readonly words: number;
}

/** Words before the sizes: what is computed, and what is folded for each. */
const COUNTS = 2;

export const launchLayout = (depth: number, operands: number, params: number): LaunchLayout => ({
  depth,
  operands,
  words: COUNTS + depth + operands * (depth + 1) + params,
});

const sizeWord = (d: number): string => word(COUNTS + d);
const offsetWord = ({ depth }: LaunchLayout, k: number): string =>
  word(COUNTS + depth + k * (depth + 1));
const strideWord = ({ depth }: LaunchLayout, k: number, d: number): string =>
  word(COUNTS + depth + k * (depth + 1) + 1 + d);
const paramWord = ({ depth, operands }: LaunchLayout, p: number): string =>
  word(COUNTS + depth + operands * (depth + 1) + p);

/** Bindings: outputs, inputs, the launch's uniform. */
function header(
  outputs: readonly DType[],
  inputs: readonly DType[],
  params: readonly DType[],
  layout: LaunchLayout,
): string {
  const binding = (at: number): string => `@group(0) @binding(${at})`;
  return lines([
    PRELUDE,
    ...outputs.map(
      (dtype, i) => `${binding(i)} var<storage, read_write> y${i}: array<${wordType(dtype)}>;`,
    ),
    ...inputs.map(
      (dtype, i) =>
        `${binding(outputs.length + i)} var<storage, read> x${i}: array<${wordType(dtype)}>;`,
    ),
    `${binding(outputs.length + inputs.length)} var<uniform> launch: array<vec4<u32>, ${Math.ceil(layout.words / 4)}>;`,
    ...params.map(
      (dtype, p) =>
        `fn p${p}() -> ${wgslType(dtype)} { return ${fromBits(paramWord(layout, p), dtype)}; }`,
    ),
  ]);
}

/** Statements that split `rest` into positions along loops `from` to `to` and move the given operands there. */
function walk(
  layout: LaunchLayout,
  rest: string,
  names: readonly (readonly [name: string, operand: number])[],
  from: number,
  to: number,
): string {
  return lines(
    range(to - from)
      .map((d) => to - 1 - d)
      .map((d) =>
        lines([
          "{",
          `let at = ${rest} % ${sizeWord(d)};`,
          `${rest} /= ${sizeWord(d)};`,
          ...names.map(([name, k]) => `${name} += at * ${strideWord(layout, k, d)};`),
          "}",
        ]),
      ),
  );
}

const outputNames = (count: number): [string, number][] => range(count).map((i) => [`y${i}_at`, i]);
const inputNames = (count: number, first: number): [string, number][] =>
  range(count).map((i) => [`x${i}_at`, first + i]);

/** A shader over `depth` loops of strided operands: `depth` is that of `planLoops`. */
export function renderPointwise(kernel: PointwiseKernel, depth: number): string {
  const outputs = kernel.outputs.map((e) => e.dtype);
  const layout = launchLayout(depth, outputs.length + kernel.inputs.length, kernel.params.length);
  const names = [
    ...outputNames(outputs.length),
    ...inputNames(kernel.inputs.length, outputs.length),
  ];
  const leaves: Leaves = (node) => (node.op === "param" ? `p${node.index}()` : `v${node.index}`);
  const { statements, values } = emitExpressions(kernel.outputs, leaves, "t");
  return lines([
    header(outputs, kernel.inputs, kernel.params, layout),
    `@compute @workgroup_size(${WORKGROUP})`,
    "fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {",
    `var rest = id.x + id.y * groups.x * ${WORKGROUP}u;`,
    `if (rest >= ${word(0)}) { return; }`,
    ...names.map(([name, k]) => `var ${name} = ${offsetWord(layout, k)};`),
    walk(layout, "rest", names, 0, depth),
    ...kernel.inputs.map((dtype, i) => `let v${i} = ${fromWord(`x${i}[x${i}_at]`, dtype)};`),
    statements,
    ...outputs.map((dtype, i) => `y${i}[y${i}_at] = ${toWord(values[i], dtype)};`),
    "}",
  ]);
}

/**
 * A shader that folds the last `inner` of `outer + inner` loops. Each invocation of a workgroup folds every
 * `WORKGROUP`th element, then the states are merged as a tree, so that rounding errors grow with the logarithm.
 */
export function renderReduction(kernel: ReductionKernel, outer: number, inner: number): string {
  const outputs = kernel.epilogue.map((e) => e.dtype);
  const layout = launchLayout(
    outer + inner,
    outputs.length + kernel.inputs.length,
    kernel.params.length,
  );
  const states = kernel.prologue.map((e) => e.dtype);
  const [ys, xs] = [outputNames(outputs.length), inputNames(kernel.inputs.length, outputs.length)];
  const param = (index: number): string => `p${index}()`;
  const prologue = emitExpressions(
    kernel.prologue,
    (node) =>
      node.op === "coordinate"
        ? "i32(k)"
        : node.op === "param"
          ? param(node.index)
          : `v${node.index}`,
    "u",
  );
  const combine = emitExpressions(
    kernel.combine,
    (node) => (node.index < states.length ? `s${node.index}` : `o${node.index - states.length}`),
    "c",
  );
  const epilogue = emitExpressions(
    kernel.epilogue,
    (node) => (node.op === "param" ? param(node.index) : `s${node.index}`),
    "e",
  );
  // All are computed before any state changes.
  const merge = lines([
    combine.statements,
    ...states.map((_, i) => `let n${i} = ${combine.values[i]};`),
    ...states.map((_, i) => `s${i} = n${i};`),
  ]);
  return lines([
    header(outputs, kernel.inputs, kernel.params, layout),
    ...states.map(
      (dtype, i) => `var<workgroup> shared${i}: array<${wordType(dtype)}, ${WORKGROUP}>;`,
    ),
    `@compute @workgroup_size(${WORKGROUP})`,
    "fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) lane: u32) {",
    "let target_index = group.x + group.y * groups.x;",
    // A workgroup without a target works on the last one and does not write: barriers need uniform control flow.
    `var rest = min(target_index, ${word(0)} - 1u);`,
    ...[...ys, ...xs].map(([name, k]) => `var ${name} = ${offsetWord(layout, k)};`),
    walk(layout, "rest", [...ys, ...xs], 0, outer),
    ...xs.map(([name]) => `let ${name}_first = ${name};`),
    ...states.map(
      (dtype, i) =>
        `var s${i}: ${wgslType(dtype)} = ${constant(Number(kernel.identity[i]), dtype)};`,
    ),
    `for (var k = lane; k < ${word(1)}; k += ${WORKGROUP}u) {`,
    "var place = k;",
    ...xs.map(([name]) => `${name} = ${name}_first;`),
    walk(layout, "place", xs, outer, outer + inner),
    ...kernel.inputs.map((dtype, i) => `let v${i} = ${fromWord(`x${i}[x${i}_at]`, dtype)};`),
    prologue.statements,
    ...states.map((_, i) => `let o${i} = ${prologue.values[i]};`),
    merge,
    "}",
    ...states.map((dtype, i) => `shared${i}[lane] = ${toWord(`s${i}`, dtype)};`),
    "workgroupBarrier();",
    `for (var step = ${WORKGROUP / 2}u; step > 0u; step >>= 1u) {`,
    "if (lane < step) {",
    ...states.map((dtype, i) => `let o${i} = ${fromWord(`shared${i}[lane + step]`, dtype)};`),
    merge,
    ...states.map((dtype, i) => `shared${i}[lane] = ${toWord(`s${i}`, dtype)};`),
    "}",
    "workgroupBarrier();",
    "}",
    `if (lane == 0u && target_index < ${word(0)}) {`,
    epilogue.statements,
    ...outputs.map((dtype, i) => `y${i}[y${i}_at] = ${toWord(epilogue.values[i], dtype)};`),
    "}",
    "}",
  ]);
}
