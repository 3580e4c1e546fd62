// Activations that work on each element by itself.

import {
  elu,
  isGradEnabled,
  leakyRelu,
  logsigmoid,
  pythonFloat,
  pythonValue,
  relu,
  selu,
  sigmoid,
  silu,
  softplus,
  tanh,
  type Tensor,
} from "@flambeau/tensor";
import { Module } from "../module.ts";

/** 1/(1 + e⁻ˣ). */
export class Sigmoid extends Module {
  static override readonly moduleName: string = "Sigmoid";
  override forward(x: Tensor): Tensor {
    return sigmoid(x);
  }
}

/** log(1/(1 + e⁻ˣ)). */
export class LogSigmoid extends Module {
  static override readonly moduleName: string = "LogSigmoid";
  override forward(x: Tensor): Tensor {
    return logsigmoid(x);
  }
}

/** The hyperbolic tangent. */
export class Tanh extends Module {
  static override readonly moduleName: string = "Tanh";
  override forward(x: Tensor): Tensor {
    return tanh(x);
  }
}

/** log(1 + e^(beta·x))/beta; x itself where beta·x is above `threshold`. */
export class Softplus extends Module {
  static override readonly moduleName: string = "Softplus";
  readonly beta: number;
  readonly threshold: number;
  constructor({
    beta = 1,
    threshold = 20,
  }: { readonly beta?: number; readonly threshold?: number } = {}) {
    super();
    this.beta = beta;
    this.threshold = threshold;
  }
  override forward(x: Tensor): Tensor {
    return softplus(x, { beta: this.beta, threshold: this.threshold });
  }
  override extraRepr(): string {
    return `beta=${pythonValue(this.beta)}, threshold=${pythonValue(this.threshold)}`;
  }
}

/** Whether an activation overwrites its input. */
export interface InPlaceOptions {
  readonly inplace?: boolean;
}

/** An activation that can overwrite its input. */
abstract class Overwriting extends Module {
  readonly inplace: boolean;
  constructor({ inplace = false }: InPlaceOptions = {}) {
    super();
    this.inplace = inplace;
  }
  protected abstract compute(x: Tensor): Tensor;
  override forward(x: Tensor): Tensor {
    if (!this.inplace) return this.compute(x);
    // What backward reads must not be what is overwritten.
    const kept = x.requiresGrad && isGradEnabled() ? x.clone() : x;
    return x.copy_(this.compute(kept));
  }
  override extraRepr(): string {
    return this.inplace ? "inplace=True" : "";
  }
}

/** max(0, x). */
export class ReLU extends Overwriting {
  static override readonly moduleName: string = "ReLU";
  protected override compute(x: Tensor): Tensor {
    return relu(x);
  }
}

/** x where positive, else negativeSlope·x. */
export class LeakyReLU extends Overwriting {
  static override readonly moduleName: string = "LeakyReLU";
  readonly negativeSlope: number;
  constructor({
    negativeSlope = 0.01,
    ...options
  }: InPlaceOptions & { readonly negativeSlope?: number } = {}) {
    super(options);
    this.negativeSlope = negativeSlope;
  }
  protected override compute(x: Tensor): Tensor {
    return leakyRelu(x, { negativeSlope: this.negativeSlope });
  }
  override extraRepr(): string {
    const inplace = super.extraRepr();
    return `negative_slope=${pythonFloat(this.negativeSlope)}${inplace && `, ${inplace}`}`;
  }
}

/** x where positive, else alpha·(eˣ − 1) (Clevert et al. 2016). */
export class ELU extends Overwriting {
  static override readonly moduleName: string = "ELU";
  readonly alpha: number;
  constructor({ alpha = 1, ...options }: InPlaceOptions & { readonly alpha?: number } = {}) {
    super(options);
    this.alpha = alpha;
  }
  protected override compute(x: Tensor): Tensor {
    return elu(x, { alpha: this.alpha });
  }
  override extraRepr(): string {
    const inplace = super.extraRepr();
    return `alpha=${pythonFloat(this.alpha)}${inplace && `, ${inplace}`}`;
  }
}

/** The scaled ELU that keeps activations normalised (Klambauer et al. 2017). */
export class SELU extends Overwriting {
  static override readonly moduleName: string = "SELU";
  protected override compute(x: Tensor): Tensor {
    return selu(x);
  }
}

/** x·σ(x), also called swish. */
export class SiLU extends Overwriting {
  static override readonly moduleName: string = "SiLU";
  protected override compute(x: Tensor): Tensor {
    return silu(x);
  }
}
