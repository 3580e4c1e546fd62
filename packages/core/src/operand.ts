// What backends see of a tensor: a strided window onto a storage.

import type { Backend } from "./backend.ts";
import type { DType } from "./dtype.ts";
import type { Shape } from "./shape.ts";

/** Memory of one device, shared by a tensor and its views. */
export interface Storage {
  readonly backend: Backend;
  readonly dtype: DType;
  /** Elements. */
  readonly length: number;
  /** Counts in-place writes, so that autograd notices a saved value that changed. */
  version: number;
}

/** A strided window onto a storage; offset and strides in elements. */
export interface Operand {
  readonly storage: Storage;
  readonly dtype: DType;
  readonly shape: Shape;
  readonly strides: readonly number[];
  readonly offset: number;
  /** Whether the elements lie row-major without gaps. */
  readonly contiguous: boolean;
}
