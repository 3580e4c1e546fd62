// Between tensors and everything else: copies, casts, devices, numbers, arrays.

import { isGradEnabled } from "@flambeau/autograd";
import {
  checkDType,
  ExpressionAlgebra,
  GradError,
  ValueError,
  type DType,
  type PointwiseKernel,
  type TypedArray,
} from "@flambeau/core";

import { cpu as cpuDevice } from "./device.ts";
import { adopt, empty } from "./make.ts";
import { record } from "./record.ts";
import { Tensor, type Device } from "./tensor.ts";

/** Numbers or booleans nested as deep as the tensor has dimensions. */
export type Nested = number | boolean | bigint | Nested[];

/** The elements row-major in memory of their own, without a graph. */
export function copyOf(x: Tensor): Tensor {
  const output = empty(x.device, x.dtype, x.shape);
  write(output, x);
  return output;
}

/** A copy. */
export function clone(x: Tensor): Tensor {
  const output = copyOf(x);
  record("CloneBackward0", [output], [x], [], ([g]) => [g]);
  return output;
}

/** The tensor itself if its elements lie row-major, else a copy that does. */
export const contiguous = (x: Tensor): Tensor => (x.contiguous ? x : clone(x));

const casts = new Map<string, PointwiseKernel>();

/** The kernel that copies from one dtype to another, or the same. */
function castKernel(from: DType, target: DType): PointwiseKernel {
  const key = `${from} ${target}`;
  let kernel = casts.get(key);
  if (!kernel) {
    const o = new ExpressionAlgebra(target);
    kernel = {
      name: "cast",
      inputs: [from],
      params: [],
      outputs: [o.cast(o.input(0, from), target)],
    };
    casts.set(key, kernel);
  }
  return kernel;
}

/** Copies the elements of `source`, which broadcasts, into `target`, without a graph. */
export function write(target: Tensor, source: Tensor): void {
  if (target.numel() > 0)
    target.device.pointwise(castKernel(source.dtype, target.dtype), [target], [source], []);
}

function cast(x: Tensor, dtype: DType): Tensor {
  const output = empty(x.device, dtype, x.shape);
  write(output, x);
  if (dtype === "float32" || dtype === "float64")
    record("ToCopyBackward0", [output], [x], [], ([g]) => [to(g!, x.dtype)]);
  return output;
}

function move(x: Tensor, device: Device): Tensor {
  const output = adopt(device, x.dtype, elementsOf(x).slice(), x.shape);
  const from = x.device;
  record("ToCopyBackward0", [output], [x], [], ([g]) => [to(g!, from)]);
  return output;
}

/**
 * The tensor in another dtype or on another device; itself if it is there already. Throws `DTypeError` for an unknown
 * dtype, `DeviceError` away from a device that reads asynchronously.
 */
export function to(x: Tensor, target: DType | Device): Tensor {
  if (typeof target === "string") {
    checkDType(target, "to");
    return target === x.dtype ? x : cast(x, target);
  }
  return target === x.device ? x : move(x, target);
}

/** A copy on the cpu device, once all kernels before it have run. */
export async function cpu(x: Tensor): Promise<Tensor> {
  if (x.device === cpuDevice()) return x;
  const data = await x.device.readAsync(x.storage);
  const host = adopt(cpuDevice(), x.dtype, data, [data.length]);
  const output = new Tensor(host.storage, x.dtype, x.shape, x.strides, x.offset);
  output.requiresGrad = x.requiresGrad && x.isLeaf;
  return output;
}

/** The elements row-major; shares memory where they lie so. */
function elementsOf(x: Tensor): TypedArray {
  const source = x.contiguous ? x : copyOf(x);
  const data = x.device.read(source.storage);
  return source.offset === 0 && data.length === source.numel()
    ? data
    : data.subarray(source.offset, source.offset + source.numel());
}

/** See `Tensor.toTypedArray`. */
export function toTypedArray(x: Tensor): TypedArray {
  if (x.requiresGrad && isGradEnabled())
    throw new GradError(
      "toTypedArray: the tensor requires a gradient, and writing to its memory would not be seen by it; call x.detach().toTypedArray()",
    );
  return elementsOf(x);
}

function plain(value: number | bigint, dtype: DType, op: string): number | boolean {
  if (dtype === "bool") return value !== 0;
  if (typeof value === "number") return value;
  if (value > 9007199254740991n || value < -9007199254740991n)
    throw new ValueError(
      `${op}: an int64 value does not fit a JavaScript number: got ${value}; read it from toTypedArray() as bigint`,
      { value },
    );
  return Number(value);
}

/** See `Tensor.item`. */
export function item(x: Tensor): number | boolean {
  if (x.numel() !== 1)
    throw new ValueError(
      `item: one element is needed: got a tensor of shape [${x.shape.join(", ")}]; pick one with at(…) or use tolist()`,
      { shape: x.shape },
    );
  return plain(x.device.read(x.storage)[x.offset], x.dtype, "item");
}

/** See `Tensor.tolist`. */
export function tolist(x: Tensor): Nested {
  const data = x.device.read(x.storage);
  const read = (dim: number, at: number): Nested =>
    dim === x.ndim
      ? plain(data[at], x.dtype, "tolist")
      : Array.from({ length: x.shape[dim] }, (_, i) => read(dim + 1, at + i * x.strides[dim]));
  return read(0, x.offset);
}

/** The element at a row-major position. */
export function elementAt(x: Tensor, data: TypedArray, flat: number): number | bigint {
  let at = x.offset;
  for (let d = x.ndim - 1, rest = flat; d >= 0; d--) {
    at += (rest % x.shape[d]) * x.strides[d];
    rest = Math.floor(rest / x.shape[d]);
  }
  return data[at];
}
