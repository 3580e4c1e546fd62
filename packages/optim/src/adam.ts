// Adam: steps scaled by running moments of the gradient.

import { update, type UpdateRow } from "@flambeau/core";
import { applyUpdate, zerosLike, type Tensor } from "@flambeau/tensor";
import { requireDecayRate, requireNonNegative } from "./check.ts";
import { Optimizer } from "./optimizer.ts";
import type { ParamGroup, Params } from "./param-group.ts";

/** Options of `Adam`. */
export interface AdamOptions {
  /** Learning rate; 0.001 unless given. */
  lr?: number;
  /** Decay rates of the first and second moment; 0.9 and 0.999 unless given. */
  betas?: readonly [number, number];
  /** Added to the denominator; 1e-8 unless given. */
  eps?: number;
  /** Factor of the L2 penalty. */
  weightDecay?: number;
  /** Whether to divide by the largest second moment so far; Reddi et al., 2018. */
  amsgrad?: boolean;
  /** Whether to climb instead of descend. */
  maximize?: boolean;
}

/** Options of a group. The last four choose implementations in PyTorch; here they are only saved and printed. */
export type AdamGroup = Required<AdamOptions> & {
  capturable: boolean;
  differentiable: boolean;
  foreach: boolean | null;
  fused: boolean;
};

/** Steps taken and running moments of a parameter. */
export interface AdamState {
  step: number;
  expAvg: Tensor;
  expAvgSq: Tensor;
  maxExpAvgSq?: Tensor;
}

/** `torch.optim.Adam`; Kingma and Ba, Adam: A Method for Stochastic Optimization, 2015. */
export class Adam extends Optimizer<AdamGroup, AdamState> {
  constructor(params: Params<AdamGroup>, options: AdamOptions = {}) {
    const {
      lr = 0.001,
      betas = [0.9, 0.999],
      eps = 1e-8,
      weightDecay = 0,
      amsgrad = false,
      maximize = false,
    } = options;
    const named: Required<AdamOptions> = { lr, betas, eps, weightDecay, amsgrad, maximize };
    const unused = { capturable: false, differentiable: false, foreach: null, fused: false };
    super(params, { name: "Adam", defaults: { ...named, ...unused }, check });
  }

  protected override update(
    parameter: Tensor,
    gradient: Tensor,
    group: ParamGroup<AdamGroup>,
  ): void {
    let state = this.state.get(parameter);
    if (!state) this.state.set(parameter, (state = newState(parameter)));
    state.step += 1;

    const [beta1, beta2] = group.betas;
    const stepSize = group.lr / (1 - beta1 ** state.step);
    const rootCorrection = Math.sqrt(1 - beta2 ** state.step);
    const operands = [parameter, state.expAvg, state.expAvgSq];
    if (group.amsgrad) operands.push((state.maxExpAvgSq ??= zerosLike(parameter)));
    operands.push(gradient);
    applyUpdate(rowFor(group), operands, [
      beta1,
      1 - beta1,
      beta2,
      1 - beta2,
      stepSize,
      rootCorrection,
      group.eps,
      group.weightDecay,
    ]);
  }
}

const newState = (parameter: Tensor): AdamState => ({
  step: 0,
  expAvg: zerosLike(parameter),
  expAvgSq: zerosLike(parameter),
});

function check(options: AdamGroup): void {
  requireNonNegative("Adam", "lr", options.lr);
  requireNonNegative("Adam", "eps", options.eps);
  requireDecayRate("Adam", "betas[0]", options.betas[0]);
  requireDecayRate("Adam", "betas[1]", options.betas[1]);
  requireNonNegative("Adam", "weightDecay", options.weightDecay);
}

interface Variant {
  readonly decays: boolean;
  readonly amsgrad: boolean;
  readonly maximize: boolean;
}

const rows: UpdateRow[] = [];

function rowFor({ weightDecay, amsgrad, maximize }: AdamGroup): UpdateRow {
  const decays = weightDecay !== 0;
  const key = +decays | (+amsgrad << 1) | (+maximize << 2);
  return (rows[key] ??= makeRow({ decays, amsgrad, maximize }));
}

const makeRow = ({ decays, amsgrad, maximize }: Variant): UpdateRow =>
  update("adam", {
    targets: amsgrad ? 4 : 3,
    operands: amsgrad ? 5 : 4,
    params: 8,
    forward: (o, p, m, v, ...values) => {
      const [largest] = values;
      const [gradient, beta1, rest1, beta2, rest2, stepSize, rootCorrection, eps, weightDecay] =
        amsgrad ? values.slice(1) : values;
      // g = ±g + λ·p
      let g = maximize ? o.neg(gradient) : gradient;
      if (decays) g = o.add(g, o.mul(weightDecay, p));
      // m = β₁·m + (1 − β₁)·g and v = β₂·v + (1 − β₂)·g²
      const first = o.add(o.mul(m, beta1), o.mul(rest1, g));
      const second = o.add(o.mul(v, beta2), o.mul(o.mul(rest2, g), g));
      const scale = amsgrad ? o.max(largest, second) : second;
      // p = p − η·m / (√v/√(1 − β₂ᵗ) + ε), with η = lr/(1 − β₁ᵗ)
      const denominator = o.add(o.div(o.sqrt(scale), rootCorrection), eps);
      const next = o.sub(p, o.div(o.mul(stepSize, first), denominator));
      return amsgrad ? [next, first, second, scale] : [next, first, second];
    },
  });
