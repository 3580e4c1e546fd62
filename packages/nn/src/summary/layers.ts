// The layers that a summary lists: found by walking a model, or by watching it run.

import { noGrad, rand, stack, Tensor } from "@flambeau/tensor";
import type { HookHandle } from "../hooks.ts";
import { ownParameters } from "../members.ts";
import { className } from "../module-text.ts";
import type { Module } from "../module.ts";

/** One line of a summary. */
export interface LayerInfo {
  readonly module: Module;
  readonly depth: number;
  /** `Linear: 1-1`: the class, the depth, and the count at that depth. */
  readonly name: string;
  readonly leaf: boolean;
  /** The module was listed before. */
  readonly recursive: boolean;
  /** Scalars in all parameters of the module and those below. */
  readonly parameters: number;
  /** Whether all of them are trained. */
  readonly trainable: boolean;
  /** Undefined where the model did not run, or the module gave no tensor. */
  outputShape?: readonly number[];
}

/** Number of scalars in tensors. */
export const count = (tensors: readonly Tensor[]): number =>
  tensors.reduce((total, tensor) => total + tensor.numel(), 0);

/** Adds lines and counts them per depth. */
class Listing {
  readonly layers: LayerInfo[] = [];
  private readonly counts: number[] = [];
  private readonly seen = new Set<Module>();

  add(module: Module, depth: number): LayerInfo {
    this.counts[depth] = (this.counts[depth] ?? 0) + 1;
    const parameters = module.parameters();
    const info: LayerInfo = {
      module,
      depth,
      name: `${className(module)}: ${depth}-${this.counts[depth]}`,
      leaf: module.children().length === 0,
      recursive: this.seen.has(module) && parameters.length > 0,
      parameters: count(parameters),
      trainable: parameters.every((parameter) => parameter.requiresGrad),
    };
    this.seen.add(module);
    this.layers.push(info);
    return info;
  }
  has(module: Module): boolean {
    return this.seen.has(module);
  }
}

/** The layers in order of registration. */
export function registeredLayers(model: Module): LayerInfo[] {
  const listing = new Listing();
  const walk = (module: Module, depth: number): void => {
    listing.add(module, depth);
    for (const child of module.children()) walk(child, depth + 1);
  };
  const children = model.children();
  if (children.length) for (const child of children) walk(child, 1);
  else walk(model, 0);
  return listing.layers;
}

/** The layers in order of execution, on two rows of random numbers of each of `sizes`, in evaluation mode. */
export function executedLayers(model: Module, sizes: readonly (readonly number[])[]): LayerInfo[] {
  const listing = new Listing();
  const handles: HookHandle[] = [];
  const places = placesBelow(model);
  const list = (module: Module): LayerInfo => {
    const { depth, parent } = places.get(module)!;
    // A list of modules is never called itself; it stands before the first of its modules that is.
    if (parent && parent !== model && !listing.has(parent)) list(parent);
    return listing.add(module, depth);
  };
  const running: LayerInfo[] = [];
  for (const module of places.keys()) {
    handles.push(
      module.registerForwardPreHook((called) => void running.push(list(called))),
      module.registerForwardHook((_module, _inputs, output) => {
        running.pop()!.outputShape = shapeOf(output);
      }),
    );
  }
  const modes = model.modules().map((module) => [module, module.training] as const);
  try {
    model.eval();
    noGrad(() => model(...sizes.map((size) => batchOfTwo(model, size))));
  } finally {
    for (const [module, training] of modes) module.training = training;
    for (const handle of handles) handle.remove();
  }
  return listing.layers;
}

interface Place {
  readonly depth: number;
  readonly parent: Module | null;
}

/** Depth and parent of each module where it is found first; the model itself only if it has no children. */
function placesBelow(model: Module): Map<Module, Place> {
  const places = new Map<Module, Place>();
  const walk = (module: Module, depth: number, parent: Module | null): void => {
    if (places.has(module)) return;
    places.set(module, { depth, parent });
    for (const child of module.children()) walk(child, depth + 1, module);
  };
  walk(model, 0, null);
  if (places.size > 1) places.delete(model);
  return places;
}

function batchOfTwo(model: Module, size: readonly number[]): Tensor {
  const row = rand(size);
  const batch = stack([row, row]);
  const first = model.parameters()[0];
  return first ? batch.to(first.dtype).to(first.device) : batch;
}

function shapeOf(output: unknown): readonly number[] | undefined {
  const first: unknown = Array.isArray(output) ? output[0] : output;
  return first instanceof Tensor ? first.shape : undefined;
}

/** Multiplications with weights, biases left out, for one row of the input. */
export function multiplyAdds({ module, outputShape = [] }: LayerInfo): number {
  const weight = ownParameters(module).find(([name]) => name === "weight")?.[1];
  if (!weight) return 0;
  // A convolution's weight [out, in, ...kernel] meets every place of its output.
  const places = weight.ndim > 2 ? outputShape.slice(2) : [];
  return places.reduce((product, size) => product * size, weight.numel());
}
