// The text of sizes, dtypes, devices and named results.

import type { DType } from "@flambeau/core";

/** A shape as PyTorch prints it: `torch.Size([2, 3])`. */
export function formatSize(shape: readonly number[]): string {
  return `torch.Size([${shape.join(", ")}])`;
}

/** A dtype as PyTorch prints it: `torch.float32`. */
export function formatDType(dtype: DType): string {
  return `torch.${dtype}`;
}

/** A device as PyTorch's repr prints it: `device(type='cpu')`; its str is the bare name. */
export function formatDevice(type: string, index?: number): string {
  return `device(type='${type}'${index === undefined ? "" : `, index=${index}`})`;
}

/** A named result as PyTorch prints it, such as `torch.return_types.max(...)` with fields values and indices. */
export function formatNamed(
  name: string,
  fields: Readonly<Record<string, { toString(): string }>>,
): string {
  const lines = Object.entries(fields).map(([field, value]) => `${field}=${value.toString()}`);
  return `torch.return_types.${name}(\n${lines.join(",\n")})`;
}
