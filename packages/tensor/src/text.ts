// The text of a tensor.

import { getDefaultDType } from "@flambeau/core";
import { elementAt } from "./convert.ts";
import { formatParameter, formatTensor, type PrintSource } from "./printing/index.ts";
import type { Tensor } from "./tensor.ts";

/** The text that PyTorch prints. Throws `DeviceError` on a device that reads asynchronously. */
export function tensorText(x: Tensor): string {
  const data = x.device.read(x.storage);
  const bool = x.dtype === "bool";
  const source: PrintSource = {
    shape: x.shape,
    dtype: x.dtype,
    element: (flat) => {
      const value = elementAt(x, data, flat);
      return bool ? value !== 0 : value;
    },
    suffix: {
      device: x.device.name,
      gradFn: x.node?.name,
      requiresGrad: x.requiresGrad,
      defaultDType: getDefaultDType(),
    },
  };
  return x.isParameter ? formatParameter(source) : formatTensor(source);
}
