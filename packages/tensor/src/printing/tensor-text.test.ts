// Tests of a tensor's text: PyTorch's own texts, what is read, and layouts that no recorded case reaches.

import { afterEach, describe, expect, it } from "vitest";
import { resetPrintOptions, setPrintOptions } from "./options.ts";
import { printCases } from "./print-cases.ts";
import type { PrintCase } from "./print-cases.ts";
import { formatParameter, formatTensor } from "./tensor-text.ts";
import type { PrintSource } from "./tensor-text.ts";

afterEach(resetPrintOptions);

function sourceOf({ dtype, shape, data, gradFn, requiresGrad }: PrintCase): PrintSource {
  const element = (index: number) => (typeof data === "function" ? data(index) : data[index]!);
  return {
    dtype,
    shape,
    element: (index) => {
      const value = element(index);
      return dtype === "float32" ? Math.fround(value as number) : value;
    },
    suffix: { gradFn, requiresGrad },
  };
}

const vector = (...data: number[]): PrintSource => ({
  dtype: "float64",
  shape: [data.length],
  element: (index) => data[index]!,
  suffix: { defaultDType: "float64" },
});

const zeros = (...shape: number[]): PrintSource => ({
  dtype: "int64",
  shape,
  element: () => 0n,
});

describe("formatTensor", () => {
  it.each(printCases)("prints $python as PyTorch does", (row) => {
    if (row.options) setPrintOptions(row.options);
    expect((row.parameter ? formatParameter : formatTensor)(sourceOf(row))).toBe(row.text);
  });

  it("reads only the shown elements of a summarised tensor, each once", () => {
    const read: number[] = [];
    const element = (index: number) => read.push(index);
    formatTensor({ dtype: "int64", shape: [1000, 1000], element });
    const ends = [0, 1, 2, 997, 998, 999];
    expect(read).toEqual(ends.flatMap((row) => ends.map((column) => 1000 * row + column)));
  });

  it("chooses the number format from the shown elements alone", () => {
    const element = (index: number) => (index === 600 ? 1e30 : index);
    expect(formatTensor({ dtype: "float32", shape: [1200], element }, { edgeitems: 1 })).toBe(
      "tensor([   0.,  ..., 1199.])",
    );
  });

  it("cuts only the dimensions longer than both edges together", () => {
    expect(formatTensor(zeros(3, 7), { threshold: 20, edgeitems: 2 })).toBe(
      "tensor([[0, 0,  ..., 0, 0],\n        [0, 0,  ..., 0, 0],\n        [0, 0,  ..., 0, 0]])",
    );
  });

  it("shows nothing but the cut when there are no edge items", () => {
    expect(formatTensor(zeros(9), { threshold: 5, edgeitems: 0 })).toBe("tensor([...])");
    expect(formatTensor(zeros(3, 3), { threshold: 5, edgeitems: 0 })).toBe("tensor([...])");
  });

  it("separates cut parts of higher dimensions by as many line breaks as whole ones", () => {
    expect(formatTensor(zeros(5, 1, 1), { threshold: 1, edgeitems: 1 })).toBe(
      "tensor([[[0]],\n\n        ...,\n\n        [[0]]])",
    );
  });

  it("puts one element on a line where not even one fits", () => {
    expect(formatTensor(zeros(2), { linewidth: 1 })).toBe("tensor([0,\n        0])");
  });

  it("rounds an exact tie to the even digit", () => {
    expect(formatTensor(vector(100005, 1))).toBe("tensor([1.0000e+05, 1.0000e+00])");
    expect(formatTensor(vector(0.03125, 0.09375))).toBe("tensor([0.0312, 0.0938])");
  });

  it("writes the digits of a huge value when scientific notation is off", () => {
    expect(formatTensor(vector(1e22), { sciMode: false })).toBe(
      "tensor([10000000000000000000000.])",
    );
  });

  it("lets elements that scientific notation lengthens stick out of the measured width", () => {
    expect(formatTensor(vector(1, -20), { sciMode: true })).toBe(
      "tensor([1.0000e+00, -2.0000e+01])",
    );
  });

  it("writes zeros, nan and inf alone without scientific notation, whatever sciMode says", () => {
    expect(formatTensor(vector(0, NaN, -Infinity), { sciMode: true })).toBe(
      "tensor([0., nan, -inf])",
    );
  });

  it("leaves integers alone when scientific notation is on", () => {
    expect(formatTensor(zeros(2), { sciMode: true })).toBe("tensor([0, 0])");
  });

  it("prints int64 bigints beyond 2^53 in full", () => {
    const element = () => -9223372036854775808n;
    expect(formatTensor({ dtype: "int64", shape: [], element })).toBe(
      "tensor(-9223372036854775808)",
    );
  });

  it("takes 0 and 1 as the elements of a bool tensor", () => {
    const element = (index: number) => index;
    expect(formatTensor({ dtype: "bool", shape: [2], element })).toBe("tensor([False,  True])");
  });

  it("prints device, size, dtype and gradient in this order", () => {
    const suffix = { device: "webgpu", gradFn: "MulBackward0", requiresGrad: true };
    const source: PrintSource = { dtype: "int32", shape: [0, 2], element: () => 0, suffix };
    expect(formatTensor(source, { linewidth: 100 })).toBe(
      "tensor([], device='webgpu', size=(0, 2), dtype=torch.int32, grad_fn=<MulBackward0>)",
    );
  });

  it("leaves the cpu unmentioned", () => {
    expect(formatTensor({ ...zeros(1), suffix: { device: "cpu" } })).toBe("tensor([0])");
  });

  it("mentions int64 where an empty tensor cannot show it", () => {
    expect(formatTensor(zeros(0))).toBe("tensor([], dtype=torch.int64)");
  });

  it("mentions float32 when float64 is the default", () => {
    const suffix = { defaultDType: "float64" } as const;
    expect(formatTensor({ dtype: "float32", shape: [], element: () => 1, suffix })).toBe(
      "tensor(1., dtype=torch.float32)",
    );
  });

  it("breaks before a suffix when the line would pass the width, at PyTorch's very column", () => {
    const source = { ...zeros(3), suffix: { requiresGrad: true } };
    expect(formatTensor(source, { linewidth: 37 })).toBe(
      "tensor([0, 0, 0],\n       requires_grad=True)",
    );
    expect(formatTensor(source, { linewidth: 38 })).toBe("tensor([0, 0, 0], requires_grad=True)");
  });
});
