// Tests the WGSL renderer on the kernels that every renderer must run, in Node through Dawn.

import { testRenderer, type KernelCase, type Window } from "@flambeau/conformance";
import {
  arrayOf,
  DTypeError,
  isFloat,
  pointwiseSpec,
  tensorKind,
  type TypedArray,
} from "@flambeau/core";
import * as rows from "@flambeau/core/rows";
import { create, globals } from "webgpu";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { KernelLauncher, type GpuOperand } from "./launch.ts";
import { renderPointwise } from "./render-wgsl.ts";
import { supports } from "./types.ts";

Object.assign(globalThis, globals);
// Dawn ends the process if this object is collected while a device lives.
const gpu = create([]);
let device: GPUDevice;
let launcher: KernelLauncher;

beforeAll(async () => {
  const adapter = await gpu.requestAdapter();
  if (!adapter) throw new Error("webgpu: not run (no adapter)");
  device = await adapter.requestDevice();
  launcher = new KernelLauncher(device);
});
afterAll(() => device?.destroy());

/** A buffer with a word for each element. */
function upload({ data, dtype, ...window }: Window): GpuOperand {
  const words = isFloat(dtype)
    ? Float32Array.from(data as Float32Array)
    : Int32Array.from(data as Int32Array);
  const buffer = device.createBuffer({
    size: Math.max(words.byteLength, 4),
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
  });
  device.queue.writeBuffer(buffer, 0, words);
  return { dtype, ...window, buffer };
}

async function download({ buffer, dtype }: GpuOperand, length: number): Promise<TypedArray> {
  const usage = GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST;
  const staging = device.createBuffer({ size: buffer.size, usage });
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(buffer, 0, staging, 0, buffer.size);
  device.queue.submit([encoder.finish()]);
  await staging.mapAsync(GPUMapMode.READ);
  const bytes = staging.getMappedRange().slice(0);
  staging.destroy();
  const words = isFloat(dtype) ? new Float32Array(bytes) : new Int32Array(bytes);
  const data = new (arrayOf(dtype))(length);
  for (let k = 0; k < length; k++) data[k] = words[k];
  return data;
}

async function run(kernelCase: KernelCase): Promise<TypedArray[]> {
  device.pushErrorScope("validation");
  const inputs = kernelCase.inputs.map(upload);
  const outputs = kernelCase.outputs.map(upload);
  const { params } = kernelCase;
  if (kernelCase.kind === "pointwise")
    launcher.pointwise(kernelCase.kernel, outputs, inputs, params);
  else
    launcher.reduce(kernelCase.kernel, kernelCase.shape, kernelCase.dims, outputs, inputs, params);
  const error = await device.popErrorScope();
  if (error) throw new Error(error.message);
  return Promise.all(
    outputs.map((output, i) => download(output, kernelCase.outputs[i].data.length)),
  );
}

// WGSL allows 2.5 units in the last place for division and square root, and flushes denormals.
testRenderer("WGSL kernels", run, { supports, exact: false });

describe("the WGSL renderer", () => {
  test("names an intrinsic that it does not have", () => {
    const { kernel } = pointwiseSpec(rows.sin, [tensorKind("float32", 1)]);
    expect(() => renderPointwise(kernel, 1)).toThrow(DTypeError);
    expect(() => renderPointwise(kernel, 1)).toThrow("webgpu has no sin yet");
  });

  test("refuses a dtype of 64 bits", () => {
    const { kernel } = pointwiseSpec(rows.sqrt, [tensorKind("float64", 1)]);
    expect(() => renderPointwise(kernel, 1)).toThrow("webgpu: there is no float64 on the device");
  });
});
