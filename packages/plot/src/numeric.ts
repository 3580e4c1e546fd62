// Reading of what callers pass as numbers: arrays, nested arrays and tensors become float64 with a shape.
import { ShapeError, ValueError } from "@flambeau/core";

/** What the plots need of a tensor; `Tensor` satisfies it (detached, and on a device that reads synchronously). */
export interface TensorLike {
  readonly shape: readonly number[];
  toTypedArray(): ArrayLike<number | bigint>;
}

/** A row of numbers, rows of numbers, or a tensor. */
export type Numeric =
  ArrayLike<number | bigint> | readonly ArrayLike<number | bigint>[] | TensorLike;

/** Numbers in row-major order with their shape. */
export interface Values {
  readonly data: Float64Array;
  readonly shape: readonly number[];
}

const isTensorLike = (value: object): value is TensorLike => "toTypedArray" in value;

const isArrayLike = (value: unknown): value is ArrayLike<unknown> =>
  typeof value === "object" && value !== null && "length" in value;

/** Any `Numeric` as float64 with its shape. Throws ShapeError for ragged rows, ValueError for what holds no numbers. */
export function readValues(op: string, name: string, value: Numeric): Values {
  if (typeof value !== "object" || value === null) {
    throw new ValueError(
      `${op}: ${name} holds no numbers: ${String(value)}; an array, rows or a tensor is needed`,
      { [name]: value },
    );
  }
  if (isTensorLike(value)) {
    return {
      data: Float64Array.from(value.toTypedArray(), Number),
      shape: [...value.shape],
    };
  }
  if (!isArrayLike(value)) {
    throw new ValueError(
      `${op}: ${name} holds no numbers: an object without length; an array, rows or a tensor is needed`,
    );
  }
  if (!isArrayLike(value[0])) {
    return {
      data: Float64Array.from(value as ArrayLike<number | bigint>, Number),
      shape: [value.length],
    };
  }
  const rows = Array.from(value as ArrayLike<ArrayLike<number | bigint>>);
  const columns = rows[0].length;
  const data = new Float64Array(rows.length * columns);
  rows.forEach((row, i) => {
    if (row.length !== columns) {
      throw new ShapeError(
        `${op}: rows of ${name} differ in length: row 0 has ${columns}, row ${i} has ${row.length}; all must be equal`,
        { row: i, expected: columns, actual: row.length },
      );
    }
    for (let j = 0; j < columns; j++) data[i * columns + j] = Number(row[j]);
  });
  return { data, shape: [rows.length, columns] };
}

/** A vector: shape [n], or [n, 1] flattened. Throws ShapeError for another shape, ValueError when empty. */
export function readVector(op: string, name: string, value: Numeric): Float64Array {
  const { data, shape } = readValues(op, name, value);
  const isVector =
    shape.length === 1 || (shape.length === 2 && (shape[1] === 1 || data.length === 0));
  if (!isVector) {
    throw new ShapeError(
      `${op}: ${name} is no vector: it is [${shape.join(", ")}]; [n] or [n, 1] is needed`,
      { shape },
    );
  }
  refuseEmpty(op, name, data);
  return data;
}

/** A matrix [n, columns]; a vector counts as one column. Throws ShapeError for another shape, ValueError when empty. */
export function readMatrix(
  op: string,
  name: string,
  value: Numeric,
  columns?: number,
): { data: Float64Array; rows: number; columns: number } {
  const { data, shape } = readValues(op, name, value);
  const width = shape.length === 1 ? 1 : shape[1];
  if (shape.length < 1 || shape.length > 2 || (columns !== undefined && width !== columns)) {
    throw new ShapeError(
      `${op}: ${name} has the wrong shape: it is [${shape.join(", ")}]; [n, ${columns ?? "columns"}] is needed`,
      { shape, columns },
    );
  }
  refuseEmpty(op, name, data);
  return { data, rows: shape[0], columns: width };
}

function refuseEmpty(op: string, name: string, data: Float64Array): void {
  if (data.length === 0) {
    throw new ValueError(`${op}: ${name} is empty: it has 0 values; at least 1 is needed`);
  }
}

/** Throws ShapeError unless every named length equals the first. */
export function requireSameLength(op: string, lengths: Readonly<Record<string, number>>): void {
  const entries = Object.entries(lengths);
  if (entries.some(([, length]) => length !== entries[0][1])) {
    const came = entries.map(([name, length]) => `${name} has ${length}`).join(", ");
    throw new ShapeError(`${op}: lengths differ: ${came}; all must be equal`, {
      ...lengths,
    });
  }
}

/** Indices at which all columns are finite. Throws ValueError when there is none. */
export function finiteIndices(
  op: string,
  columns: Readonly<Record<string, Float64Array>>,
): number[] {
  const arrays = Object.values(columns);
  const indices: number[] = [];
  for (let i = 0; i < arrays[0].length; i++) {
    if (arrays.every((array) => Number.isFinite(array[i]))) indices.push(i);
  }
  if (indices.length === 0) {
    throw new ValueError(
      `${op}: nothing to draw: none of ${arrays[0].length} points is finite in ${Object.keys(columns).join(" and ")}; at least 1 is needed`,
      { count: arrays[0].length },
    );
  }
  return indices;
}
