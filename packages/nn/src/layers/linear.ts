// The affine map.

import { ValueError, type DType } from "@flambeau/core";
import { empty, linear, pythonValue, type Device, type Tensor } from "@flambeau/tensor";
import { kaimingUniform_, uniform_ } from "../init.ts";
import { Module } from "../module.ts";
import { Parameter } from "../parameter.ts";

/** Options of `Linear`. */
export interface LinearOptions {
  readonly bias?: boolean;
  readonly dtype?: DType;
  readonly device?: Device;
}

/**
 * x·Wᵀ + b: inputs [..., inFeatures], outputs [..., outFeatures], weight [outFeatures, inFeatures], bias [outFeatures].
 * Throws `ValueError` unless the sizes are whole numbers from 0.
 */
export class Linear extends Module {
  static override readonly moduleName: string = "Linear";
  readonly inFeatures: number;
  readonly outFeatures: number;
  weight: Tensor;
  bias: Tensor | null;

  constructor(inFeatures: number, outFeatures: number, options: LinearOptions = {}) {
    super();
    for (const [name, size] of Object.entries({ inFeatures, outFeatures }))
      if (!Number.isInteger(size) || size < 0)
        throw new ValueError(
          `Linear: ${name} is no size: got ${String(size)}; it must be a whole number from 0`,
          { [name]: size },
        );
    const { bias = true, ...placement } = options;
    this.inFeatures = inFeatures;
    this.outFeatures = outFeatures;
    this.weight = new Parameter(empty([outFeatures, inFeatures], placement));
    this.bias = bias ? new Parameter(empty([outFeatures], placement)) : null;
    this.resetParameters();
  }

  /** Draws weight and bias from ±1/√inFeatures (LeCun et al. 1998), in PyTorch's order. */
  resetParameters(): void {
    kaimingUniform_(this.weight, { a: Math.sqrt(5) });
    if (!this.bias) return;
    const bound = this.inFeatures > 0 ? 1 / Math.sqrt(this.inFeatures) : 0;
    uniform_(this.bias, { a: -bound, b: bound });
  }

  override forward(x: Tensor): Tensor {
    return this.bias ? linear(x, this.weight, { bias: this.bias }) : linear(x, this.weight);
  }
  override extraRepr(): string {
    return `in_features=${this.inFeatures}, out_features=${this.outFeatures}, bias=${pythonValue(this.bias !== null)}`;
  }
}
