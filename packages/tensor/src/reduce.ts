// Functions that fold dimensions.

import { isGradEnabled, Node, type Gradients } from "@flambeau/autograd";
import {
  numel,
  reductionSpec,
  scalarKind,
  tensorKind,
  ValueError,
  wrapDims,
  type BackwardPlan,
  type ReductionRow,
  type ReductionSpec,
  type Shape,
} from "@flambeau/core";
import * as rows from "@flambeau/core/rows";
import { empty } from "./make.ts";
import {
  commonDevice,
  commonShape,
  differentiateRow,
  launchBackward,
  maximum,
  minimum,
  savedBy,
  scalarsOf,
} from "./pointwise.ts";
import { scatterAdd } from "./gather.ts";
import { attach, record, Saved } from "./record.ts";
import { formatNamed } from "./printing/index.ts";
import { Tensor, type ReduceOptions, type TensorOrNumber } from "./tensor.ts";
import { expand, reshape, viewWith } from "./view.ts";

type Dims = number | readonly number[] | null | undefined;

const dimsOf = (dim: Dims, ndim: number, name: string): number[] =>
  dim === null || dim === undefined || (Array.isArray(dim) && dim.length === 0)
    ? Array.from({ length: ndim }, (_, d) => d)
    : wrapDims(typeof dim === "number" ? [dim] : (dim as readonly number[]), ndim, name).filter(
        (d) => d < ndim,
      );

interface FoldOptions extends ReduceOptions {
  readonly params?: readonly number[];
}

/** Folds dimensions of operands that broadcast; gives the row's outputs. */
export function fold(
  row: ReductionRow,
  operands: readonly TensorOrNumber[],
  dim: Dims,
  { keepdim = false, dtype, params = [] }: FoldOptions = {},
): Tensor[] {
  const device = commonDevice(row.name, operands);
  const shape = commonShape(row.name, operands);
  const kinds = operands.map((x) =>
    x instanceof Tensor ? tensorKind(x.dtype, x.ndim) : scalarKind(x),
  );
  const spec = reductionSpec(row, kinds, dtype);
  const dims = dimsOf(dim, shape.length, row.name);
  const kept = shape.map((size, d) => (dims.includes(d) ? 1 : size));
  const count = dims.reduce((product, d) => product * shape[d], 1);
  if (row.nonEmpty && count === 0 && numel(kept) > 0)
    throw new ValueError(
      `${row.name}: nothing to choose from: got shape [${shape.join(", ")}] folded over dims [${dims.join(", ")}]; the folded dimensions must hold an element`,
    );
  const outputs = spec.results.map((result) => empty(device, result, kept));
  const inputs = spec.slots.map((slot) => operands[slot - 1] as Tensor);
  const numbers = scalarsOf(spec.scalars, spec.kernel.params, operands, [...params, count]);
  device.reduce(spec.kernel, shape, dims, outputs, inputs, numbers);
  const dropped = keepdim ? kept : shape.filter((_, d) => !dims.includes(d));
  const results = outputs.map((output) =>
    dropped.length === kept.length ? output : viewWith(output, dropped),
  );
  recordFold(spec, results, outputs, operands, { params, count, shape, kept });
  return results;
}

interface Extent {
  readonly params: readonly number[];
  readonly count: number;
  /** Of the operands together, and with the folded dimensions at 1. */
  readonly shape: Shape;
  readonly kept: Shape;
}

function recordFold(
  spec: ReductionSpec,
  results: readonly Tensor[],
  outputs: readonly Tensor[],
  operands: readonly TensorOrNumber[],
  extent: Extent,
): void {
  if (!isGradEnabled()) return;
  let needs = 0;
  operands.forEach((operand, i) => {
    if (operand instanceof Tensor && operand.requiresGrad) needs |= 1 << i;
  });
  needs &= spec.differentiable;
  if (needs)
    attach(new ReductionNode(spec, needs, results[0], outputs, operands, extent), [results[0]]);
}

class ReductionNode extends Node<Tensor> {
  private readonly spec: ReductionSpec;
  private readonly plan: BackwardPlan;
  private readonly needs: number;
  private readonly saved: Saved;
  private readonly numbers: readonly TensorOrNumber[];
  private readonly extent: Extent;
  private readonly result: Tensor | null;

  constructor(
    spec: ReductionSpec,
    needs: number,
    result: Tensor,
    outputs: readonly Tensor[],
    operands: readonly TensorOrNumber[],
    extent: Extent,
  ) {
    const inputs = operands.map((x, i) => (needs & (1 << i) ? (x as Tensor) : null));
    super(spec.row.gradName, result, inputs);
    this.spec = spec;
    this.needs = needs;
    this.plan = spec.backward(needs);
    this.saved = new Saved(savedBy(this.plan, operands, outputs));
    this.numbers = operands.map((operand) => (operand instanceof Tensor ? 0 : operand));
    this.extent = extent;
    const usesOutput = this.plan.slots.includes(operands.length + 1);
    this.result = usesOutput ? result : null;
  }

  backward([gradient]: Gradients<Tensor>): Gradients<Tensor> {
    const { params, count, shape, kept } = this.extent;
    const saved = this.saved.read(this.name);
    const { row } = this.spec;
    if (isGradEnabled()) {
      const g = reshape(gradient!, kept);
      const place = this.plan.slots.filter((slot) => slot > 0).indexOf(this.numbers.length + 1);
      // The output as the graph knows it, so that its own dependence on the operands is seen.
      const values = saved.map((x, i) => (i === place ? reshape(this.result!, kept) : x));
      return differentiateRow(row, this.plan, this.needs, g, values, this.numbers, params, [
        count,
      ]).map((x) => x && expand(x, shape));
    }
    const g = viewWith(gradient!, kept);
    const all = [...params, count];
    return launchBackward(this.plan, g, shape, saved, this.numbers, all).map((x) =>
      x === g ? expand(g, shape) : x,
    );
  }

  override release(): void {
    super.release();
    this.saved.release();
  }
}

const folding =
  (row: ReductionRow) =>
  (x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor =>
    fold(row, [x], dim, options)[0];

export const sum = /* @__PURE__ */ folding(rows.sum);
export const mean = /* @__PURE__ */ folding(rows.mean);
export const prod = /* @__PURE__ */ folding(rows.prod);
export const amax = /* @__PURE__ */ folding(rows.amax);
export const amin = /* @__PURE__ */ folding(rows.amin);
export const all = /* @__PURE__ */ folding(rows.all);
export const any = /* @__PURE__ */ folding(rows.any);
export const norm = /* @__PURE__ */ folding(rows.norm);
export const logsumexp = /* @__PURE__ */ folding(rows.logsumexp);

/** Extreme values along a dimension and where they are. */
export class ValuesAndIndices {
  readonly values: Tensor;
  readonly indices: Tensor;
  private readonly name: string;
  constructor(name: string, values: Tensor, indices: Tensor) {
    this.name = name;
    this.values = values;
    this.indices = indices;
  }
  toString(): string {
    return formatNamed(this.name, { values: this.values, indices: this.indices });
  }
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }
  *[Symbol.iterator](): Iterator<Tensor> {
    yield this.values;
    yield this.indices;
  }
}

function selected(
  name: "max" | "min",
  row: ReductionRow,
  x: Tensor,
  dim: number,
  keepdim: boolean,
): ValuesAndIndices {
  const [d] = wrapDims([dim], x.ndim, name);
  const [values, indices] = fold(row, [x], dim, { keepdim });
  const { shape } = x;
  const kept = x.ndim === 0 ? shape : shape.map((size, i) => (i === d ? 1 : size));
  record(row.gradName, [values], [x], [indices], ([g], [at]) => [
    x.ndim === 0 ? g! : scatterAdd(shape, reshape(g!, kept), reshape(at, kept), d),
  ]);
  return new ValuesAndIndices(name, values, indices);
}

interface Extreme {
  (x: Tensor, other?: Tensor | null): Tensor;
  (x: Tensor, dim: number, options?: ReduceOptions): ValuesAndIndices;
  (
    x: Tensor,
    dim: number | Tensor | null | undefined,
    options?: ReduceOptions,
  ): Tensor & ValuesAndIndices;
}

const extreme =
  (
    name: "max" | "min",
    whole: ReductionRow,
    along: ReductionRow,
    between: (a: Tensor, b: Tensor) => Tensor,
  ) =>
  (x: Tensor, dim?: number | Tensor | null, { keepdim = false }: ReduceOptions = {}) => {
    if (dim instanceof Tensor) return between(x, dim);
    return dim === undefined || dim === null
      ? renamed(fold(whole, [x], null)[0], name === "max" ? "MaxBackward1" : "MinBackward1")
      : selected(name, along, x, dim, keepdim);
  };

/** The largest element; with `dim` the largest along it and its index; with another tensor the larger of each two. */
export const max = /* @__PURE__ */ extreme(
  "max",
  rows.amax,
  rows.maxWithIndex,
  maximum,
) as unknown as Extreme;

/** The smallest element; with `dim` the smallest along it and its index; with another tensor the smaller of each two. */
export const min = /* @__PURE__ */ extreme(
  "min",
  rows.amin,
  rows.minWithIndex,
  minimum,
) as unknown as Extreme;

function renamed(x: Tensor, name: string): Tensor {
  if (x.node) (x.node as { name: string }).name = name;
  return x;
}

const placeOf =
  (row: ReductionRow) =>
  (x: Tensor, dim?: number | null, { keepdim = false }: ReduceOptions = {}): Tensor => {
    const whole = dim === undefined || dim === null;
    const source = whole ? reshape(x, [-1]) : x;
    const index = fold(row, [source], dim ?? 0, { keepdim: keepdim && !whole })[1];
    return keepdim && whole
      ? reshape(
          index,
          x.shape.map(() => 1),
        )
      : index;
  };

/** Index of the largest element, of the flattened tensor or along `dim`. */
export const argmax = /* @__PURE__ */ placeOf(rows.maxWithIndex);
export const argmin = /* @__PURE__ */ placeOf(rows.minWithIndex);
