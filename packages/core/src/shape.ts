// Shapes and broadcasting: pure arithmetic on lists of sizes.

import { IndexError, ShapeError } from "./errors.ts";

export type Shape = readonly number[];

/** Number of elements. */
export function numel(shape: Shape): number {
  let count = 1;
  for (let i = 0; i < shape.length; i++) count *= shape[i];
  return count;
}

/** Row-major strides, in elements. */
export function contiguousStrides(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  for (let i = shape.length - 1, step = 1; i >= 0; i--) {
    strides[i] = step;
    step *= Math.max(shape[i], 1);
  }
  return strides;
}

/** Whether the strides lay the elements out row-major without gaps (sizes of 1 may have any stride). */
export function isContiguous(shape: Shape, strides: readonly number[]): boolean {
  for (let i = shape.length - 1, step = 1; i >= 0; i--) {
    if (shape[i] !== 1 && strides[i] !== step) return numel(shape) === 0;
    step *= shape[i];
  }
  return true;
}

export function sameShape(a: Shape, b: Shape): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** The shape that both broadcast to. Throws `ShapeError` naming the sizes that do not fit. */
export function broadcastShapes(a: Shape, b: Shape, op = "broadcastShapes"): Shape {
  if (sameShape(a, b)) return a;
  const ndim = Math.max(a.length, b.length);
  const shape = new Array<number>(ndim);
  for (let i = 1; i <= ndim; i++) {
    const x = i <= a.length ? a[a.length - i] : 1;
    const y = i <= b.length ? b[b.length - i] : 1;
    if (x !== y && x !== 1 && y !== 1)
      throw new ShapeError(
        `${op}: shapes do not broadcast: ${shapeText(a)} and ${shapeText(b)} differ at dimension ${ndim - i} (${x} and ${y}); sizes must be equal, or one of them 1`,
        { a, b },
      );
    shape[ndim - i] = x === 1 ? y : x;
  }
  return shape;
}

/** A dimension counted from the front; negative ones count from the end. Throws `IndexError` out of range. */
export function wrapDim(dim: number, ndim: number, op: string): number {
  const count = Math.max(ndim, 1);
  if (!Number.isInteger(dim) || dim < -count || dim >= count)
    throw new IndexError(
      `${op}: dimension out of range: got dim ${dim} for a tensor of ${ndim} dimensions; dim must be an integer from ${-count} to ${count - 1}`,
      { dim, ndim },
    );
  return dim < 0 ? dim + count : dim;
}

/** Distinct dimensions counted from the front, in the order given. Throws `IndexError` on a repeated one. */
export function wrapDims(dims: readonly number[], ndim: number, op: string): number[] {
  const wrapped = dims.map((dim) => wrapDim(dim, ndim, op));
  if (new Set(wrapped).size !== wrapped.length)
    throw new IndexError(`${op}: a dimension is named twice: got dims [${dims.join(", ")}]`, {
      dims,
    });
  return wrapped;
}

/** Shape as it stands in messages: `[2, 3]`. */
export const shapeText = (shape: Shape): string => `[${shape.join(", ")}]`;
