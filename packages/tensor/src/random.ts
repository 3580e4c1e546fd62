// Random tensors: PyTorch's streams, drawn on the host.

import {
  arrayOf,
  DTypeError,
  fillNormal,
  fillRandint,
  fillUniform,
  getDefaultDType,
  numel,
  randperm as drawPermutation,
  ShapeError,
  ValueError,
  widenToInt64,
  type DType,
  type Generator,
  type Shape,
} from "@flambeau/core";
import { fromArray, sizeArguments, type SizeArguments, type TensorOptions } from "./creation.ts";
import { defaultGenerator } from "./device.ts";
import { copyInPlace } from "./in-place.ts";
import { commonShape } from "./pointwise.ts";
import { Tensor } from "./tensor.ts";
import { noGrad } from "@flambeau/autograd";

export interface RandomOptions extends TensorOptions {
  readonly generator?: Generator;
}

type Floats = Float32Array | Float64Array;

function floats(op: string, dtype: DType, count: number): Floats {
  if (dtype !== "float32" && dtype !== "float64")
    throw new DTypeError(
      `${op}: floats are drawn: got dtype ${dtype}; use randint, or float32 or float64`,
    );
  return new (arrayOf(dtype))(count) as Floats;
}

function drawn(
  op: string,
  shape: Shape,
  options: RandomOptions,
  fill: (generator: Generator, out: Floats) => void,
): Tensor {
  const out = floats(op, options.dtype ?? getDefaultDType(), numel(shape));
  fill(options.generator ?? defaultGenerator(), out);
  return fromArray(out, shape, { ...options });
}

/** Uniform draws from [0, 1), the numbers that PyTorch draws on the CPU from the same seed. */
export function rand(...list: SizeArguments): Tensor {
  const { shape, options } = sizeArguments("rand", list);
  return drawn("rand", shape, options, (generator, out) => fillUniform(generator, out));
}

/** Standard normal draws, the numbers that PyTorch draws on the CPU from the same seed. */
export function randn(...list: SizeArguments): Tensor {
  const { shape, options } = sizeArguments("randn", list);
  return drawn("randn", shape, options, (generator, out) => fillNormal(generator, out));
}

export const randLike = (x: Tensor, options: RandomOptions = {}): Tensor =>
  rand(x.shape as number[], { dtype: x.dtype, device: x.device, ...options });
export const randnLike = (x: Tensor, options: RandomOptions = {}): Tensor =>
  randn(x.shape as number[], { dtype: x.dtype, device: x.device, ...options });

export interface NormalOptions extends RandomOptions {
  /** Shape of the result where mean and std are numbers. */
  readonly size?: Shape;
}

/**
 * Normal draws of a mean and a standard deviation: numbers with a size, or tensors that broadcast. Throws `ValueError`
 * for a negative deviation, `ShapeError` for numbers without a size.
 */
export function normal(
  mean: number | Tensor,
  std: number | Tensor = 1,
  { size, ...options }: NormalOptions = {},
): Tensor {
  if (typeof mean === "number" && typeof std === "number") {
    if (!size)
      throw new ShapeError(
        "normal: a size is needed where mean and std are numbers; pass { size: [2, 3] }",
      );
    return drawn("normal", size, options, (generator, out) =>
      fillNormal(generator, out, mean, std),
    );
  }
  const operands = [mean, std];
  if (operands.some((x) => (x instanceof Tensor ? x.lt(0).any().item() : x < 0) && x === std))
    throw new ValueError("normal: std has a negative element; it must be at least 0");
  const like = operands.find((x): x is Tensor => x instanceof Tensor)!;
  const z = randn(commonShape("normal", operands) as number[], { dtype: like.dtype, ...options });
  return noGrad(() => z.mul(std).add(mean));
}

/** Integers from [low, high), int64 unless a dtype is given. Throws `ValueError` for an empty range. */
export function randint(
  low: number | bigint,
  high: number | bigint,
  shape: Shape,
  options: RandomOptions = {},
): Tensor {
  const out = new (arrayOf(options.dtype ?? "int64"))(numel(shape));
  fillRandint(options.generator ?? defaultGenerator(), out, low, high);
  return fromArray(out, shape, options);
}

/** A permutation of 0…n−1, int64. */
export const randperm = (n: number, options: RandomOptions = {}): Tensor =>
  fromArray(
    widenToInt64(drawPermutation(options.generator ?? defaultGenerator(), n)),
    [n],
    options,
  );

function redraw(x: Tensor, op: string, fill: (out: Floats) => void): void {
  const out = floats(op, x.dtype, x.numel());
  fill(out);
  copyInPlace(
    op,
    x,
    noGrad(() => fromArray(out, x.shape, { device: x.device })),
  );
}

/** See `Tensor.uniform_`. */
export const uniformInPlace = (
  x: Tensor,
  low: number,
  high: number,
  generator = defaultGenerator(),
): void => redraw(x, "uniform_", (out) => fillUniform(generator, out, low, high));

/** See `Tensor.normal_`. */
export const normalInPlace = (
  x: Tensor,
  mean: number,
  std: number,
  generator = defaultGenerator(),
): void => redraw(x, "normal_", (out) => fillNormal(generator, out, mean, std, x.contiguous));
