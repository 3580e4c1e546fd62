// New tensors from storages: what every operation makes its result with.

import {
  contiguousStrides,
  numel,
  type Backend,
  type DType,
  type Shape,
  type TypedArray,
} from "@flambeau/core";
import { DeviceError } from "@flambeau/core";
import { Tensor } from "./tensor.ts";

/** A zero-filled, contiguous tensor. Throws `DeviceError` if the device has no such dtype. */
export function empty(backend: Backend, dtype: DType, shape: Shape): Tensor {
  checkSupport(backend, dtype);
  const storage = backend.allocate(dtype, numel(shape));
  return new Tensor(storage, dtype, shape, contiguousStrides(shape), 0, true);
}

/** A contiguous tensor over host data, which it takes over. */
export function adopt(backend: Backend, dtype: DType, data: TypedArray, shape: Shape): Tensor {
  checkSupport(backend, dtype);
  const storage = backend.upload(dtype, data, true);
  return new Tensor(storage, dtype, shape, contiguousStrides(shape), 0, true);
}

function checkSupport(backend: Backend, dtype: DType): void {
  if (!backend.supports(dtype))
    throw new DeviceError(
      `${backend.name}: this device has no ${dtype}: got a tensor of ${dtype}; convert it first, as in x.to("float32")`,
      { dtype, device: backend.name },
    );
}
