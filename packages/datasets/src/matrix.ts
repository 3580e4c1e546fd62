// Float64 matrices and int64 labels as plain arrays: what the generators compute with before they make tensors.

import { type RandomState, ValueError } from "@flambeau/core";

/** Row-major values and their shape. */
export interface Float64Values {
  readonly data: Float64Array;
  readonly shape: readonly number[];
}

/** Points [n, d] and a class of each [n]. */
export interface LabelledPoints {
  readonly x: Float64Values;
  readonly y: BigInt64Array;
}

/** The rows in the given order. */
export function takeRows<T extends Float64Array | BigInt64Array>(
  data: T,
  order: Int32Array,
  rowLength: number,
): T {
  const out = data.slice() as T;
  order.forEach((row, i) => {
    out.set(data.subarray(row * rowLength, (row + 1) * rowLength) as never, i * rowLength);
  });
  return out;
}

/** The same points in a random order. */
export function shufflePoints(state: RandomState, { x, y }: LabelledPoints): LabelledPoints {
  const order = state.permutation(y.length);
  const data = takeRows(x.data, order, x.shape[1]);
  return { x: { data, shape: x.shape }, y: takeRows(y, order, 1) };
}

/** Adds normal noise of a standard deviation in place. */
export function addNoise(state: RandomState, data: Float64Array, noise: number): void {
  const draws = state.normal(0, noise, data.length);
  for (let i = 0; i < data.length; i++) data[i] += draws[i];
}

/** Throws `ValueError` unless the number is an integer of at least `least`. */
export function requireCount(op: string, name: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least)
    throw new ValueError(`${op}: ${name} is ${value}; it must be an integer of at least ${least}`, {
      [name]: value,
    });
}

/** Throws `ValueError` unless the number is finite and not negative. */
export function requireScale(op: string, name: string, value: number): void {
  if (!(value >= 0 && value < Number.POSITIVE_INFINITY))
    throw new ValueError(`${op}: ${name} is ${value}; it must be finite and not negative`, {
      [name]: value,
    });
}
