// Owns a library of a few functions for the runner's own tests: what it has is right, the rest is missing.
import type { Library } from "../library.ts";

export class FakeError extends Error {
  override name = "ShapeError";
}

type Data =
  Float32Array | Float64Array | BigInt64Array | Int32Array | Int16Array | Int8Array | Uint8Array;

const DTYPE_OF = new Map<unknown, string>([
  [Float32Array, "float32"],
  [Float64Array, "float64"],
  [BigInt64Array, "int64"],
  [Int32Array, "int32"],
  [Int16Array, "int16"],
  [Int8Array, "int8"],
  [Uint8Array, "uint8"],
]);

export class FakeTensor {
  readonly data: Data;
  readonly shape: number[];
  readonly dtype: string;
  requiresGrad = false;

  constructor(data: Data, shape: number[], dtype = DTYPE_OF.get(data.constructor)!) {
    this.data = data;
    this.shape = shape;
    this.dtype = dtype;
  }

  toTypedArray(): Data {
    return this.data;
  }

  bool(): FakeTensor {
    return new FakeTensor(this.data, this.shape, "bool");
  }

  reshape(shape: number[]): FakeTensor {
    return new FakeTensor(this.data, shape, this.dtype);
  }

  requiresGrad_(value: boolean): this {
    this.requiresGrad = value;
    return this;
  }

  at(...index: unknown[]): unknown {
    return index;
  }

  private map(change: (value: number, i: number) => number): FakeTensor {
    const numbers = Array.from(this.data as ArrayLike<number>, (value, i) =>
      change(Number(value), i),
    );
    return new FakeTensor(Float32Array.from(numbers), this.shape);
  }

  add(other: FakeTensor | number, options: { alpha?: number } = {}): FakeTensor {
    const alpha = options.alpha ?? 1;
    if (typeof other === "number") return this.map((value) => value + alpha * other);
    if (other.shape.join() !== this.shape.join()) throw new FakeError("add: shapes differ");
    return this.map((value, i) => value + alpha * Number(other.data[i]));
  }

  mul(other: number): FakeTensor {
    return this.map((value) => value * other);
  }

  /** Wrong on purpose: the runner must notice. */
  neg(): FakeTensor {
    return this.map((value) => value);
  }

  toString(): string {
    return `tensor([${Array.from(this.data as ArrayLike<number>, (value) => `${value}.`).join(", ")}])`;
  }
}

/** A fresh fake library. */
export function fakeLibrary(): Library {
  return {
    Tensor: FakeTensor,
    FlambeauError: FakeError,
    fromArray: (data: Data, shape: number[]) => new FakeTensor(data, shape),
    tensor: (nested: unknown, options: { dtype?: string } = {}) => {
      const leaves = [nested].flat(Infinity as 1) as (number | bigint)[];
      const shape = Array.isArray(nested) ? [nested.length] : [];
      const integral = options.dtype === "int64" || leaves.some((leaf) => typeof leaf === "bigint");
      return new FakeTensor(
        integral ? BigInt64Array.from(leaves, BigInt) : Float32Array.from(leaves, Number),
        shape,
      );
    },
    slice: (start: unknown, stop: unknown, step?: unknown) => ({ start, stop, step }),
    manualSeed: () => undefined,
    add: (a: FakeTensor, b: FakeTensor | number, options?: object) => a.add(b, options),
    neg: (a: FakeTensor) => a.neg(),
    abs: (a: FakeTensor) =>
      new FakeTensor(Float32Array.from(a.data as Float32Array, Math.abs), a.shape),
  };
}
