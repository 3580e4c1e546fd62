// Layers that change the shape at most.

import type { Tensor } from "@flambeau/tensor";
import { Module } from "../module.ts";

/** Joins the dimensions from `startDim` to `endDim`, both included, into one. */
export class Flatten extends Module {
  static override readonly moduleName: string = "Flatten";
  readonly startDim: number;
  readonly endDim: number;
  constructor({
    startDim = 1,
    endDim = -1,
  }: { readonly startDim?: number; readonly endDim?: number } = {}) {
    super();
    this.startDim = startDim;
    this.endDim = endDim;
  }
  override forward(x: Tensor): Tensor {
    return x.flatten(this.startDim, this.endDim);
  }
  override extraRepr(): string {
    return `start_dim=${this.startDim}, end_dim=${this.endDim}`;
  }
}

/** Gives back its input; takes and ignores any arguments, so that it can stand in for a layer. */
export class Identity extends Module {
  static override readonly moduleName: string = "Identity";
  constructor(..._ignored: unknown[]) {
    super();
  }
  override forward(x: Tensor): Tensor {
    return x;
  }
}
