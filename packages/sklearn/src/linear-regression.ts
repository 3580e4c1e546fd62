// Ordinary least squares.

import { ShapeError } from "@flambeau/core";
import type { Tensor } from "@flambeau/tensor";
import { leastSquares } from "./least-squares.ts";
import { columnMeans, finiteDoubles, fitted, samplesOf, toTensor, type Matrix } from "./matrix.ts";

/** Options of `LinearRegression`. */
export interface LinearRegressionOptions {
  /** Whether the plane may miss the origin; true unless given. */
  fitIntercept?: boolean;
}

interface Fit {
  readonly features: number;
  readonly outputs: number;
  /** Whether y was 1-d. */
  readonly single: boolean;
  readonly coefficients: readonly Float64Array[];
  readonly intercepts: Float64Array;
}

/**
 * y ≈ X·coefᵀ + intercept with the least squared error: `sklearn.linear_model.LinearRegression`. X is
 * [samples, features], y is [samples] or [samples, outputs]; results are float64.
 */
export class LinearRegression {
  readonly fitIntercept: boolean;
  private fit_: Fit | null = null;

  constructor({ fitIntercept = true }: LinearRegressionOptions = {}) {
    this.fitIntercept = fitIntercept;
  }

  /** [features], or [outputs, features] for a y of 2 dimensions; null before `fit`. */
  get coef(): Tensor | null {
    if (!this.fit_) return null;
    const { coefficients, features, outputs, single } = this.fit_;
    const data = new Float64Array(outputs * features);
    coefficients.forEach((row, i) => data.set(row, i * features));
    return toTensor(data, single ? [features] : [outputs, features]);
  }

  /** No dimensions, or [outputs] for a y of 2 dimensions; null before `fit`. */
  get intercept(): Tensor | null {
    if (!this.fit_) return null;
    const { intercepts, outputs, single } = this.fit_;
    return toTensor(intercepts.slice(), single ? [] : [outputs]);
  }

  /** Throws `ShapeError` unless X is 2-d and y has as many samples, `ValueError` for values that are not finite. */
  fit(x: Tensor, y: Tensor): this {
    const samples = samplesOf("LinearRegression.fit", x);
    const targets = targetsOf("LinearRegression.fit", y, samples.rows);
    const means = this.fitIntercept ? columnMeans(samples) : new Float64Array(samples.columns);
    const targetMeans = this.fitIntercept
      ? columnMeans(targets)
      : new Float64Array(targets.columns);
    const coefficients = leastSquares(centered(samples, means), centered(targets, targetMeans));
    this.fit_ = {
      features: samples.columns,
      outputs: targets.columns,
      single: y.ndim === 1,
      coefficients,
      intercepts: targetMeans.map((mean, j) =>
        coefficients[j].reduce((rest, c, k) => rest - c * means[k], mean),
      ),
    };
    return this;
  }

  /** [samples], or [samples, outputs] after a y of 2 dimensions. Throws `ValueError` before `fit`, `ShapeError` for another number of features. */
  predict(x: Tensor): Tensor {
    const { rows, columns, data } = this.predictions("LinearRegression.predict", x);
    return toTensor(data, this.fit_!.single ? [rows] : [rows, columns]);
  }

  /** R²: the part of y's variance that is explained, averaged over the outputs. Throws as `fit` and `predict` do. */
  score(x: Tensor, y: Tensor): number {
    const predicted = this.predictions("LinearRegression.score", x);
    const targets = targetsOf("LinearRegression.score", y, predicted.rows);
    if (targets.columns !== predicted.columns)
      throw new ShapeError(
        `LinearRegression.score: another number of outputs: got y of shape [${y.shape}]; it was fitted with ${predicted.columns}`,
        { shape: y.shape },
      );
    const means = columnMeans(targets);
    const residual = new Float64Array(targets.columns);
    const total = new Float64Array(targets.columns);
    for (let i = 0; i < targets.data.length; i++) {
      const j = i % targets.columns;
      residual[j] += (targets.data[i] - predicted.data[i]) ** 2;
      total[j] += (targets.data[i] - means[j]) ** 2;
    }
    // A constant output scores 1 if it is met, else 0.
    const scores = total.map((sum, j) => (sum ? 1 - residual[j] / sum : residual[j] ? 0 : 1));
    return scores.reduce((sum, score) => sum + score, 0) / scores.length;
  }

  private predictions(what: string, x: Tensor): Matrix {
    const { features, outputs, coefficients, intercepts } = fitted(what, this.fit_);
    const { rows, data } = samplesOf(what, x, features);
    const predicted = new Float64Array(rows * outputs);
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < outputs; j++) {
        let sum = 0;
        for (let k = 0; k < features; k++) sum += data[i * features + k] * coefficients[j][k];
        predicted[i * outputs + j] = sum + intercepts[j];
      }
    return { rows, columns: outputs, data: predicted };
  }
}

const centered = ({ rows, columns, data }: Matrix, means: Float64Array): Matrix => ({
  rows,
  columns,
  data: data.map((value, i) => value - means[i % columns]),
});

function targetsOf(what: string, y: Tensor, rows: number): Matrix {
  if (y.ndim < 1 || y.ndim > 2 || y.shape[0] !== rows)
    throw new ShapeError(
      `${what}: y does not fit X: got shape [${y.shape}] for ${rows} samples; y must be [${rows}] or [${rows}, outputs]`,
      { shape: y.shape, rows },
    );
  return { rows, columns: y.shape[1] ?? 1, data: finiteDoubles(what, y) };
}
