// Activations over a dimension, whose results are probabilities or their logarithms.

import { logSoftmax, softmax, type Tensor } from "@flambeau/tensor";
import { Module } from "../module.ts";

/** The dimension as an option. */
export interface DimOptions {
  readonly dim?: number;
}

/** A layer over one dimension; where none is given, over 1, or 0 for tensors of 0, 1 or 3 dimensions, as PyTorch chooses. */
abstract class OverDimension extends Module {
  readonly dim: number | null;
  constructor(dim?: number | DimOptions) {
    super();
    this.dim = (typeof dim === "object" ? dim.dim : dim) ?? null;
  }
  protected dimOf(x: Tensor): number {
    return this.dim ?? (x.ndim === 0 || x.ndim === 1 || x.ndim === 3 ? 0 : 1);
  }
  override extraRepr(): string {
    return `dim=${this.dim ?? "None"}`;
  }
}

/** eˣ divided by its sum over `dim`. */
export class Softmax extends OverDimension {
  static override readonly moduleName: string = "Softmax";
  override forward(x: Tensor): Tensor {
    return softmax(x, this.dimOf(x));
  }
}

/** The logarithm of the softmax over `dim`. */
export class LogSoftmax extends OverDimension {
  static override readonly moduleName: string = "LogSoftmax";
  override forward(x: Tensor): Tensor {
    return logSoftmax(x, this.dimOf(x));
  }
}
