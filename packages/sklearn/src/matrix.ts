// Tensors read as matrices of doubles, and written back.

import { ShapeError, ValueError } from "@flambeau/core";
import { fromArray, type Tensor } from "@flambeau/tensor";

/** Row-major doubles. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

/** A copy of the tensor's elements as doubles, row-major. Throws `ValueError` if one is not finite. */
export function finiteDoubles(what: string, x: Tensor): Float64Array {
  const data = Float64Array.from(x.detach().double().toTypedArray() as Float64Array);
  const bad = data.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new ValueError(
      `${what}: a value is not finite: got ${data[bad]} at element ${bad}; drop or fill such samples first`,
      { element: bad, value: data[bad] },
    );
  return data;
}

/** The samples of a 2-d tensor. Throws `ShapeError` for other dimensions, too few columns or no samples. */
export function samplesOf(what: string, x: Tensor, columns = x.shape[1]): Matrix {
  if (x.ndim !== 2)
    throw new ShapeError(
      `${what}: samples must be 2-d: got shape [${x.shape}]; use x.reshape(-1, 1) for one feature, x.reshape(1, -1) for one sample`,
      { shape: x.shape },
    );
  if (x.shape[1] !== columns)
    throw new ShapeError(
      `${what}: another number of features: got ${x.shape[1]}; it was fitted with ${columns}`,
      { got: x.shape[1], expected: columns },
    );
  if (x.numel() === 0)
    throw new ShapeError(
      `${what}: nothing to work on: got shape [${x.shape}]; pass one sample at least`,
      {
        shape: x.shape,
      },
    );
  return { rows: x.shape[0], columns, data: finiteDoubles(what, x) };
}

/** A float64 tensor over these doubles. */
export const toTensor = (data: Float64Array, shape: readonly number[]): Tensor =>
  fromArray(data, [...shape]);

/** The mean of each column. */
export function columnMeans({ rows, columns, data }: Matrix): Float64Array {
  const means = new Float64Array(columns);
  for (let i = 0; i < data.length; i++) means[i % columns] += data[i];
  for (let j = 0; j < columns; j++) means[j] /= rows;
  return means;
}

/** Throws `ValueError` if a fitted value is asked for before `fit`. */
export function fitted<T>(what: string, value: T | null): T {
  if (value === null) throw new ValueError(`${what}: not fitted yet: call fit first`);
  return value;
}
