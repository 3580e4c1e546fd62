// The graph: nodes that hang on their outputs and point to the nodes of their inputs.

import type { DType, Shape } from "@flambeau/core";

/** Shape and dtype that a gradient must have. */
export interface Meta {
  readonly shape: Shape;
  readonly dtype: DType;
}

/** What autograd keeps on a value. */
export interface Differentiable<V> extends Meta {
  requiresGrad: boolean;
  node: Node<V> | null;
  outputIndex: number;
  grad: V | null;
  /** The node that fills a leaf's `grad`, made when first needed. */
  accumulator: Node<V> | null;
}

/** What autograd asks of the value type. */
export interface ValueOps<V> {
  add(a: V, b: V): V;
  /** Summed to the shape and cast to the dtype, or the value itself where both fit. */
  conform(value: V, meta: Meta): V;
  /** Ones of a value's shape and dtype. */
  onesLike(value: V): V;
  /** A value that may be kept and written to: itself if nothing else can hold its memory, else a copy. */
  own(value: V, fresh: boolean): V;
  addInPlace(target: V, value: V): void;
  sharesMemory(a: V, b: V): boolean;
}

export type Gradients<V> = readonly (V | null | undefined)[];
export type Hook<V> = (gradient: V) => V | void;

let created = 0;

/** One recorded operation. */
export abstract class Node<V> implements Meta {
  /** Later nodes have larger numbers, so that backward meets every consumer before its producer. */
  readonly sequence: number = ++created;
  readonly name: string;
  readonly shape: Shape;
  readonly dtype: DType;
  /** Nodes of the inputs that need a gradient; null for the others. */
  readonly next: readonly (Node<V> | null)[];
  /** Which output of `next[i]` the input is. */
  readonly nextIndex: readonly number[];
  /** Hooks on the gradients of the outputs, by output. */
  hooks: Hook<V>[][] | null = null;
  released = false;

  constructor(name: string, meta: Meta, inputs: readonly (Differentiable<V> | null)[]) {
    this.name = name;
    this.shape = meta.shape;
    this.dtype = meta.dtype;
    const next = new Array<Node<V> | null>(inputs.length);
    const nextIndex = new Array<number>(inputs.length);
    for (let i = 0; i < inputs.length; i++) {
      const input = inputs[i];
      next[i] = input === null || !input.requiresGrad ? null : nodeOf(input);
      nextIndex[i] = input === null ? 0 : input.outputIndex;
    }
    this.next = next;
    this.nextIndex = nextIndex;
  }

  /** Shape and dtype of one output. */
  output(_index: number): Meta {
    return this;
  }

  /** Gradients of the inputs from those of the outputs; a missing one stays undefined. */
  abstract backward(gradients: Gradients<V>): Gradients<V>;

  /** Drops what was saved for backward. */
  release(): void {
    this.released = true;
  }
}

/** Sums what arrives into the `grad` of a leaf. */
export class AccumulateGrad<V> extends Node<V> {
  readonly leaf: Differentiable<V>;
  constructor(leaf: Differentiable<V>) {
    super("AccumulateGrad", leaf, []);
    this.leaf = leaf;
  }
  backward(): Gradients<V> {
    return [];
  }
  override release(): void {}
}

/** The node that receives a value's gradient. */
export function nodeOf<V>(value: Differentiable<V>): Node<V> {
  return value.node ?? (value.accumulator ??= new AccumulateGrad(value));
}
