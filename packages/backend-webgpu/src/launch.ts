// Runs kernels on operands in GPU buffers; each shader is compiled once.

import {
  broadcastStrides,
  isFloat,
  mergeLoops,
  numel,
  planLoops,
  type DType,
  type Loops,
  type PointwiseKernel,
  type ReductionKernel,
  type Scalar,
  type Shape,
} from "@flambeau/core";
import { launchLayout, renderPointwise, renderReduction, WORKGROUP } from "./render-wgsl.ts";

/** A strided window onto a GPU buffer with a 32-bit word for each element; strides and offset in elements. */
export interface GpuOperand {
  readonly dtype: DType;
  readonly shape: Shape;
  readonly strides: readonly number[];
  readonly offset: number;
  readonly buffer: GPUBuffer;
}

/** The WebGPU limit on workgroups along one dimension of a dispatch. */
const MAX_WORKGROUPS = 65535;
const UNIFORM = 0x40;
const COPY_DST = 0x08;

/** Launches kernels on one device. */
export class KernelLauncher {
  private readonly device: GPUDevice;
  private readonly pipelines = new Map<
    PointwiseKernel | ReductionKernel,
    Map<string, GPUComputePipeline>
  >();

  constructor(device: GPUDevice) {
    this.device = device;
  }

  /** Outputs in order, each over the shape of the first; inputs broadcast to it. No buffer is both read and written. */
  pointwise(
    kernel: PointwiseKernel,
    outputs: readonly GpuOperand[],
    inputs: readonly GpuOperand[],
    params: readonly Scalar[],
  ): void {
    const operands = [...outputs, ...inputs];
    const count = numel(outputs[0].shape);
    if (count === 0) return;
    const loops = planLoops(outputs[0].shape, operands);
    const depth = loops.sizes.length;
    const pipeline = this.pipeline(kernel, `${depth}`, () => renderPointwise(kernel, depth));
    const words = launchWords(count, 1, loops, operands, kernel.params, params);
    this.dispatch(pipeline, operands, words, Math.ceil(count / WORKGROUP));
  }

  /** Folds `dims` of `shape`, to which the inputs broadcast; outputs have size 1 there. */
  reduce(
    kernel: ReductionKernel,
    shape: Shape,
    dims: readonly number[],
    outputs: readonly GpuOperand[],
    inputs: readonly GpuOperand[],
    params: readonly Scalar[],
  ): void {
    const operands = [...outputs, ...inputs];
    const strides = operands.map((operand) => broadcastStrides(operand, shape));
    const [kept, folded] = [false, true].map((isFolded) => {
      const pick = (list: readonly number[]): number[] =>
        list.filter((_, d) => dims.includes(d) === isFolded);
      return { count: numel(pick(shape)), ...mergeLoops(pick(shape), strides.map(pick)) };
    });
    if (kept.count === 0) return;
    const [outer, inner] = [kept.sizes.length, folded.sizes.length];
    const pipeline = this.pipeline(kernel, `${outer} ${inner}`, () =>
      renderReduction(kernel, outer, inner),
    );
    const loops = {
      sizes: [...kept.sizes, ...folded.sizes],
      strides: kept.strides.map((s, k) => [...s, ...folded.strides[k]]),
    };
    const words = launchWords(kept.count, folded.count, loops, operands, kernel.params, params);
    this.dispatch(pipeline, operands, words, kept.count);
  }

  private pipeline(
    kernel: PointwiseKernel | ReductionKernel,
    form: string,
    render: () => string,
  ): GPUComputePipeline {
    let forms = this.pipelines.get(kernel);
    if (!forms) this.pipelines.set(kernel, (forms = new Map()));
    let pipeline = forms.get(form);
    if (!pipeline) {
      const module = this.device.createShaderModule({ label: kernel.name, code: render() });
      pipeline = this.device.createComputePipeline({
        layout: "auto",
        compute: { module, entryPoint: "main" },
      });
      forms.set(form, pipeline);
    }
    return pipeline;
  }

  private dispatch(
    pipeline: GPUComputePipeline,
    operands: readonly GpuOperand[],
    words: Uint32Array<ArrayBuffer>,
    workgroups: number,
  ): void {
    const { device } = this;
    const launch = device.createBuffer({ size: words.byteLength, usage: UNIFORM | COPY_DST });
    device.queue.writeBuffer(launch, 0, words);
    const buffers = [...operands.map((operand) => operand.buffer), launch];
    const bindGroup = device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, bindGroup);
    const columns = Math.min(workgroups, MAX_WORKGROUPS);
    pass.dispatchWorkgroups(columns, Math.ceil(workgroups / columns));
    pass.end();
    device.queue.submit([encoder.finish()]);
    launch.destroy();
  }
}

/** The uniform of a launch, as `launchLayout` lays it out. */
function launchWords(
  count: number,
  folded: number,
  { sizes, strides }: Loops,
  operands: readonly GpuOperand[],
  dtypes: readonly DType[],
  params: readonly Scalar[],
): Uint32Array<ArrayBuffer> {
  const { words } = launchLayout(sizes.length, operands.length, params.length);
  const integers = new Int32Array(Math.ceil(words / 4) * 4);
  const floats = new Float32Array(integers.buffer);
  integers.set([count, folded, ...sizes, ...operands.flatMap((x, k) => [x.offset, ...strides[k]])]);
  const first = words - params.length;
  params.forEach((value, p) => {
    (isFloat(dtypes[p]) ? floats : integers)[first + p] = Number(value);
  });
  return new Uint32Array(integers.buffer);
}
