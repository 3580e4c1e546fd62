// Tests of the text of sizes, dtypes, devices and named results.

import { expect, it } from "vitest";
import { formatDevice, formatDType, formatNamed, formatSize } from "./names.ts";

it("prints sizes as torch.Size", () => {
  expect(formatSize([])).toBe("torch.Size([])");
  expect(formatSize([2, 3])).toBe("torch.Size([2, 3])");
});

it("prints dtypes with torch's prefix", () => {
  expect(formatDType("float32")).toBe("torch.float32");
  expect(formatDType("bool")).toBe("torch.bool");
});

it("prints devices by type, and by index where there is one", () => {
  expect(formatDevice("cpu")).toBe("device(type='cpu')");
  expect(formatDevice("webgpu", 0)).toBe("device(type='webgpu', index=0)");
});

it("prints the fields of a named result, each on its line", () => {
  expect(formatNamed("min", { values: "tensor([1, 2])", indices: "tensor([0, 1])" })).toBe(
    "torch.return_types.min(\nvalues=tensor([1, 2]),\nindices=tensor([0, 1]))",
  );
});
