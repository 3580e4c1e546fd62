// Runs kernels on operands in a wasm memory; each module is compiled once.

import {
  broadcastStrides,
  byteSize,
  isContiguous,
  mergeLoops,
  numel,
  planLoops,
  sameShape,
  type DType,
  type PointwiseKernel,
  type ReductionKernel,
  type Scalar,
  type Shape,
} from "@flambeau/core";
import { renderFlat, renderReduction, renderStrided } from "./render-wasm.ts";

/** A strided window onto a wasm memory. */
export interface WasmOperand {
  readonly dtype: DType;
  readonly shape: Shape;
  /** In elements. */
  readonly strides: readonly number[];
  /** Byte address of the first element. */
  readonly address: number;
}

type Run = (...args: Scalar[]) => void;

/** Launches kernels over one memory. */
export class KernelLauncher {
  private readonly memory: WebAssembly.Memory;
  private readonly compiled = new Map<PointwiseKernel | ReductionKernel, Map<string, Run>>();

  constructor(memory: WebAssembly.Memory) {
    this.memory = memory;
  }

  /** Outputs in order, each over the shape of the first; inputs broadcast to it. */
  pointwise(
    kernel: PointwiseKernel,
    outputs: readonly WasmOperand[],
    inputs: readonly WasmOperand[],
    params: readonly Scalar[],
  ): void {
    const { shape } = outputs[0];
    if (numel(shape) === 0) return;
    const single = singleInputs(shape, outputs, inputs);
    if (single >= 0) {
      const addresses = [...outputs, ...inputs].map((operand) => operand.address);
      const run = this.run(kernel, `flat ${single}`, () => renderFlat(kernel, single));
      run(numel(shape), ...addresses, ...params);
      return;
    }
    const { sizes, strides } = planLoops(shape, [...outputs, ...inputs]);
    const run = this.run(kernel, `strided ${sizes.length}`, () =>
      renderStrided(kernel, sizes.length),
    );
    run(...sizes, ...layout([...outputs, ...inputs], strides), ...params);
  }

  /** Folds `dims` of `shape`, to which the inputs broadcast; outputs have size 1 there. */
  reduce(
    kernel: ReductionKernel,
    shape: Shape,
    dims: readonly number[],
    outputs: readonly WasmOperand[],
    inputs: readonly WasmOperand[],
    params: readonly Scalar[],
  ): void {
    const operands = [...outputs, ...inputs];
    const strides = operands.map((operand) => broadcastStrides(operand, shape));
    const [kept, folded] = [false, true].map((isFolded) => {
      const pick = (list: readonly number[]): number[] =>
        list.filter((_, d) => dims.includes(d) === isFolded);
      return mergeLoops(pick(shape), strides.map(pick));
    });
    const [outer, inner] = [kept.sizes.length, folded.sizes.length];
    const run = this.run(kernel, `fold ${outer} ${inner}`, () =>
      renderReduction(kernel, outer, inner),
    );
    const both = kept.strides.map((s, k) => [...s, ...folded.strides[k]]);
    run(...kept.sizes, ...folded.sizes, ...layout(operands, both), ...params);
  }

  private run(
    kernel: PointwiseKernel | ReductionKernel,
    form: string,
    render: () => Uint8Array<ArrayBuffer>,
  ): Run {
    let forms = this.compiled.get(kernel);
    if (!forms) this.compiled.set(kernel, (forms = new Map()));
    let run = forms.get(form);
    if (!run) {
      const module = new WebAssembly.Module(render());
      const { exports } = new WebAssembly.Instance(module, { host: { memory: this.memory } });
      forms.set(form, (run = exports["run"] as Run));
    }
    return run;
  }
}

/** Address and byte strides of each operand. */
const layout = (
  operands: readonly WasmOperand[],
  strides: readonly (readonly number[])[],
): number[] =>
  operands.flatMap(({ address, dtype }, k) => [
    address,
    ...strides[k].map((stride) => stride * byteSize(dtype)),
  ]);

/** The set of one-element inputs if a flat loop will do, else −1. */
function singleInputs(
  shape: Shape,
  outputs: readonly WasmOperand[],
  inputs: readonly WasmOperand[],
): number {
  const flat = (operand: WasmOperand): boolean =>
    sameShape(operand.shape, shape) && isContiguous(shape, operand.strides);
  if (!outputs.every(flat)) return -1;
  let single = 0;
  for (const [i, input] of inputs.entries()) {
    if (flat(input)) continue;
    if (numel(input.shape) !== 1) return -1;
    single |= 1 << i;
  }
  return single;
}
