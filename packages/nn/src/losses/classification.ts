// Losses between predicted and true classes.

import {
  binaryCrossEntropy,
  binaryCrossEntropyWithLogits,
  crossEntropy,
  nllLoss,
  type Tensor,
} from "@flambeau/tensor";
import { WeightedLoss, type WeightedLossOptions } from "./reduction.ts";

/** −(t·log x + (1 − t)·log(1 − x)) of probabilities x; a weight broadcasts against the elements. */
export class BCELoss extends WeightedLoss {
  static override readonly moduleName: string = "BCELoss";
  override forward(input: Tensor, target: Tensor): Tensor {
    const { weight, reduction } = this;
    return binaryCrossEntropy(input, target, { reduction, ...(weight && { weight }) });
  }
}

/** As `BCELoss` of σ(x), stable for large |x|; `posWeight`, one a class, weighs the positive examples. */
export class BCEWithLogitsLoss extends WeightedLoss {
  static override readonly moduleName: string = "BCEWithLogitsLoss";
  declare pos_weight: Tensor | null;
  constructor({
    posWeight = null,
    ...options
  }: WeightedLossOptions & { readonly posWeight?: Tensor | null } = {}) {
    super(options);
    this.registerBuffer("pos_weight", posWeight);
  }
  get posWeight(): Tensor | null {
    return this.pos_weight;
  }
  override forward(input: Tensor, target: Tensor): Tensor {
    const { weight, posWeight, reduction } = this;
    return binaryCrossEntropyWithLogits(input, target, {
      reduction,
      ...(weight && { weight }),
      ...(posWeight && { posWeight }),
    });
  }
}

/** Options of the losses over class indices; targets equal to `ignoreIndex` count for nothing. */
export interface ClassLossOptions extends WeightedLossOptions {
  readonly ignoreIndex?: number;
}

/** −x[t] of log-probabilities [batch, classes, ...] and class indices [batch, ...]; `weight` is one a class. */
export class NLLLoss extends WeightedLoss {
  static override readonly moduleName: string = "NLLLoss";
  readonly ignoreIndex: number;
  constructor({ ignoreIndex = -100, ...options }: ClassLossOptions = {}) {
    super(options);
    this.ignoreIndex = ignoreIndex;
  }
  override forward(input: Tensor, target: Tensor): Tensor {
    const { weight, ignoreIndex, reduction } = this;
    return nllLoss(input, target, { reduction, ignoreIndex, ...(weight && { weight }) });
  }
}

/** The negative log-softmax of logits [batch, classes, ...] at class indices [batch, ...], or against probabilities of the logits' shape. */
export class CrossEntropyLoss extends WeightedLoss {
  static override readonly moduleName: string = "CrossEntropyLoss";
  readonly ignoreIndex: number;
  readonly labelSmoothing: number;
  constructor({
    ignoreIndex = -100,
    labelSmoothing = 0,
    ...options
  }: ClassLossOptions & { readonly labelSmoothing?: number } = {}) {
    super(options);
    this.ignoreIndex = ignoreIndex;
    this.labelSmoothing = labelSmoothing;
  }
  override forward(input: Tensor, target: Tensor): Tensor {
    const { weight, ignoreIndex, labelSmoothing, reduction } = this;
    const options = { reduction, ignoreIndex, labelSmoothing };
    return crossEntropy(input, target, weight ? { ...options, weight } : options);
  }
}
