// Kernels compiled to JavaScript functions: one loop nest for each layout of the operands.

import type { DType, Operand, PointwiseKernel, ReductionKernel, Scalar } from "@flambeau/core";
import { render, RUNTIME, type LeafNames, type Runtime } from "./render.ts";

/** Where an input lies in a flat loop: element by element, or one value for all. */
export type FlatLoop = (
  count: number,
  outputs: readonly Operand[],
  inputs: readonly Operand[],
  params: readonly Scalar[],
) => void;

export type StridedLoop = (
  sizes: readonly number[],
  strides: readonly (readonly number[])[],
  outputs: readonly Operand[],
  inputs: readonly Operand[],
  params: readonly Scalar[],
) => void;

function evaluate<F>(parameters: string, body: string): F {
  return new Function("runtime", `"use strict"; return (${parameters}) => {\n${body}\n};`)(
    RUNTIME satisfies Runtime,
  ) as F;
}

const load = (dtype: DType, place: string): string => (dtype === "bool" ? `${place} !== 0` : place);
const store = (dtype: DType, value: string): string =>
  dtype === "bool" ? `${value} ? 1 : 0` : value;

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const lines = (parts: readonly string[]): string => parts.join("\n");

const NAMES: LeafNames = { input: (i) => `x${i}`, param: (i) => `p${i}`, coordinate: "at" };

function prepare(outputs: number, inputs: number, params: readonly DType[]): string {
  return lines([
    ...range(outputs).map(
      (i) => `const Y${i} = outputs[${i}].storage.data, y${i}o = outputs[${i}].offset;`,
    ),
    ...range(inputs).map(
      (i) => `const X${i} = inputs[${i}].storage.data, x${i}o = inputs[${i}].offset;`,
    ),
    ...params.map((dtype, i) => `const p${i} = ${load(dtype, `params[${i}]`)};`),
  ]);
}

/** A loop over contiguous operands; inputs in the bit set `single` have one element. */
export function compileFlat(kernel: PointwiseKernel, single: number): FlatLoop {
  const isSingle = (i: number): boolean => (single & (1 << i)) !== 0;
  const { statements, values } = render(kernel.outputs, NAMES);
  const read = (i: number): string =>
    `const x${i} = ${load(kernel.inputs[i], isSingle(i) ? `X${i}[x${i}o]` : `X${i}[x${i}o + i]`)};`;
  const indices = range(kernel.inputs.length);
  return evaluate<FlatLoop>(
    "count, outputs, inputs, params",
    lines([
      prepare(kernel.outputs.length, kernel.inputs.length, kernel.params),
      ...indices.filter(isSingle).map(read),
      "for (let i = 0; i < count; i++) {",
      ...indices.filter((i) => !isSingle(i)).map(read),
      statements,
      ...kernel.outputs.map((e, i) => `Y${i}[y${i}o + i] = ${store(e.dtype, values[i])};`),
      "}",
    ]),
  );
}

const position = (name: string, depth: number): string =>
  depth === 0 ? `${name}o` : `${name}_${depth}`;

/** `count` nested loops from level `from` on; `operands` maps a name to its place in `strides`. */
function nest(
  from: number,
  count: number,
  operands: readonly (readonly [name: string, place: number])[],
  body: string,
): string {
  let source = body;
  for (let level = from + count - 1; level >= from; level--) {
    const begin = operands.map(([name]) => `, ${name}_${level + 1} = ${position(name, level)}`);
    const step = operands.map(([name, k]) => `, ${name}_${level + 1} += strides[${k}][${level}]`);
    source = `for (let i${level} = 0, n${level} = sizes[${level}]${begin.join("")}; i${level} < n${level}; i${level}++${step.join("")}) {\n${source}\n}`;
  }
  return source;
}

const placed = (names: readonly string[], first = 0): [string, number][] =>
  names.map((name, k) => [name, first + k]);

/** A loop nest of `depth` over operands with any strides: outputs first, then inputs. */
export function compileStrided(kernel: PointwiseKernel, depth: number): StridedLoop {
  const { statements, values } = render(kernel.outputs, NAMES);
  const outputs = kernel.outputs.map((_, i) => `y${i}`);
  const inputs = kernel.inputs.map((_, i) => `x${i}`);
  const body = lines([
    ...kernel.inputs.map(
      (dtype, i) => `const x${i} = ${load(dtype, `X${i}[${position(`x${i}`, depth)}]`)};`,
    ),
    statements,
    ...kernel.outputs.map(
      (e, i) => `Y${i}[${position(`y${i}`, depth)}] = ${store(e.dtype, values[i])};`,
    ),
  ]);
  return evaluate<StridedLoop>(
    "sizes, strides, outputs, inputs, params",
    `${prepare(outputs.length, inputs.length, kernel.params)}\n${nest(0, depth, placed([...outputs, ...inputs]), body)}`,
  );
}

/** A fold: `outer` loops over what is kept, `inner` over what is folded, states in double precision. */
export function compileReduction(
  kernel: ReductionKernel,
  outer: number,
  inner: number,
): StridedLoop {
  const states = range(kernel.prologue.length);
  const outputs = kernel.epilogue.map((_, i) => `y${i}`);
  const inputs = kernel.inputs.map((_, i) => `x${i}`);
  const depth = outer + inner;
  const dtypes = kernel.prologue.map((e) => e.dtype);
  const usesCoordinate = kernel.prologue.some((e) => e.op === "coordinate");

  const prologue = render(kernel.prologue, NAMES, "u");
  const combine = render(
    kernel.combine,
    { ...NAMES, input: (i) => (i < states.length ? `s${i}` : `v${i - states.length}`) },
    "c",
    true,
  );
  const epilogue = render(kernel.epilogue, { ...NAMES, input: (i) => `s${i}` }, "e");
  const identity = (i: number): string => {
    const value = kernel.identity[i];
    return dtypes[i] === "bool"
      ? `${value ? "true" : "false"}`
      : dtypes[i] === "int64"
        ? `${value}n`
        : `${value}`;
  };

  const fold = lines([
    ...kernel.inputs.map(
      (dtype, i) => `const x${i} = ${load(dtype, `X${i}[${position(`x${i}`, depth)}]`)};`,
    ),
    prologue.statements,
    ...states.map((i) => `const v${i} = ${prologue.values[i]};`),
    combine.statements,
    ...(states.length === 1
      ? [`s0 = ${combine.values[0]};`]
      : [
          ...states.map((i) => `const n${i}s = ${combine.values[i]};`),
          ...states.map((i) => `s${i} = n${i}s;`),
        ]),
    usesCoordinate ? "at++;" : "",
  ]);
  // Operands of the inner loops are the inputs alone: outputs stay where the outer loops left them.
  const body = lines([
    ...states.map((i) => `let s${i} = ${identity(i)};`),
    usesCoordinate ? "let at = 0;" : "",
    nest(outer, inner, placed(inputs, outputs.length), fold),
    epilogue.statements,
    ...kernel.epilogue.map(
      (e, i) => `Y${i}[${position(`y${i}`, outer)}] = ${store(e.dtype, epilogue.values[i])};`,
    ),
  ]);
  return evaluate<StridedLoop>(
    "sizes, strides, outputs, inputs, params",
    `${prepare(outputs.length, inputs.length, kernel.params)}\n${nest(0, outer, placed([...outputs, ...inputs]), body)}`,
  );
}
