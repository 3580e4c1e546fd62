// Tests the JavaScript renderer on the kernels that every renderer must run.

import { testRenderer, type KernelCase, type Window } from "@flambeau/conformance";
import { isContiguous, type Operand, type TypedArray } from "@flambeau/core";
import { CpuBackend } from "./cpu-backend.ts";

const backend = new CpuBackend();

const operand = ({ data, ...window }: Window): Operand => ({
  ...window,
  storage: backend.upload(window.dtype, data),
  contiguous: isContiguous(window.shape, window.strides),
});

function run(kernelCase: KernelCase): TypedArray[] {
  const outputs = kernelCase.outputs.map(operand);
  const inputs = kernelCase.inputs.map(operand);
  const { params } = kernelCase;
  if (kernelCase.kind === "pointwise")
    backend.pointwise(kernelCase.kernel, outputs, inputs, params);
  else
    backend.reduce(kernelCase.kernel, kernelCase.shape, kernelCase.dims, outputs, inputs, params);
  return outputs.map((output) => backend.read(output.storage));
}

testRenderer("JavaScript kernels", run);
