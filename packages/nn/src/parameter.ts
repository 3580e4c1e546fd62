// Parameters: the leaves that a module trains.

import { Tensor } from "@flambeau/tensor";

/**
 * A tensor that a module finds among its own properties and an optimizer trains; it shares the memory of `data`.
 * Throws if a gradient is asked of a tensor that is not floating point.
 */
export class Parameter extends Tensor {
  constructor(data: Tensor, { requiresGrad = true }: { readonly requiresGrad?: boolean } = {}) {
    super(data.storage, data.dtype, data.shape, data.strides, data.offset, data.contiguous);
    this.isParameter = true;
    if (requiresGrad) this.requiresGrad_();
  }
}

/** Whether a value is a parameter. */
export const isParameter = (value: unknown): value is Tensor =>
  value instanceof Tensor && value.isParameter;

type Mutable = { -readonly [Key in keyof Tensor]: Tensor[Key] };

/**
 * Makes a parameter hold what `source` holds. A parameter keeps its identity when its module moves, so that an
 * optimizer made before goes on with the right tensor.
 */
export function adopt(parameter: Tensor, source: Tensor): void {
  if (source === parameter) return;
  const target = parameter as Mutable;
  target.storage = source.storage;
  target.dtype = source.dtype;
  target.shape = source.shape;
  target.strides = source.strides;
  target.offset = source.offset;
  target.contiguous = source.contiguous;
  // The accumulator remembers the dtype and device that gradients used to have.
  target.accumulator = null;
}
