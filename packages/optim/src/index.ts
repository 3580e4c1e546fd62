// The public names of @flambeau/optim.

export { Adam } from "./adam.ts";
export type { AdamGroup, AdamOptions, AdamState } from "./adam.ts";
export { Optimizer } from "./optimizer.ts";
export type { OptimizerDefinition, OptimizerState } from "./optimizer.ts";
export type {
  GroupOptions,
  OptionValue,
  ParamGroup,
  ParamGroupInput,
  Params,
} from "./param-group.ts";
export { SGD } from "./sgd.ts";
export type { SGDGroup, SGDOptions, SGDState } from "./sgd.ts";
export type { OptimizerStateDict, SavedGroup, SavedState } from "./state-dict.ts";
