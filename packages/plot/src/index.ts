// The public names of @flambeau/plot.
export { plotActivations, type ActivationCurve, type ActivationsOptions } from "./activations.ts";
export { plotClassification2d, type ClassificationOptions } from "./classification.ts";
export {
  decisionGrid,
  type DecisionGrid,
  type DecisionGridOptions,
  type Transform,
} from "./decision.ts";
export type { FigureOptions } from "./figure.ts";
export { plotLosses, type LossesOptions, type LossSeries } from "./losses.ts";
export { plotNodes, type NodesOptions } from "./nodes.ts";
export type { Numeric, TensorLike } from "./numeric.ts";
export type { Range } from "./range.ts";
export { plotRegression, type RegressionOptions } from "./regression.ts";
