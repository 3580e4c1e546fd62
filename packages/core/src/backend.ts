// The interface of a device. Everything that a tensor does reaches a device through these members.

import type { DType, TypedArray } from "./dtype.ts";
import type { PointwiseKernel, ReductionKernel, Scalar } from "./kernel.ts";
import type { Operand, Storage } from "./operand.ts";
import type { Shape } from "./shape.ts";

/** How scatter writes where several sources meet. */
export type ScatterMode = "assign" | "add" | "multiply" | "amax" | "amin";

/**
 * A device. Operands lie on it, outputs are allocated and their shapes and dtypes checked by the caller.
 * Inputs broadcast to the shape of the output. Kernels may run later, in the order they were given.
 */
export interface Backend {
  /** `cpu`, `wasm`, `webgpu`: the text of `x.device`. */
  readonly name: string;
  /** Whether tensors of this dtype can live here. */
  supports(dtype: DType): boolean;
  /** Zero-filled memory. */
  allocate(dtype: DType, length: number): Storage;
  /** Memory that holds a copy of `data`, or takes it over when `own` is set. */
  upload(dtype: DType, data: TypedArray, own?: boolean): Storage;
  /** The whole storage in host memory, shared where the device can. Throws `DeviceError` where reading is asynchronous. */
  read(storage: Storage): TypedArray;
  /** The same, once all kernels given so far have run. */
  readAsync(storage: Storage): Promise<TypedArray>;

  /** Outputs may be operands of the same launch if they cover the same elements in the same order. */
  pointwise(
    kernel: PointwiseKernel,
    outputs: readonly Operand[],
    inputs: readonly Operand[],
    params: readonly Scalar[],
  ): void;
  /** Folds `dims` of `shape`, to which the inputs broadcast; outputs have size 1 there. */
  reduce(
    kernel: ReductionKernel,
    shape: Shape,
    dims: readonly number[],
    outputs: readonly Operand[],
    inputs: readonly Operand[],
    params: readonly Scalar[],
  ): void;
  /** output[b, i, j] = Σ a[b, i, k]·b[b, k, j] (+ bias[b, i, j], broadcast). Operands are 3-d and strided. */
  matmul(output: Operand, a: Operand, b: Operand, bias: Operand | null): void;
  /** output[…, i, …] = input[…, index[…, i, …], …] along `dim`; indices are in range, shapes as `torch.gather`. */
  gather(output: Operand, input: Operand, index: Operand, dim: number): void;
  /** output[…, index[…, i, …], …] op= source[…, i, …] along `dim`, in order of the source. */
  scatter(output: Operand, source: Operand, index: Operand, dim: number, mode: ScatterMode): void;
}
