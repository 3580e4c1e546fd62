// New tensors from values: literals, typed arrays, fills, ranges.

import {
  arrayOf,
  checkDType,
  convert,
  DTypeError,
  dtypeOfArray,
  getDefaultDType,
  numel,
  shapeText,
  ShapeError,
  ValueError,
  type Backend,
  type DType,
  type Shape,
  type TypedArray,
} from "@flambeau/core";
import { cpu } from "./device.ts";
import { adopt, empty as emptyOn } from "./make.ts";
import { Tensor, type Device } from "./tensor.ts";

export interface TensorOptions {
  readonly dtype?: DType;
  readonly requiresGrad?: boolean;
  readonly device?: Device;
}

/** What `tensor` takes: numbers, bigints, booleans, nested lists of them, typed arrays, tensors. */
export type TensorData = number | bigint | boolean | TypedArray | Tensor | readonly TensorData[];

/** Sizes one by one, or a list of them, then options. */
export type SizeArguments =
  readonly [...number[], TensorOptions] | readonly number[] | readonly [Shape, TensorOptions?];

function finish(x: Tensor, options: TensorOptions, op: string): Tensor {
  if (options.requiresGrad) {
    if (x.dtype !== "float32" && x.dtype !== "float64")
      throw new DTypeError(
        `${op}: only floating tensors can require a gradient: got ${x.dtype}; pass { dtype: "float32" }`,
      );
    x.requiresGrad = true;
  }
  return x;
}

function checkedDType(dtype: DType | undefined, op: string): void {
  if (dtype !== undefined) checkDType(dtype, op);
}

const deviceOf = (options: TensorOptions): Backend => options.device ?? cpu();

/**
 * A new tensor of the values, copied. Numbers give the default dtype (float32), bigints int64, booleans bool, a typed
 * array its own. Throws `ShapeError` for ragged lists, `DTypeError` for values of no dtype.
 */
export function tensor(data: TensorData, options: TensorOptions = {}): Tensor {
  checkedDType(options.dtype, "tensor");
  if (data instanceof Tensor) {
    const copy = data
      .detach()
      .clone()
      .to(options.dtype ?? data.dtype);
    return finish(options.device ? copy.to(options.device) : copy, options, "tensor");
  }
  if (ArrayBuffer.isView(data)) {
    const own = dtypeOfArray(data as ArrayBufferView);
    const source = data as TypedArray;
    const dtype = options.dtype ?? own;
    const array = dtype === own ? source.slice() : converted(source, dtype);
    return finish(adopt(deviceOf(options), dtype, array, [source.length]), options, "tensor");
  }
  const shape: number[] = [];
  for (let level: unknown = data; isList(level); level = level[0]) {
    shape.push(level.length);
    if (level.length === 0) break;
  }
  const values: (number | bigint | boolean)[] = [];
  collect(data, shape, 0, values);
  const dtype = options.dtype ?? literalDType(values);
  return finish(
    adopt(deviceOf(options), dtype, converted(values, dtype), shape),
    options,
    "tensor",
  );
}

const isList = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

function collect(
  data: unknown,
  shape: Shape,
  depth: number,
  into: (number | bigint | boolean)[],
): void {
  if (data instanceof Tensor && data.ndim === 0) data = data.item();
  if (depth === shape.length) {
    if (typeof data !== "number" && typeof data !== "bigint" && typeof data !== "boolean")
      throw isList(data)
        ? ragged(shape, depth, data.length)
        : new DTypeError(
            `tensor: a value is no number: got ${data === null ? "null" : typeof data} ${String(data)}; use numbers, bigints or booleans`,
          );
    into.push(data);
    return;
  }
  if (!isList(data) || data.length !== shape[depth])
    throw ragged(shape, depth, isList(data) ? data.length : undefined);
  for (let i = 0; i < data.length; i++) collect(data[i], shape, depth + 1, into);
}

const ragged = (shape: Shape, depth: number, length: number | undefined): ShapeError =>
  new ShapeError(
    `tensor: the nested lists are ragged: expected ${depth < shape.length ? `a list of ${shape[depth]}` : "a number"} at depth ${depth}, got ${length === undefined ? "a number" : `a list of ${length}`}; all lists of a level need the same length`,
    { shape, depth },
  );

function literalDType(values: readonly (number | bigint | boolean)[]): DType {
  if (values.some((value) => typeof value === "number") || values.length === 0)
    return getDefaultDType();
  return values.some((value) => typeof value === "bigint") ? "int64" : "bool";
}

function converted(values: ArrayLike<number | bigint | boolean>, dtype: DType): TypedArray {
  const array = new (arrayOf(dtype))(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    (array as { [i: number]: number | bigint })[i] = convert(
      typeof value === "boolean" ? Number(value) : value,
      dtype,
    );
  }
  return array;
}

/** A tensor over a typed array, which it shares on the cpu. Throws `ShapeError` unless the shape has as many elements. */
export function fromArray(
  data: TypedArray,
  shape: Shape = [data.length],
  options: TensorOptions = {},
): Tensor {
  if (numel(shape) !== data.length)
    throw new ShapeError(
      `fromArray: shape ${shapeText(shape)} has ${numel(shape)} elements: got an array of ${data.length}`,
      { shape, length: data.length },
    );
  const own = dtypeOfArray(data);
  const x = adopt(deviceOf(options), own, data, shape);
  return finish(
    options.dtype && options.dtype !== own ? x.to(options.dtype) : x,
    options,
    "fromArray",
  );
}

/** Splits sizes, given one by one or as a list, from the options behind them. */
export function sizeArguments(
  op: string,
  list: readonly unknown[],
): { shape: Shape; options: TensorOptions } {
  const last = list[list.length - 1];
  const hasOptions = typeof last === "object" && last !== null && !Array.isArray(last);
  const head = hasOptions ? list.slice(0, -1) : list.filter((value) => value !== undefined);
  const shape = (head.length === 1 && Array.isArray(head[0]) ? head[0] : head) as Shape;
  if (!shape.every((size) => Number.isInteger(size) && size >= 0))
    throw new ShapeError(
      `${op}: sizes must be non-negative integers: got [${shape.map(String).join(", ")}]`,
      { shape },
    );
  const options = (hasOptions ? last : {}) as TensorOptions;
  checkedDType(options.dtype, op);
  return { shape, options };
}

/** A tensor of one value on a device; the default device if none is named. */
export function fullOn(
  device: Device | undefined,
  shape: Shape,
  value: number | bigint | boolean,
  dtype: DType,
): Tensor {
  const x = emptyOn(device ?? cpu(), dtype, shape);
  if (value) x.fill_(value);
  return x;
}

const filled =
  (op: string, value: number) =>
  (...list: SizeArguments): Tensor => {
    const { shape, options } = sizeArguments(op, list);
    const dtype = options.dtype ?? getDefaultDType();
    return finish(fullOn(deviceOf(options), shape, value, dtype), options, op);
  };

/** Zeros, as `zeros(2, 3)` or `zeros([2, 3], { dtype })`. Throws `ShapeError` for sizes that are none. */
export const zeros = /* @__PURE__ */ filled("zeros", 0);
export const ones = /* @__PURE__ */ filled("ones", 1);
/** Memory for values to come; zero-filled, since JavaScript has no other. */
export const empty = /* @__PURE__ */ filled("empty", 0);

/** One value everywhere; numbers give the default dtype, bigints int64, booleans bool. */
export function full(
  shape: Shape,
  value: number | bigint | boolean,
  options: TensorOptions = {},
): Tensor {
  checkedDType(options.dtype, "full");
  const dtype = options.dtype ?? literalDType([value]);
  return finish(fullOn(deviceOf(options), shape, value, dtype), options, "full");
}

const like =
  (value: number) =>
  (x: Tensor, options: TensorOptions = {}): Tensor =>
    finish(
      fullOn(options.device ?? x.device, x.shape, value, options.dtype ?? x.dtype),
      options,
      "like",
    );

export const zerosLike = /* @__PURE__ */ like(0);
export const onesLike = /* @__PURE__ */ like(1);
export const emptyLike = /* @__PURE__ */ like(0);
/** One value in the shape and dtype of x. */
export const fullLike = (
  x: Tensor,
  value: number | bigint | boolean,
  options: TensorOptions = {},
): Tensor =>
  finish(
    fullOn(options.device ?? x.device, x.shape, value, options.dtype ?? x.dtype),
    options,
    "fullLike",
  );

/**
 * Values from `start` (0) to before `end` in steps of `step` (1): `arange(end)`, `arange(start, end)`,
 * `arange(start, end, step)`, each with options. Integers give int64. Throws `ValueError` for a step of 0 or away from the end.
 */
export function arange(...list: readonly (number | TensorOptions | undefined)[]): Tensor {
  const last = list[list.length - 1];
  const options: TensorOptions = typeof last === "object" ? last : {};
  const numbers = list.filter((value): value is number => typeof value === "number");
  const [start, end, step = 1] = numbers.length === 1 ? [0, numbers[0]] : numbers;
  if (step === 0 || (end - start) / step < 0 || !Number.isFinite((end - start) / step))
    throw new ValueError(
      `arange: no steps of ${step} lead from ${start} to ${end}; the step must be nonzero and point to the end`,
      { start, end, step },
    );
  const dtype = options.dtype ?? (numbers.every(Number.isInteger) ? "int64" : getDefaultDType());
  checkDType(dtype, "arange");
  const count = Math.ceil((end - start) / step);
  const values = Array.from({ length: count }, (_, i) => start + i * step);
  return finish(
    adopt(deviceOf(options), dtype, converted(values, dtype), [count]),
    options,
    "arange",
  );
}

/** `steps` values from `start` to `end`, both included, evenly spaced. Throws `ValueError` for negative steps. */
export function linspace(
  start: number,
  end: number,
  steps: number,
  options: TensorOptions = {},
): Tensor {
  if (!Number.isInteger(steps) || steps < 0)
    throw new ValueError(`linspace: steps must be a non-negative integer: got ${steps}`, { steps });
  const dtype = options.dtype ?? getDefaultDType();
  checkDType(dtype, "linspace");
  const single = dtype === "float32";
  const hold = single ? Math.fround : Number;
  const step = hold((hold(end) - hold(start)) / (steps - 1));
  // From both ends to the middle, as PyTorch counts, so that the last value is exact.
  const values = Array.from({ length: steps }, (_, i) =>
    steps === 1 ? start : i < steps / 2 ? start + step * i : end - step * (steps - i - 1),
  );
  return finish(
    adopt(deviceOf(options), dtype, converted(values, dtype), [steps]),
    options,
    "linspace",
  );
}

/** The n×m matrix with ones on its diagonal. */
export function eye(n: number, m: number = n, options: TensorOptions = {}): Tensor {
  const { shape } = sizeArguments("eye", [n, m]);
  const dtype = options.dtype ?? getDefaultDType();
  const values = new (arrayOf(dtype))(n * m);
  for (let i = 0; i < Math.min(n, m); i++)
    (values as { [i: number]: number | bigint })[i * m + i] = convert(1, dtype);
  return finish(adopt(deviceOf(options), dtype, values, shape), options, "eye");
}
