// Stochastic gradient descent, with momentum.

import { update, ValueError, type UpdateRow } from "@flambeau/core";
import { applyUpdate, zerosLike, type Tensor } from "@flambeau/tensor";
import { requireNonNegative } from "./check.ts";
import { Optimizer } from "./optimizer.ts";
import type { ParamGroup, Params } from "./param-group.ts";

/** Options of `SGD`. */
export interface SGDOptions {
  /** Learning rate; 0.001 unless given. */
  lr?: number;
  momentum?: number;
  /** Part of the gradient that is kept out of the momentum. */
  dampening?: number;
  nesterov?: boolean;
  /** Factor of the L2 penalty. */
  weightDecay?: number;
  /** Whether to climb instead of descend. */
  maximize?: boolean;
}

/** Options of a group. `foreach` and `differentiable` choose implementations in PyTorch; here they are only saved and printed. */
export type SGDGroup = Required<SGDOptions> & { differentiable: boolean; foreach: boolean | null };

/** The velocity of a parameter; null without momentum. */
export interface SGDState {
  momentumBuffer: Tensor | null;
}

/** `torch.optim.SGD`; Sutskever et al., On the importance of initialization and momentum, 2013. */
export class SGD extends Optimizer<SGDGroup, SGDState> {
  constructor(params: Params<SGDGroup>, options: SGDOptions = {}) {
    const {
      lr = 0.001,
      momentum = 0,
      dampening = 0,
      nesterov = false,
      weightDecay = 0,
      maximize = false,
    } = options;
    const named = { lr, momentum, dampening, nesterov, weightDecay, maximize };
    const defaults = { ...named, differentiable: false, foreach: null };
    super(params, { name: "SGD", defaults, check });
  }

  protected override update(
    parameter: Tensor,
    gradient: Tensor,
    group: ParamGroup<SGDGroup>,
  ): void {
    const { lr, momentum, weightDecay } = group;
    let state = this.state.get(parameter);
    if (!state) this.state.set(parameter, (state = { momentumBuffer: null }));
    const row = rowFor(group);
    if (momentum === 0) {
      applyUpdate(row, [parameter, gradient], [lr, weightDecay]);
      return;
    }
    // The first velocity is the whole gradient, undampened.
    const first = !state.momentumBuffer;
    const kept = first ? 0 : momentum;
    const taken = first ? 1 : 1 - group.dampening;
    const velocity = (state.momentumBuffer ??= zerosLike(parameter));
    const params = [lr, weightDecay, momentum, kept, taken];
    applyUpdate(row, [parameter, velocity, gradient], params);
  }
}

function check(options: SGDGroup): void {
  requireNonNegative("SGD", "lr", options.lr);
  requireNonNegative("SGD", "momentum", options.momentum);
  requireNonNegative("SGD", "weightDecay", options.weightDecay);
  if (options.nesterov && (options.momentum === 0 || options.dampening !== 0))
    throw new ValueError(
      `SGD: nesterov needs momentum without dampening: got momentum ${options.momentum}, dampening ${options.dampening}; set momentum above 0 and dampening to 0`,
      { momentum: options.momentum, dampening: options.dampening },
    );
}

interface Variant {
  readonly decays: boolean;
  readonly hasMomentum: boolean;
  readonly nesterov: boolean;
  readonly maximize: boolean;
}

const rows: UpdateRow[] = [];

function rowFor({ momentum, weightDecay, nesterov, maximize }: SGDGroup): UpdateRow {
  const decays = weightDecay !== 0;
  const hasMomentum = momentum !== 0;
  const key = +decays | (+hasMomentum << 1) | (+nesterov << 2) | (+maximize << 3);
  return (rows[key] ??= makeRow({ decays, hasMomentum, nesterov, maximize }));
}

const makeRow = ({ decays, hasMomentum, nesterov, maximize }: Variant): UpdateRow =>
  update("sgd", {
    targets: hasMomentum ? 2 : 1,
    operands: hasMomentum ? 3 : 2,
    params: hasMomentum ? 5 : 2,
    forward: (o, p, ...values) => {
      const [velocity] = values;
      const [gradient, lr, weightDecay, momentum, kept, taken] = hasMomentum
        ? values.slice(1)
        : values;
      // g = ±g + λ·p
      let g = maximize ? o.neg(gradient) : gradient;
      if (decays) g = o.add(g, o.mul(weightDecay, p));
      if (!hasMomentum) return [o.sub(p, o.mul(lr, g))];
      // v = μ·v + (1 − τ)·g, and nesterov looks ahead by g + μ·v
      const v = o.add(o.mul(kept, velocity), o.mul(taken, g));
      const step = nesterov ? o.add(g, o.mul(momentum, v)) : v;
      return [o.sub(p, o.mul(lr, step)), v];
    },
  });
