// Memory of the cpu device: a typed array.

import {
  arrayOf,
  type Backend,
  type DType,
  type Operand,
  type Storage,
  type TypedArray,
} from "@flambeau/core";

/** A storage whose `data` is host memory; bool takes a byte of 0 or 1, int64 a BigInt64Array. */
export class CpuStorage implements Storage {
  version = 0;
  readonly length: number;
  readonly backend: Backend;
  readonly dtype: DType;
  readonly data: TypedArray;
  constructor(backend: Backend, dtype: DType, data: TypedArray) {
    this.backend = backend;
    this.dtype = dtype;
    this.data = data;
    this.length = data.length;
  }
}

export const newArray = (dtype: DType, length: number): TypedArray => new (arrayOf(dtype))(length);

/** The elements under an operand; its offset still applies. */
export const dataOf = (operand: Operand): TypedArray => (operand.storage as CpuStorage).data;
