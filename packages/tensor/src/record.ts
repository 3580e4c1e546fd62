// Nodes of operations whose gradient is written over tensors.

import { isGradEnabled, Node, type Gradients } from "@flambeau/autograd";
import { GradError } from "@flambeau/core";
import type { Tensor } from "./tensor.ts";

/** Tensors kept for backward, with the versions they had. */
export class Saved {
  private tensors: readonly Tensor[] | null;
  private readonly versions: readonly number[];

  constructor(tensors: readonly Tensor[]) {
    this.tensors = tensors;
    this.versions = tensors.map((tensor) => tensor.storage.version);
  }

  /** The tensors. Throws `GradError` if one was modified since. */
  read(node: string): readonly Tensor[] {
    const tensors = this.tensors!;
    for (let i = 0; i < tensors.length; i++)
      if (tensors[i].storage.version !== this.versions[i])
        throw new GradError(
          `${node}: one of the variables needed for gradient computation has been modified by an inplace operation: a ${tensors[i].dtype} tensor of shape [${tensors[i].shape.join(", ")}] is at version ${tensors[i].storage.version}, expected ${this.versions[i]}; clone it before the in-place operation`,
        );
    return tensors;
  }

  release(): void {
    this.tensors = null;
  }
}

type BackwardFunction = (
  gradients: readonly (Tensor | undefined)[],
  saved: readonly Tensor[],
) => Gradients<Tensor>;

class FunctionNode extends Node<Tensor> {
  private readonly saved: Saved;
  private readonly run: BackwardFunction;
  private readonly outputs: readonly Tensor["shape"][] | null;

  constructor(
    name: string,
    outputs: readonly Tensor[],
    inputs: readonly Tensor[],
    saved: readonly Tensor[],
    run: BackwardFunction,
  ) {
    super(name, outputs[0], inputs);
    this.saved = new Saved(saved);
    this.run = run;
    this.outputs = outputs.length > 1 ? outputs.map((output) => output.shape) : null;
  }

  override output(index: number): { shape: Tensor["shape"]; dtype: Tensor["dtype"] } {
    return this.outputs ? { shape: this.outputs[index], dtype: this.dtype } : this;
  }

  backward(gradients: Gradients<Tensor>): Gradients<Tensor> {
    return this.run(gradients as (Tensor | undefined)[], this.saved.read(this.name));
  }

  override release(): void {
    super.release();
    this.saved.release();
  }
}

/** Whether an operation on these is to be recorded. */
export function needsGrad(inputs: readonly Tensor[]): boolean {
  if (!isGradEnabled()) return false;
  for (let i = 0; i < inputs.length; i++) if (inputs[i].requiresGrad) return true;
  return false;
}

/** Hangs a node onto outputs. */
export function attach(node: Node<Tensor>, outputs: readonly Tensor[]): void {
  for (let i = 0; i < outputs.length; i++) {
    outputs[i].node = node;
    outputs[i].outputIndex = i;
    outputs[i].requiresGrad = true;
  }
}

/**
 * Records an operation if one of its inputs needs a gradient: `run` gives the inputs' gradients from those of
 * the outputs and from what was saved, and is itself differentiable if it is made of tensor functions.
 */
export function record(
  name: string,
  outputs: readonly Tensor[],
  inputs: readonly Tensor[],
  saved: readonly Tensor[],
  run: BackwardFunction,
): void {
  if (needsGrad(inputs)) attach(new FunctionNode(name, outputs, inputs, saved, run), outputs);
}
