// What the losses share: how the losses of the elements become one.

import { ValueError } from "@flambeau/core";
import type { Reduction, Tensor } from "@flambeau/tensor";
import { className } from "../module-text.ts";
import { Module } from "../module.ts";

/** Options of every loss. */
export interface LossOptions {
  readonly reduction?: Reduction;
}

/** Options of the losses that weigh classes or elements. */
export interface WeightedLossOptions extends LossOptions {
  readonly weight?: Tensor | null;
}

/** A loss with a reduction. Throws `ValueError` if that is none of "mean", "sum" and "none". */
export abstract class Loss extends Module {
  readonly reduction: Reduction;
  constructor({ reduction = "mean" }: LossOptions = {}) {
    super();
    if (!["mean", "sum", "none"].includes(reduction))
      throw new ValueError(
        `${className(this)}: unknown reduction: got ${JSON.stringify(reduction)}; it must be "mean", "sum" or "none"`,
        { reduction },
      );
    this.reduction = reduction;
  }
  abstract override forward(input: Tensor, target: Tensor): Tensor;
}

/** A loss whose weight is a buffer: it moves with the module and is in its state dict. */
export abstract class WeightedLoss extends Loss {
  declare weight: Tensor | null;
  constructor({ weight = null, ...options }: WeightedLossOptions = {}) {
    super(options);
    this.registerBuffer("weight", weight);
  }
}
