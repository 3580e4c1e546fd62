// makeRegression as tensors.

import { fromArray, type Tensor } from "@flambeau/tensor";
import { type MakeRegressionOptions, regressionArrays } from "./regression-arrays.ts";

export function makeRegression(
  options: MakeRegressionOptions & { readonly coef: true },
): [x: Tensor, y: Tensor, coef: Tensor];
export function makeRegression(options?: MakeRegressionOptions): [x: Tensor, y: Tensor];
/**
 * A random linear regression problem: x float64 [nSamples, nFeatures] and y float64 [nSamples], or [nSamples, nTargets] for several
 * targets; with `coef` also the coefficients. The numbers are those of scikit-learn's `make_regression`. Throws `ValueError` for options
 * outside their domain.
 */
export function makeRegression(options: MakeRegressionOptions = {}): Tensor[] {
  const { x, y, coef } = regressionArrays(options);
  const values = options.coef ? [x, y, coef] : [x, y];
  return values.map(({ data, shape }) => fromArray(data, [...shape]));
}
