// The cpu device: kernels compiled to JavaScript, run at once.

import {
  broadcastStrides,
  mergeLoops,
  numel,
  planLoops,
  sameShape,
  type Backend,
  type DType,
  type Operand,
  type PointwiseKernel,
  type ReductionKernel,
  type Scalar,
  type ScatterMode,
  type Shape,
  type Storage,
  type TypedArray,
} from "@flambeau/core";
import {
  compileFlat,
  compileReduction,
  compileStrided,
  type FlatLoop,
  type StridedLoop,
} from "./compile.ts";
import { gather, scatter } from "./indexing.ts";
import { matmul } from "./matmul.ts";
import { CpuStorage, newArray } from "./storage.ts";

interface CompiledPointwise {
  readonly flat: (FlatLoop | undefined)[];
  readonly strided: (StridedLoop | undefined)[];
}

/** Plain JavaScript on typed arrays; every dtype, every op, synchronous. */
export class CpuBackend implements Backend {
  readonly name = "cpu";
  private readonly pointwiseLoops = new Map<PointwiseKernel, CompiledPointwise>();
  private readonly reductionLoops = new Map<ReductionKernel, Map<number, StridedLoop>>();

  supports(): boolean {
    return true;
  }

  allocate(dtype: DType, length: number): Storage {
    return new CpuStorage(this, dtype, newArray(dtype, length));
  }

  upload(dtype: DType, data: TypedArray, own = false): Storage {
    return new CpuStorage(this, dtype, own ? data : data.slice());
  }

  read(storage: Storage): TypedArray {
    return (storage as CpuStorage).data;
  }

  readAsync(storage: Storage): Promise<TypedArray> {
    return Promise.resolve(this.read(storage));
  }

  pointwise(
    kernel: PointwiseKernel,
    outputs: readonly Operand[],
    inputs: readonly Operand[],
    params: readonly Scalar[],
  ): void {
    let compiled = this.pointwiseLoops.get(kernel);
    if (!compiled) this.pointwiseLoops.set(kernel, (compiled = { flat: [], strided: [] }));
    const shape = outputs[0].shape;
    const single = flatInputs(shape, outputs, inputs);
    if (single >= 0) {
      const loop = (compiled.flat[single] ??= compileFlat(kernel, single));
      loop(numel(shape), outputs, inputs, params);
      return;
    }
    const { sizes, strides } = planLoops(shape, [...outputs, ...inputs]);
    const loop = (compiled.strided[sizes.length] ??= compileStrided(kernel, sizes.length));
    loop(sizes, strides, outputs, inputs, params);
  }

  reduce(
    kernel: ReductionKernel,
    shape: Shape,
    dims: readonly number[],
    outputs: readonly Operand[],
    inputs: readonly Operand[],
    params: readonly Scalar[],
  ): void {
    let loops = this.reductionLoops.get(kernel);
    if (!loops) this.reductionLoops.set(kernel, (loops = new Map()));
    if (dims.length === shape.length && flatInputs(shape, outputs, inputs) === 0) {
      let loop = loops.get(1);
      if (!loop) loops.set(1, (loop = compileReduction(kernel, 0, 1)));
      const step = operandSteps(outputs.length, inputs.length);
      loop([numel(shape)], step, outputs, inputs, params);
      return;
    }
    const strides = [...outputs, ...inputs].map((operand) => broadcastStrides(operand, shape));
    const pick = (list: readonly number[], folded: boolean): number[] =>
      list.filter((_, d) => dims.includes(d) === folded);
    const [kept, folded] = [false, true].map((side) =>
      mergeLoops(
        pick(shape, side),
        strides.map((s) => pick(s, side)),
      ),
    );
    const outer = kept.sizes.length;
    const inner = folded.sizes.length;
    const key = outer * 64 + inner;
    let loop = loops.get(key);
    if (!loop) loops.set(key, (loop = compileReduction(kernel, outer, inner)));
    loop(
      [...kept.sizes, ...folded.sizes],
      kept.strides.map((s, k) => [...s, ...folded.strides[k]]),
      outputs,
      inputs,
      params,
    );
  }

  matmul(output: Operand, a: Operand, b: Operand, bias: Operand | null): void {
    matmul(output, a, b, bias);
  }

  gather(output: Operand, input: Operand, index: Operand, dim: number): void {
    gather(output, input, index, dim);
  }

  scatter(output: Operand, source: Operand, index: Operand, dim: number, mode: ScatterMode): void {
    scatter(output, source, index, dim, mode);
  }
}

const steps = new Map<number, readonly (readonly number[])[]>();

/** Strides of a flat fold: outputs stay, inputs go on by one. */
function operandSteps(outputs: number, inputs: number): readonly (readonly number[])[] {
  const key = outputs * 64 + inputs;
  let known = steps.get(key);
  if (!known) {
    known = Array.from({ length: outputs + inputs }, (_, i) => [i < outputs ? 0 : 1]);
    steps.set(key, known);
  }
  return known;
}

/** The set of one-element inputs if a flat loop will do, else −1. */
function flatInputs(shape: Shape, outputs: readonly Operand[], inputs: readonly Operand[]): number {
  for (let i = 0; i < outputs.length; i++) if (!outputs[i].contiguous) return -1;
  let single = 0;
  for (let i = 0; i < inputs.length; i++) {
    const input = inputs[i];
    if (input.contiguous && sameShape(input.shape, shape)) continue;
    if (numel(input.shape) !== 1) return -1;
    single |= 1 << i;
  }
  return single;
}
