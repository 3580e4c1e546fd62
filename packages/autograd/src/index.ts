// The public names of @flambeau/autograd.

export { runBackward } from "./engine.ts";
export type { BackwardOptions } from "./engine.ts";
export { enableGrad, isGradEnabled, noGrad, withGradMode } from "./grad-mode.ts";
export { AccumulateGrad, Node, nodeOf } from "./node.ts";
export type { Differentiable, Gradients, Hook, Meta, ValueOps } from "./node.ts";
