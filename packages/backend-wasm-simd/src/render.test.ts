// Tests the wasm renderer on the kernels that every renderer must run.

import { kernelCases, testRenderer, type KernelCase, type Window } from "@flambeau/conformance";
import { arrayOf, DTypeError, pointwiseSpec, tensorKind, type TypedArray } from "@flambeau/core";
import * as rows from "@flambeau/core/rows";
import { describe, expect, test } from "vitest";
import { vectorizes } from "./emit-expression.ts";
import { KernelLauncher, type WasmOperand } from "./launch.ts";

/** Memory between operands, so that a write past the end is seen by the next one. */
const ALIGNMENT = 16;

/** Lays windows one after another in a memory and launches over them. */
function run(kernelCase: KernelCase): TypedArray[] {
  const memory = new WebAssembly.Memory({ initial: 16 });
  let top = ALIGNMENT;
  const place = ({ data, dtype, shape, strides, offset }: Window): WasmOperand & Window => {
    const view = new (arrayOf(dtype))(memory.buffer, top, data.length);
    data.forEach((value, k) => (view[k] = value));
    const address = top + offset * data.BYTES_PER_ELEMENT;
    top += Math.ceil(data.byteLength / ALIGNMENT) * ALIGNMENT;
    return { dtype, shape, strides, offset, data: view, address };
  };
  const inputs = kernelCase.inputs.map(place);
  const outputs = kernelCase.outputs.map(place);
  const after = new Uint8Array(memory.buffer, top, 4 * ALIGNMENT);
  const launcher = new KernelLauncher(memory);
  const { params } = kernelCase;
  if (kernelCase.kind === "pointwise")
    launcher.pointwise(kernelCase.kernel, outputs, inputs, params);
  else
    launcher.reduce(kernelCase.kernel, kernelCase.shape, kernelCase.dims, outputs, inputs, params);
  expect(after.every((byte) => byte === 0)).toBe(true);
  return outputs.map((output) => output.data);
}

testRenderer("wasm kernels", run);

describe("the wasm renderer", () => {
  test.each([
    "silu of 1027",
    "silu's gradient",
    "where",
    "leakyRelu",
    "a < b",
    "both of two masks",
  ])("computes %s four elements at a time", (name) => {
    const found = kernelCases().find((kernelCase) => kernelCase.name === name)!;
    expect(found.kind === "pointwise" && vectorizes(found.kernel.outputs)).toBe(true);
  });

  test("computes float64 one element at a time", () => {
    const { kernel } = pointwiseSpec(rows.sqrt, [tensorKind("float64", 1)]);
    expect(vectorizes(kernel.outputs)).toBe(false);
  });

  test("names an intrinsic that it does not have", () => {
    const { kernel } = pointwiseSpec(rows.sin, [tensorKind("float32", 1)]);
    const operand = { dtype: "float32", shape: [4], strides: [1], address: 16 } as const;
    const launcher = new KernelLauncher(new WebAssembly.Memory({ initial: 1 }));
    const launch = () => launcher.pointwise(kernel, [operand], [operand], []);
    expect(launch).toThrow(DTypeError);
    expect(launch).toThrow("sin: wasm has no sin of f32");
  });
});
