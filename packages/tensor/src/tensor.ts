// The Tensor class: a strided window onto a storage, what autograd keeps on it, and its common methods.

import type { Differentiable, Hook, Node } from "@flambeau/autograd";
import {
  type Backend,
  type DType,
  isContiguous,
  numel,
  type Operand,
  type Shape,
  type Storage,
  type TypedArray,
} from "@flambeau/core";
import * as rows from "@flambeau/core/rows";
import * as backward from "./backward.ts";
import * as convert from "./convert.ts";
import * as draws from "./distributions.ts";
import { copyInPlace, fillInPlace, updateInPlace, zeroInPlace } from "./in-place.ts";
import { at, set, type Index } from "./indexing.ts";
import * as linear from "./matmul.ts";
import * as pointwise from "./pointwise.ts";
import * as inPlaceRandom from "./random.ts";
import * as reduce from "./reduce.ts";
import { softmax, logSoftmax } from "./softmax.ts";
import { tensorText } from "./text.ts";
import * as view from "./view.ts";

/** What stands where an operand may be a tensor or a number. */
export type TensorOrNumber = Tensor | number | bigint | boolean;

/** A device: `cpu`, or what `wasm()` and `webgpu()` return. */
export type Device = Backend;

/** Dimensions of a reduction and whether they stay with size 1. */
export interface ReduceOptions {
  readonly keepdim?: boolean;
  readonly dtype?: DType;
}

/** A multi-dimensional array of one dtype on one device, differentiable. */
export class Tensor implements Operand, Differentiable<Tensor> {
  readonly storage: Storage;
  readonly dtype: DType;
  readonly shape: Shape;
  readonly strides: readonly number[];
  readonly offset: number;
  readonly contiguous: boolean;
  requiresGrad = false;
  /** The node that produced this tensor; null on leaves. */
  node: Node<Tensor> | null = null;
  outputIndex = 0;
  grad: Tensor | null = null;
  accumulator: Node<Tensor> | null = null;
  /** The tensor that this is a view of. */
  viewOf: Tensor | null = null;
  /** Whether it prints as a parameter of a module. */
  isParameter = false;

  constructor(
    storage: Storage,
    dtype: DType,
    shape: Shape,
    strides: readonly number[],
    offset = 0,
    contiguous = isContiguous(shape, strides),
  ) {
    this.storage = storage;
    this.dtype = dtype;
    this.shape = shape;
    this.strides = strides;
    this.offset = offset;
    this.contiguous = contiguous;
  }

  get device(): Device {
    return this.storage.backend;
  }
  get ndim(): number {
    return this.shape.length;
  }
  /** Number of elements. */
  numel(): number {
    return numel(this.shape);
  }
  size(): Shape;
  size(dim: number): number;
  size(dim?: number): Shape | number {
    return dim === undefined ? this.shape : this.shape[view.dimOf(this, dim, "size")];
  }
  get isLeaf(): boolean {
    return this.node === null;
  }
  /** The text of the node that produced this tensor, as PyTorch names it; null on leaves. */
  get gradFn(): string | null {
    return this.node?.name ?? null;
  }
  isContiguous(): boolean {
    return this.contiguous;
  }

  add(other: TensorOrNumber, options?: { alpha?: number }): Tensor {
    return pointwise.add(this, other, options);
  }
  sub(other: TensorOrNumber, options?: { alpha?: number }): Tensor {
    return pointwise.sub(this, other, options);
  }
  mul(other: TensorOrNumber): Tensor {
    return pointwise.mul(this, other);
  }
  div(other: TensorOrNumber): Tensor {
    return pointwise.div(this, other);
  }
  pow(exponent: TensorOrNumber): Tensor {
    return pointwise.pow(this, exponent);
  }
  remainder(other: TensorOrNumber): Tensor {
    return pointwise.remainder(this, other);
  }
  maximum(other: Tensor): Tensor {
    return pointwise.maximum(this, other);
  }
  minimum(other: Tensor): Tensor {
    return pointwise.minimum(this, other);
  }
  clamp(limits: pointwise.ClampLimits): Tensor {
    return pointwise.clamp(this, limits);
  }
  neg(): Tensor {
    return pointwise.neg(this);
  }
  abs(): Tensor {
    return pointwise.abs(this);
  }
  square(): Tensor {
    return pointwise.square(this);
  }
  sqrt(): Tensor {
    return pointwise.sqrt(this);
  }
  exp(): Tensor {
    return pointwise.exp(this);
  }
  log(): Tensor {
    return pointwise.log(this);
  }
  sin(): Tensor {
    return pointwise.sin(this);
  }
  cos(): Tensor {
    return pointwise.cos(this);
  }
  tanh(): Tensor {
    return pointwise.tanh(this);
  }
  sigmoid(): Tensor {
    return pointwise.sigmoid(this);
  }
  relu(): Tensor {
    return pointwise.relu(this);
  }
  round(): Tensor {
    return pointwise.round(this);
  }
  floor(): Tensor {
    return pointwise.floor(this);
  }
  eq(other: TensorOrNumber): Tensor {
    return pointwise.eq(this, other);
  }
  ne(other: TensorOrNumber): Tensor {
    return pointwise.ne(this, other);
  }
  lt(other: TensorOrNumber): Tensor {
    return pointwise.lt(this, other);
  }
  le(other: TensorOrNumber): Tensor {
    return pointwise.le(this, other);
  }
  gt(other: TensorOrNumber): Tensor {
    return pointwise.gt(this, other);
  }
  ge(other: TensorOrNumber): Tensor {
    return pointwise.ge(this, other);
  }
  logicalNot(): Tensor {
    return pointwise.logicalNot(this);
  }

  sum(dim?: number | readonly number[] | null, options?: ReduceOptions): Tensor {
    return reduce.sum(this, dim, options);
  }
  mean(dim?: number | readonly number[] | null, options?: ReduceOptions): Tensor {
    return reduce.mean(this, dim, options);
  }
  prod(dim?: number | null, options?: ReduceOptions): Tensor {
    return reduce.prod(this, dim, options);
  }
  amax(dim?: number | readonly number[] | null, options?: ReduceOptions): Tensor {
    return reduce.amax(this, dim, options);
  }
  amin(dim?: number | readonly number[] | null, options?: ReduceOptions): Tensor {
    return reduce.amin(this, dim, options);
  }
  max(other?: Tensor): Tensor;
  max(dim: number, options?: ReduceOptions): reduce.ValuesAndIndices;
  max(dim?: number | Tensor, options?: ReduceOptions): Tensor | reduce.ValuesAndIndices {
    return reduce.max(this, dim, options);
  }
  min(other?: Tensor): Tensor;
  min(dim: number, options?: ReduceOptions): reduce.ValuesAndIndices;
  min(dim?: number | Tensor, options?: ReduceOptions): Tensor | reduce.ValuesAndIndices {
    return reduce.min(this, dim, options);
  }
  argmax(dim?: number | null, options?: ReduceOptions): Tensor {
    return reduce.argmax(this, dim, options);
  }
  argmin(dim?: number | null, options?: ReduceOptions): Tensor {
    return reduce.argmin(this, dim, options);
  }
  all(dim?: number | null, options?: ReduceOptions): Tensor {
    return reduce.all(this, dim, options);
  }
  any(dim?: number | null, options?: ReduceOptions): Tensor {
    return reduce.any(this, dim, options);
  }
  norm(dim?: number | readonly number[] | null, options?: ReduceOptions): Tensor {
    return reduce.norm(this, dim, options);
  }
  logsumexp(dim: number | readonly number[], options?: ReduceOptions): Tensor {
    return reduce.logsumexp(this, dim, options);
  }
  softmax(dim: number): Tensor {
    return softmax(this, dim);
  }
  logSoftmax(dim: number): Tensor {
    return logSoftmax(this, dim);
  }

  matmul(other: Tensor): Tensor {
    return linear.matmul(this, other);
  }
  mm(other: Tensor): Tensor {
    return linear.mm(this, other);
  }

  reshape(...shape: number[] | [Shape]): Tensor {
    return view.reshape(this, view.sizes(shape));
  }
  view(...shape: number[] | [Shape]): Tensor {
    return view.viewAs(this, view.sizes(shape));
  }
  flatten(startDim = 0, endDim = -1): Tensor {
    return view.flatten(this, startDim, endDim);
  }
  transpose(dim0: number, dim1: number): Tensor {
    return view.transpose(this, dim0, dim1);
  }
  t(): Tensor {
    return view.t(this);
  }
  permute(...dims: number[] | [readonly number[]]): Tensor {
    return view.permute(this, view.sizes(dims));
  }
  squeeze(dim?: number): Tensor {
    return view.squeeze(this, dim);
  }
  unsqueeze(dim: number): Tensor {
    return view.unsqueeze(this, dim);
  }
  expand(...shape: number[] | [Shape]): Tensor {
    return view.expand(this, view.sizes(shape));
  }
  select(dim: number, index: number): Tensor {
    return view.select(this, dim, index);
  }
  narrow(dim: number, start: number, length: number): Tensor {
    return view.narrow(this, dim, start, length);
  }
  unbind(dim = 0): Tensor[] {
    return view.unbind(this, dim);
  }
  at(...index: Index[]): Tensor {
    return at(this, index);
  }
  set(index: readonly Index[], value: TensorOrNumber): this {
    set(this, index, value);
    return this;
  }

  clone(): Tensor {
    return convert.clone(this);
  }
  makeContiguous(): Tensor {
    return convert.contiguous(this);
  }
  to(target: DType | Device): Tensor {
    return convert.to(this, target);
  }
  float(): Tensor {
    return convert.to(this, "float32");
  }
  double(): Tensor {
    return convert.to(this, "float64");
  }
  long(): Tensor {
    return convert.to(this, "int64");
  }
  int(): Tensor {
    return convert.to(this, "int32");
  }
  bool(): Tensor {
    return convert.to(this, "bool");
  }
  byte(): Tensor {
    return convert.to(this, "uint8");
  }
  /** A copy on the cpu device, once everything before it has run; the one asynchronous verb. */
  cpu(): Promise<Tensor> {
    return convert.cpu(this);
  }
  /** The one element as a number or boolean. Throws `ValueError` if there are more, or an int64 beyond ±2⁵³. */
  item(): number | boolean {
    return convert.item(this);
  }
  /** Nested arrays of numbers or booleans. */
  tolist(): convert.Nested {
    return convert.tolist(this);
  }
  /** The elements, row-major, sharing memory where they lie so on the cpu. Throws `GradError` if a gradient is required. */
  toTypedArray(): TypedArray {
    return convert.toTypedArray(this);
  }
  [Symbol.iterator](): Iterator<Tensor> {
    return view.unbind(this, 0)[Symbol.iterator]();
  }

  backward(gradient?: Tensor, options: backward.BackwardOptions = {}): void {
    backward.backward(this, gradient, options);
  }
  detach(): Tensor {
    return backward.detach(this);
  }
  requiresGrad_(requiresGrad = true): this {
    backward.setRequiresGrad(this, requiresGrad);
    return this;
  }
  /** Keeps the gradient of a tensor that is no leaf in its `grad`. */
  retainGrad(): void {
    backward.retainGrad(this);
  }
  /** Runs on the gradient of this tensor, and may replace it. */
  registerHook(hook: Hook<Tensor>): { remove(): void } {
    return backward.registerHook(this, hook);
  }

  add_(other: TensorOrNumber, options?: { alpha?: number }): this {
    return updateInPlace("add_", this, pointwise.addRow(options), other, options?.alpha);
  }
  sub_(other: TensorOrNumber, options?: { alpha?: number }): this {
    return updateInPlace("sub_", this, pointwise.subRow(options), other, options?.alpha);
  }
  mul_(other: TensorOrNumber): this {
    return updateInPlace("mul_", this, rows.mul, other);
  }
  div_(other: TensorOrNumber): this {
    return updateInPlace("div_", this, rows.div, other);
  }
  pow_(exponent: TensorOrNumber): this {
    return updateInPlace("pow_", this, rows.pow, exponent);
  }
  copy_(source: Tensor): this {
    return copyInPlace("copy_", this, source);
  }
  fill_(value: number | bigint | boolean): this {
    return fillInPlace(this, value);
  }
  zero_(): this {
    return zeroInPlace(this);
  }
  uniform_(low = 0, high = 1): this {
    inPlaceRandom.uniformInPlace(this, low, high);
    return this;
  }
  normal_(mean = 0, std = 1): this {
    inPlaceRandom.normalInPlace(this, mean, std);
    return this;
  }

  bernoulli_(p = 0.5): this {
    draws.bernoulliInPlace(this, p);
    return this;
  }
  exponential_(rate = 1): this {
    draws.exponentialInPlace(this, rate);
    return this;
  }
  geometric_(p: number): this {
    draws.geometricInPlace(this, p);
    return this;
  }
  cauchy_(median = 0, scale = 1): this {
    draws.cauchyInPlace(this, median, scale);
    return this;
  }
  logNormal_(mean = 1, std = 2): this {
    draws.logNormalInPlace(this, mean, std);
    return this;
  }
  random_(from?: number | bigint | null, to?: number | bigint | null): this {
    draws.randomInPlace(this, from, to);
    return this;
  }

  toString(): string {
    return tensorText(this);
  }
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return tensorText(this);
  }
  /** Arithmetic operators of JavaScript cannot be overloaded; says which method to call. */
  [Symbol.toPrimitive](hint: string): string {
    if (hint === "string") return tensorText(this);
    return backward.refuseOperator();
  }
}
