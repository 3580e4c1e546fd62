// The public names of @flambeau/nn.

export * as functional from "./functional.ts";
export * as init from "./init.ts";
export type { ForwardHook, ForwardPreHook, HookHandle } from "./hooks.ts";
export type { FanMode, KaimingOptions, Nonlinearity, XavierOptions } from "./init.ts";
export {
  ELU,
  LeakyReLU,
  LogSigmoid,
  ReLU,
  SELU,
  Sigmoid,
  SiLU,
  Softplus,
  Tanh,
} from "./layers/activation.ts";
export type { InPlaceOptions } from "./layers/activation.ts";
export { ModuleDict, ModuleList, Sequential } from "./layers/containers.ts";
export type { ModuleRecord } from "./layers/containers.ts";
export { Linear } from "./layers/linear.ts";
export type { LinearOptions } from "./layers/linear.ts";
export { Flatten, Identity } from "./layers/shape.ts";
export { LogSoftmax, Softmax } from "./layers/softmax.ts";
export type { DimOptions } from "./layers/softmax.ts";
export { BCELoss, BCEWithLogitsLoss, CrossEntropyLoss, NLLLoss } from "./losses/classification.ts";
export type { ClassLossOptions } from "./losses/classification.ts";
export type { LossOptions, WeightedLossOptions } from "./losses/reduction.ts";
export { L1Loss, MSELoss } from "./losses/regression.ts";
export { Module } from "./module.ts";
export type { RecurseOptions } from "./module.ts";
export { Parameter } from "./parameter.ts";
export { StateDict } from "./state-dict.ts";
export type { IncompatibleKeys, StateSource } from "./state-dict.ts";
export { summary } from "./summary/summary.ts";
export type { ModelSummary } from "./summary/summary.ts";
