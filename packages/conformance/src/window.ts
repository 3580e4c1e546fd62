// Strided windows onto host memory, and the numbers that cases fill them with.

import {
  arrayOf,
  broadcastStrides,
  contiguousStrides,
  convert,
  isFloat,
  numel,
  type DType,
  type Shape,
  type TypedArray,
} from "@flambeau/core";

/** Elements of `data` seen through a shape; offset and strides in elements. */
export interface Window {
  readonly dtype: DType;
  readonly shape: Shape;
  readonly strides: readonly number[];
  readonly offset: number;
  readonly data: TypedArray;
}

/** Fraction of the golden ratio: its multiples modulo 1 fill an interval evenly. */
const GOLDEN = 0.6180339887498949;

/** `count` numbers spread over [low, high), another order for each seed. */
export const spread = (count: number, low: number, high: number, seed: number): number[] =>
  Array.from({ length: count }, (_, k) => {
    const fraction = ((k + 1) * GOLDEN + seed * 0.3819) % 1;
    return low + (high - low) * fraction;
  });

/** A contiguous window that holds `values`, each as its dtype holds it. */
export function windowOf(dtype: DType, shape: Shape, values: readonly (number | bigint)[]): Window {
  const data = new (arrayOf(dtype))(values.length);
  values.forEach((value, k) => (data[k] = convert(value, dtype)));
  return { dtype, shape, strides: contiguousStrides(shape), offset: 0, data };
}

/** A contiguous window with numbers of [low, high); bool alternates irregularly. */
export function filled(
  dtype: DType,
  shape: Shape,
  [low, high]: readonly [number, number],
  seed: number,
): Window {
  const numbers = spread(numel(shape), low, high, seed);
  const middle = (low + high) / 2;
  return windowOf(
    dtype,
    shape,
    dtype === "bool"
      ? numbers.map((x) => (x > middle ? 1 : 0))
      : isFloat(dtype)
        ? numbers
        : numbers.map(Math.floor),
  );
}

/** The window with its dimensions in reverse. */
export const transposed = (window: Window): Window => ({
  ...window,
  shape: window.shape.toReversed(),
  strides: window.strides.toReversed(),
});

/** Every second element of the last dimension, from the second on. */
export const everySecond = (window: Window): Window => {
  const last = window.shape.length - 1;
  return {
    ...window,
    shape: window.shape.with(last, Math.floor(window.shape[last] / 2)),
    strides: window.strides.with(last, window.strides[last] * 2),
    offset: window.offset + window.strides[last],
  };
};

/** Places in `data` of the window broadcast to `shape`, in row-major order. */
export function places(window: Window, shape: Shape): number[] {
  const strides = broadcastStrides(window, shape);
  let offsets = [window.offset];
  shape.forEach((size, d) => {
    offsets = offsets.flatMap((at) => Array.from({ length: size }, (_, i) => at + i * strides[d]));
  });
  return offsets;
}

/** Elements of the window broadcast to `shape`, in row-major order. */
export const elements = (window: Window, shape: Shape): (number | bigint)[] =>
  places(window, shape).map((at) => window.data[at]);
