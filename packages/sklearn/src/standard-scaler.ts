// Features brought to mean 0 and variance 1.

import type { Tensor } from "@flambeau/tensor";
import { columnMeans, fitted, samplesOf, toTensor, type Matrix } from "./matrix.ts";

/** Options of `StandardScaler`. */
export interface StandardScalerOptions {
  /** Whether to subtract the mean; true unless given. */
  withMean?: boolean;
  /** Whether to divide by the standard deviation; true unless given. */
  withStd?: boolean;
}

/**
 * Subtracts each feature's mean and divides by its standard deviation: `sklearn.preprocessing.StandardScaler`. Samples
 * are [samples, features]; results are float64. A feature that never varies is not divided.
 */
export class StandardScaler {
  readonly withMean: boolean;
  readonly withStd: boolean;
  private means: Float64Array | null = null;
  private variances: Float64Array | null = null;
  private scales: Float64Array | null = null;
  private samples: number | null = null;
  private features = 0;

  constructor({ withMean = true, withStd = true }: StandardScalerOptions = {}) {
    this.withMean = withMean;
    this.withStd = withStd;
  }

  /** Mean of each feature; null before `fit`, or if neither mean nor deviation is used. */
  get mean(): Tensor | null {
    return this.means && toTensor(this.means.slice(), [this.features]);
  }
  /** Variance of each feature, over the number of samples; null before `fit` or without `withStd`. */
  get var(): Tensor | null {
    return this.variances && toTensor(this.variances.slice(), [this.features]);
  }
  /** What each feature is divided by; null before `fit` or without `withStd`. */
  get scale(): Tensor | null {
    return this.scales && toTensor(this.scales.slice(), [this.features]);
  }
  /** Number of samples fitted; null before `fit`. */
  get nSamplesSeen(): number | null {
    return this.samples;
  }

  /** Learns mean and deviation. Throws `ShapeError` unless `x` is 2-d, `ValueError` for values that are not finite. */
  fit(x: Tensor): this {
    const samples = samplesOf("StandardScaler.fit", x);
    const means = columnMeans(samples);
    this.variances = this.withStd ? columnVariances(samples, means) : null;
    this.scales = this.variances && scalesOf(this.variances, means, samples.rows);
    this.means = this.withMean || this.withStd ? means : null;
    this.samples = samples.rows;
    this.features = samples.columns;
    return this;
  }

  /** (x − mean) / scale. Throws `ValueError` before `fit`, `ShapeError` for another number of features. */
  transform(x: Tensor): Tensor {
    return this.apply(
      "StandardScaler.transform",
      x,
      (value, mean, scale) => (value - mean) / scale,
    );
  }

  /** `fit` and `transform` of the same samples. */
  fitTransform(x: Tensor): Tensor {
    return this.fit(x).transform(x);
  }

  /** x · scale + mean. Throws as `transform` does. */
  inverseTransform(x: Tensor): Tensor {
    const what = "StandardScaler.inverseTransform";
    return this.apply(what, x, (value, mean, scale) => value * scale + mean);
  }

  private apply(
    what: string,
    x: Tensor,
    map: (value: number, mean: number, scale: number) => number,
  ): Tensor {
    fitted(what, this.samples);
    const { rows, columns, data } = samplesOf(what, x, this.features);
    const means = this.withMean ? this.means : null;
    for (let i = 0; i < data.length; i++) {
      const j = i % columns;
      data[i] = map(data[i], means ? means[j] : 0, this.scales ? this.scales[j] : 1);
    }
    return toTensor(data, [rows, columns]);
  }
}

/** Two passes, with what rounding left of the sum of deviations taken off; Chan, Golub and LeVeque, 1983. */
function columnVariances({ rows, columns, data }: Matrix, means: Float64Array): Float64Array {
  const squares = new Float64Array(columns);
  const rests = new Float64Array(columns);
  for (let i = 0; i < data.length; i++) {
    const deviation = data[i] - means[i % columns];
    squares[i % columns] += deviation * deviation;
    rests[i % columns] += deviation;
  }
  return squares.map((square, j) => (square - (rests[j] * rests[j]) / rows) / rows);
}

/** Standard deviations, and 1 where the variance is no more than rounding makes of a constant. */
const scalesOf = (variances: Float64Array, means: Float64Array, rows: number): Float64Array =>
  variances.map((variance, j) => {
    const rounding = rows * Number.EPSILON;
    const bound = rounding * variance + (rounding * means[j]) ** 2;
    return variance <= bound ? 1 : Math.sqrt(variance);
  });
