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

// An array buffer of its own costs ten times what a window onto a shared one does. Windows are never given out
// twice: the collector frees a slab when the last of its windows has gone.
const SLAB_BYTES = 16384;
const LARGEST_IN_SLAB = 2048;
/** Up to here V8 keeps the elements inside the array object. */
const INSIDE_OBJECT = 64;

let slab: ArrayBuffer | undefined;
let used = 0;

/** Zero-filled memory; small arrays share buffers. */
export function newArray(dtype: DType, length: number): TypedArray {
  const constructor = arrayOf(dtype);
  const bytes = length * constructor.BYTES_PER_ELEMENT;
  if (bytes <= INSIDE_OBJECT || bytes > LARGEST_IN_SLAB) return new constructor(length);
  const rounded = (bytes + 7) & ~7;
  if (slab === undefined || used + rounded > SLAB_BYTES) {
    slab = new ArrayBuffer(SLAB_BYTES);
    used = 0;
  }
  const array = new constructor(slab, used, length);
  used += rounded;
  return array;
}

/** The elements under an operand; its offset still applies. */
export const dataOf = (operand: Operand): TypedArray => (operand.storage as CpuStorage).data;
