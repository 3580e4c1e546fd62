// The public names of @flambeau/sklearn.

export { LinearRegression } from "./linear-regression.ts";
export type { LinearRegressionOptions } from "./linear-regression.ts";
export { StandardScaler } from "./standard-scaler.ts";
export type { StandardScalerOptions } from "./standard-scaler.ts";
