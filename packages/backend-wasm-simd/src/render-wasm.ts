// Kernels as wasm modules: flat loops with SIMD, strided loop nests, folds.

import {
  byteSize,
  type DType,
  type Expression,
  type PointwiseKernel,
  type ReductionKernel,
} from "@flambeau/core";
import { FunctionBuilder, type Local } from "./assembler.ts";
import { emitExpressions, vectorizes, wide, widened, type Leaves } from "./emit-expression.ts";
import { laneOf, load, pushCast, splat, store, typeOf, type Width } from "./lanes.ts";

const scalarType = (dtype: DType) => typeOf(laneOf(dtype, 1)!);
const declareParams = (code: FunctionBuilder, params: readonly DType[]): Local[] =>
  params.map((dtype) => code.parameter(scalarType(dtype)));

/**
 * A loop over contiguous operands, four elements at a time where the kernel allows. Inputs in the bit set `single`
 * have one element. Arguments: count, the address of each output and input, params.
 */
export function renderFlat(kernel: PointwiseKernel, single: number): Uint8Array<ArrayBuffer> {
  const code = new FunctionBuilder();
  const count = code.parameter("i32");
  const outputs = kernel.outputs.map((e) => ({ dtype: e.dtype, address: code.parameter("i32") }));
  const inputs = kernel.inputs.map((dtype, i) => ({
    dtype,
    address: code.parameter("i32"),
    single: (single & (1 << i)) !== 0,
  }));
  const params = declareParams(code, kernel.params);
  const counter = code.local("i32");

  const loop = (width: Width): void => {
    const typeIn = (dtype: DType) => typeOf(laneOf(dtype, width)!);
    const numbers = params.map((param, i) => {
      const dtype = kernel.params[i];
      code.get(param);
      if (width === 4) splat(code, laneOf(dtype, 4)!);
      return code.keep(typeIn(dtype));
    });
    const values = inputs.map((input) => code.local(typeIn(input.dtype)));
    inputs.forEach((input, i) => {
      if (!input.single) return;
      load(code, input.address, input.dtype, 1);
      if (width === 4) splat(code, laneOf(input.dtype, 4)!);
      code.set(values[i]);
    });
    code.repeat(counter, count, width, () => {
      inputs.forEach((input, i) => {
        if (input.single) return;
        load(code, input.address, input.dtype, width);
        code.set(values[i]);
      });
      const leaves: Leaves = (node) => (node.op === "param" ? numbers : values)[node.index];
      const results = emitExpressions(code, kernel.name, kernel.outputs, leaves, width);
      outputs.forEach(({ address, dtype }, i) => store(code, address, results[i], dtype, width));
      for (const { address, dtype } of [...outputs, ...inputs.filter((input) => !input.single)])
        code.advance(address, width * byteSize(dtype));
    });
  };
  if (vectorizes(kernel.outputs) && kernel.params.every((dtype) => laneOf(dtype, 4))) loop(4);
  loop(1);
  return code.assemble();
}

interface Strided {
  readonly dtype: DType;
  /** Where the operand stands at each depth of the nest; the first is its argument. */
  readonly addresses: Local[];
  /** Bytes to the next element of each loop. */
  readonly strides: readonly Local[];
}

function declareStrided(code: FunctionBuilder, dtype: DType, depth: number): Strided {
  const address = code.parameter("i32");
  return {
    dtype,
    addresses: [address],
    strides: Array.from({ length: depth }, () => code.parameter("i32")),
  };
}

/** Loops `from` to `to` around a body, which finds each operand at its innermost address. */
function nest(
  code: FunctionBuilder,
  sizes: readonly Local[],
  operands: readonly Strided[],
  from: number,
  to: number,
  body: () => void,
): void {
  if (from === to) {
    body();
    return;
  }
  const counter = code.local("i32");
  code.constant("i32", 0).set(counter);
  for (const { addresses } of operands) {
    code.get(addresses[addresses.length - 1]);
    addresses.push(code.keep("i32"));
  }
  code.repeat(counter, sizes[from], 1, () => {
    nest(code, sizes, operands, from + 1, to, body);
    for (const { addresses, strides } of operands)
      code.advance(addresses[addresses.length - 1], strides[from]);
  });
  for (const { addresses } of operands) addresses.pop();
}

const innermost = ({ addresses }: Strided): Local => addresses[addresses.length - 1];

function loadAll(code: FunctionBuilder, inputs: readonly Strided[]): Local[] {
  return inputs.map((input) => {
    load(code, innermost(input), input.dtype, 1);
    return code.keep(scalarType(input.dtype));
  });
}

/** A nest of `depth` loops. Arguments: sizes; address and byte strides of each output and input; params. */
export function renderStrided(kernel: PointwiseKernel, depth: number): Uint8Array<ArrayBuffer> {
  const code = new FunctionBuilder();
  const sizes = Array.from({ length: depth }, () => code.parameter("i32"));
  const outputs = kernel.outputs.map((e) => declareStrided(code, e.dtype, depth));
  const inputs = kernel.inputs.map((dtype) => declareStrided(code, dtype, depth));
  const params = declareParams(code, kernel.params);
  nest(code, sizes, [...outputs, ...inputs], 0, depth, () => {
    const values = loadAll(code, inputs);
    const leaves: Leaves = (node) => (node.op === "param" ? params : values)[node.index];
    const results = emitExpressions(code, kernel.name, kernel.outputs, leaves, 1);
    outputs.forEach((output, i) => store(code, innermost(output), results[i], output.dtype, 1));
  });
  return code.assemble();
}

/** A fold of the last `inner` of `outer + inner` loops; float32 states are float64. Arguments as `renderStrided`. */
export function renderReduction(
  kernel: ReductionKernel,
  outer: number,
  inner: number,
): Uint8Array<ArrayBuffer> {
  const code = new FunctionBuilder();
  const depth = outer + inner;
  const sizes = Array.from({ length: depth }, () => code.parameter("i32"));
  const outputs = kernel.epilogue.map((e) => declareStrided(code, e.dtype, depth));
  const inputs = kernel.inputs.map((dtype) => declareStrided(code, dtype, depth));
  const params = declareParams(code, kernel.params);
  const states = kernel.prologue.map((e) => code.local(scalarType(wide(e.dtype))));
  const position = code.local("i32");

  const emit = (outputsOf: readonly Expression[], leaves: Leaves): Local[] =>
    emitExpressions(code, kernel.name, outputsOf, leaves, 1);
  const cast = (value: Local, from: DType, to: DType): Local => {
    if (from === to) return value;
    pushCast(code, value, from, to, 1);
    return code.keep(scalarType(to));
  };
  const param = (node: Expression): Local =>
    cast(params[node.index], kernel.params[node.index], node.dtype);

  const fold = (): void => {
    const values = loadAll(code, inputs);
    const one = emit(kernel.prologue, (node) =>
      node.op === "coordinate" ? position : (node.op === "param" ? params : values)[node.index],
    ).map((value, i) => cast(value, kernel.prologue[i].dtype, wide(kernel.prologue[i].dtype)));
    const next = emit(widened(kernel.combine), (node) => [...states, ...one][node.index]);
    // All are computed before any state changes.
    code.get(...next);
    for (const state of states.toReversed()) code.set(state);
    code.advance(position, 1);
  };
  nest(code, sizes, [...outputs, ...inputs], 0, outer, () => {
    states.forEach((state, i) => {
      const { type } = state;
      code.constant(type as Exclude<typeof type, "v128">, kernel.identity[i]).set(state);
    });
    code.constant("i32", 0).set(position);
    nest(code, sizes, inputs, outer, depth, fold);
    const results = emit(widened(kernel.epilogue), (node) =>
      node.op === "param" ? param(node) : states[node.index],
    );
    outputs.forEach((output, i) =>
      store(
        code,
        innermost(output),
        cast(results[i], wide(output.dtype), output.dtype),
        output.dtype,
        1,
      ),
    );
  });
  return code.assemble();
}
