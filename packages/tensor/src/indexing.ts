// `x.at(…)` and `x.set([…], value)`: NumPy's indexing with numbers, slices, "...", null, lists and tensors.

import { IndexError, sameShape, shapeText } from "@flambeau/core";
import { broadcastShapes } from "@flambeau/core";
import { tensor } from "./creation.ts";
import { gatherAlong } from "./gather.ts";
import { copyInPlace } from "./in-place.ts";
import { Tensor, type TensorOrNumber } from "./tensor.ts";
import { expand, reshape, select, sliceAlong, unsqueeze } from "./view.ts";

/** Part of a dimension, as Python's `start:stop:step`. */
export class Slice {
  readonly start: number | null;
  readonly stop: number | null;
  readonly step: number;
  constructor(start: number | null, stop: number | null, step: number) {
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
}

/** `slice(1, 5, 2)` is Python's `1:5:2`; null leaves an end open. Throws `IndexError` unless the step is positive. */
export function slice(
  start: number | null = null,
  stop: number | null = null,
  step: number | null = 1,
): Slice {
  if (!((step ?? 1) > 0))
    throw new IndexError(
      `slice: the step must be greater than zero: got ${step}; flip the tensor for a reversed order`,
    );
  return new Slice(start, stop, step ?? 1);
}

/** One index: a position, `":"` for all, a `slice`, `"..."`, null for a new dimension, a list, an index or a mask. */
export type Index = number | ":" | "..." | null | Slice | readonly number[] | Tensor | boolean;

const dimensionsOf = (index: Index): number =>
  index === null || index === "..." || typeof index === "boolean"
    ? 0
    : index instanceof Tensor && index.dtype === "bool"
      ? index.ndim
      : 1;

function sliceBounds({ start, stop, step }: Slice, size: number): [number, number, number] {
  const bound = (value: number): number =>
    Math.min(Math.max(value < 0 ? value + size : value, 0), size);
  const from = start === null ? 0 : bound(start);
  return [from, Math.max(from, stop === null ? size : bound(stop)), step];
}

interface Parsed {
  readonly view: Tensor;
  /** Index tensors by dimension of the view. */
  readonly advanced: readonly (readonly [dim: number, index: Tensor])[];
}

function parse(x: Tensor, indices: readonly Index[], op: string): Parsed {
  const used = indices.reduce<number>((count, index) => count + dimensionsOf(index), 0);
  if (used > x.ndim)
    throw new IndexError(
      `${op}: too many indices: got ${used} for a tensor of ${x.ndim} dimensions of shape ${shapeText(x.shape)}`,
      { used, shape: x.shape },
    );
  if (indices.filter((index) => index === "...").length > 1)
    throw new IndexError(`${op}: "..." may stand once: got it twice`);
  const full = indices.includes("...") ? indices : [...indices, "..." as const];
  const advanced: [number, Tensor][] = [];
  let view = x;
  let dim = 0;
  for (const index of full) {
    if (index === "...") dim += x.ndim - used;
    else if (index === ":") dim++;
    else if (index === null) view = unsqueeze(view, dim++);
    else if (typeof index === "number") view = select(view, dim, index);
    else if (index instanceof Slice) {
      view = sliceAlong(view, dim, ...sliceBounds(index, view.shape[dim]));
      dim++;
    } else for (const one of indexTensors(index, view, dim, op)) advanced.push([dim++, one]);
  }
  return { view, advanced };
}

/** An index as int64 tensors, one for each dimension that it takes; a mask gives the places where it is set. */
function indexTensors(
  index: readonly number[] | Tensor | boolean,
  x: Tensor,
  dim: number,
  op: string,
): Tensor[] {
  if (typeof index === "boolean")
    throw new IndexError(`${op}: a boolean is no index: got ${index}; use null and a mask`);
  const given =
    index instanceof Tensor
      ? index
      : tensor(
          index.map((i) => BigInt(i)),
          { dtype: "int64" },
        );
  if (given.dtype !== "bool") return [checked(given, x.shape[dim], dim, op)];
  const covered = x.shape.slice(dim, dim + given.ndim);
  if (!sameShape(given.shape, covered))
    throw new IndexError(
      `${op}: the mask does not fit: it is ${shapeText(given.shape)}, the dimensions are ${shapeText(covered)}`,
    );
  const chosen = given.detach().toTypedArray();
  const places: bigint[][] = given.shape.map(() => []);
  for (let flat = 0; flat < chosen.length; flat++) {
    if (!chosen[flat]) continue;
    let rest = flat;
    for (let d = given.ndim - 1; d >= 0; d--) {
      places[d].push(BigInt(rest % given.shape[d]));
      rest = Math.floor(rest / given.shape[d]);
    }
  }
  return places.map((list) => tensor(list, { dtype: "int64" }));
}

/** Wrapped to the front. Throws `IndexError` for floats and out of range. */
function checked(index: Tensor, size: number, dim: number, op: string): Tensor {
  if (index.dtype === "float32" || index.dtype === "float64")
    throw new IndexError(
      `${op}: an index tensor holds integers or bool: got ${index.dtype}; use .long()`,
    );
  const values = index.detach().toTypedArray();
  const wrapped = new BigInt64Array(values.length);
  values.forEach((value, i) => {
    const position = Number(value);
    if (position < -size || position >= size)
      throw new IndexError(
        `${op}: index ${position} is out of bounds for dimension ${dim} with size ${size}`,
        { position, size },
      );
    wrapped[i] = BigInt(position < 0 ? position + size : position);
  });
  return tensor(wrapped).reshape(index.shape);
}

interface Flattened {
  /** The view with the indexed dimensions in one, in front. */
  readonly rows: Tensor;
  readonly index: Tensor;
  readonly indexShape: readonly number[];
  readonly rest: readonly number[];
  /** Dimension of the result where the index shape stands. */
  readonly at: number;
}

function flattened({ view, advanced }: Parsed): Flattened {
  const dims = advanced.map(([dim]) => dim);
  const others = view.shape.map((_, d) => d).filter((d) => !dims.includes(d));
  const indexShape = advanced
    .map(([, index]) => index.shape)
    .reduce((a, b) => broadcastShapes(a, b, "at"));
  const sizes = dims.map((d) => view.shape[d]);
  let flat: Tensor | undefined;
  advanced.forEach(([, index], k) => {
    const wide = expand(index, indexShape);
    flat = flat ? flat.mul(sizes[k]).add(wide) : wide;
  });
  const rest = others.map((d) => view.shape[d]);
  const rows = reshape(view.permute([...dims, ...others]), [
    sizes.reduce((a, b) => a * b, 1),
    ...rest,
  ]);
  const adjacent = dims.every((d, k) => k === 0 || d === dims[k - 1] + 1);
  return { rows, index: reshape(flat!, [-1]), indexShape, rest, at: adjacent ? dims[0] : 0 };
}

const spread = (index: Tensor, rest: readonly number[]): Tensor =>
  expand(reshape(index, [index.numel(), ...rest.map(() => 1)]), [index.numel(), ...rest]);

/** Where the index shape goes, if not in front. */
function order(flat: Flattened): number[] {
  const [n, m] = [flat.indexShape.length, flat.rest.length];
  const front = Array.from({ length: n }, (_, i) => i);
  const rest = Array.from({ length: m }, (_, i) => n + i);
  return [...rest.slice(0, flat.at), ...front, ...rest.slice(flat.at)];
}

/** The indexed part: a view for numbers and slices, a copy for lists, index tensors and masks. */
export function at(x: Tensor, indices: readonly Index[]): Tensor {
  const parsed = parse(x, indices, "at");
  if (parsed.advanced.length === 0) return parsed.view;
  const flat = flattened(parsed);
  const picked = gatherAlong(flat.rows, 0, spread(flat.index, flat.rest));
  const shaped = reshape(picked, [...flat.indexShape, ...flat.rest]);
  return flat.at === 0 ? shaped : shaped.permute(order(flat));
}

/** Writes a value, broadcast and cast, into the indexed part. */
export function set(x: Tensor, indices: readonly Index[], value: TensorOrNumber): void {
  const parsed = parse(x, indices, "set");
  const source = value instanceof Tensor ? value : tensor(value, { dtype: x.dtype });
  if (parsed.advanced.length === 0) {
    copyInPlace("set", parsed.view, source);
    return;
  }
  const { view, advanced } = parsed;
  const flat = flattened(parsed);
  const shape = [...flat.indexShape, ...flat.rest];
  const target = order(flat).map((d) => shape[d]);
  const back = order(flat).map((_, d) => order(flat).indexOf(d));
  const wide = expand(source.to(x.dtype), target).permute(back);
  const rows = reshape(wide, [flat.index.numel(), ...flat.rest]);
  const dims = advanced.map(([dim]) => dim);
  const changed = flat.rows.clone();
  changed.device.scatter(changed, rows.detach(), spread(flat.index, flat.rest), 0, "assign");
  const others = view.shape.map((_, d) => d).filter((d) => !dims.includes(d));
  const layout = [...dims, ...others];
  const whole = reshape(
    changed,
    layout.map((d) => view.shape[d]),
  ).permute(layout.map((_, d) => layout.indexOf(d)));
  copyInPlace("set", view, whole);
}
