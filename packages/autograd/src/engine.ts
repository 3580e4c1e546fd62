// Backward: gradients flow from outputs to inputs, latest node first.

import { GradError } from "@flambeau/core";
import { withGradMode } from "./grad-mode.ts";
import { AccumulateGrad, nodeOf, type Differentiable, type Node, type ValueOps } from "./node.ts";

export interface BackwardOptions {
  /** Keep what was saved, for another backward; `createGraph` unless given. */
  readonly retainGraph?: boolean | undefined;
  /** Record backward itself, so that its result can be differentiated. */
  readonly createGraph?: boolean | undefined;
}

/** Gradients that have arrived at a node's outputs; `fresh[i]` if nothing else holds the memory of one. */
interface Arrived<V> {
  readonly values: (V | undefined)[];
  readonly fresh: boolean[];
}

/** Nodes waiting for their turn, the latest on top. */
class Queue<V> {
  private readonly heap: Node<V>[] = [];

  push(node: Node<V>): void {
    const { heap } = this;
    let at = heap.push(node) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (order(heap[parent]) >= order(node)) break;
      heap[at] = heap[parent];
      at = parent;
    }
    heap[at] = node;
  }

  pop(): Node<V> | undefined {
    const { heap } = this;
    const top = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return top;
    let at = 0;
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && order(heap[child + 1]) > order(heap[child])) child++;
      if (order(heap[child]) <= order(last)) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = last;
    return top;
  }
}

/** Leaves come last: whatever uses them has run by then. */
const order = <V>(node: Node<V>): number => (node instanceof AccumulateGrad ? -1 : node.sequence);

type Value<V> = V & Differentiable<V>;

/**
 * Runs backward from `outputs`. With `wanted`, returns the gradients of those values and leaves `grad` alone;
 * otherwise adds into the `grad` of every leaf. Throws `GradError` where a graph was freed or is missing.
 */
export function runBackward<V extends object>(
  ops: ValueOps<V>,
  outputs: readonly Value<V>[],
  gradients: readonly V[],
  options: BackwardOptions,
  wanted?: readonly Value<V>[],
): (V | undefined)[] {
  const createGraph = options.createGraph ?? false;
  const retain = options.retainGraph ?? createGraph;
  const arrived = new Map<Node<V>, Arrived<V>>();
  const queue = new Queue<V>();
  const found = new Map<Node<V>, (V | undefined)[]>();
  for (const value of wanted ?? []) if (value.requiresGrad) found.set(nodeOf<V>(value), []);

  function deliver(node: Node<V>, index: number, gradient: V, fresh: boolean): void {
    let place = arrived.get(node);
    if (place === undefined) {
      arrived.set(node, (place = { values: [], fresh: [] }));
      queue.push(node);
    }
    const value = ops.conform(gradient, node.output(index));
    const before = place.values[index];
    place.values[index] = before === undefined ? value : ops.add(before, value);
    place.fresh[index] = before !== undefined || fresh || value !== gradient;
  }

  function visit(node: Node<V>): void {
    const { values, fresh } = arrived.get(node)!;
    runHooks(node, values, fresh);
    const captured = found.get(node);
    if (captured) captured.push(...values);
    if (node instanceof AccumulateGrad) {
      if (!wanted) accumulate(ops, node.leaf as Value<V>, values[0]!, fresh[0], createGraph);
      return;
    }
    if (node.released)
      throw new GradError(
        `backward: the saved values of ${node.name} were freed by an earlier backward; pass { retainGraph: true } to the first one to go through the graph twice`,
      );
    const results = node.backward(values);
    for (let i = 0; i < node.next.length; i++) {
      const next = node.next[i];
      const gradient = results[i];
      if (next === null || gradient === null || gradient === undefined) continue;
      deliver(next, node.nextIndex[i], gradient, isFresh(ops, results, i, values));
    }
    if (!retain) node.release();
  }

  withGradMode(createGraph, () => {
    outputs.forEach((output, i) =>
      deliver(nodeOf<V>(output), output.outputIndex, gradients[i], false),
    );
    for (let node = queue.pop(); node; node = queue.pop()) visit(node);
  });
  return (wanted ?? []).map((value) => found.get(nodeOf<V>(value))?.[value.outputIndex]);
}

function runHooks<V>(node: Node<V>, values: (V | undefined)[], fresh: boolean[]): void {
  node.hooks?.forEach((hooks, index) => {
    for (const hook of hooks) {
      const value = values[index];
      if (value === undefined) continue;
      values[index] = hook(value) ?? value;
      fresh[index] = false;
    }
  });
}

/** Whether a gradient's memory belongs to it alone: not passed on from g, nor handed to two inputs. */
function isFresh<V>(
  ops: ValueOps<V>,
  results: readonly (V | null | undefined)[],
  index: number,
  incoming: readonly (V | undefined)[],
): boolean {
  const gradient = results[index]!;
  for (const value of incoming) if (value && ops.sharesMemory(gradient, value)) return false;
  for (let i = 0; i < results.length; i++) {
    const other = results[i];
    if (i !== index && other && ops.sharesMemory(gradient, other)) return false;
  }
  return true;
}

function accumulate<V extends object>(
  ops: ValueOps<V>,
  leaf: Value<V>,
  gradient: V,
  fresh: boolean,
  createGraph: boolean,
): void {
  if (leaf.grad === null) leaf.grad = createGraph ? gradient : ops.own(gradient, fresh);
  else if (createGraph) leaf.grad = ops.add(leaf.grad, gradient);
  else ops.addInPlace(leaf.grad, gradient);
}
