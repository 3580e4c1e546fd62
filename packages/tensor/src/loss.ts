// Losses.

import { isGradEnabled } from "@flambeau/autograd";
import {
  DTypeError,
  IndexError,
  sameShape,
  ShapeError,
  shapeText,
  ValueError,
  type PointwiseRow,
  type ReductionRow,
} from "@flambeau/core";
import * as rows from "@flambeau/core/rows";
import { gatherAlong, scatterAdd } from "./gather.ts";
import { firstOutside } from "./integers.ts";
import { apply, mul, neg, where } from "./pointwise.ts";
import { record } from "./record.ts";
import { fold, mean, sum } from "./reduce.ts";
import { logSoftmax, softmax } from "./softmax.ts";
import type { Tensor } from "./tensor.ts";
import { expand, reshape, squeeze, unsqueeze } from "./view.ts";
import { onesLike } from "./creation.ts";

/** How the elements of a loss become one number: their mean, their sum, or not at all. */
export type Reduction = "mean" | "sum" | "none";

export interface LossOptions {
  readonly reduction?: Reduction;
}

function checkReduction(op: string, reduction: string): asserts reduction is Reduction {
  if (reduction !== "mean" && reduction !== "sum" && reduction !== "none")
    throw new ValueError(
      `${op}: unknown reduction: got "${reduction}"; use "mean", "sum" or "none"`,
      { reduction },
    );
}

interface LossRows {
  readonly none: PointwiseRow;
  readonly mean: ReductionRow;
  readonly sum: ReductionRow;
}

const lossOf =
  (family: LossRows, sameShapes = false) =>
  (x: Tensor, target: Tensor, { reduction = "mean" }: LossOptions = {}): Tensor => {
    const { name } = family.none;
    checkReduction(name, reduction);
    if (sameShapes && !sameShape(x.shape, target.shape))
      throw new ShapeError(
        `${name}: input and target differ in shape: got ${shapeText(x.shape)} and ${shapeText(target.shape)}; flatten or reshape one of them`,
        { input: x.shape, target: target.shape },
      );
    return reduction === "none"
      ? apply(family.none, [x, target])
      : fold(family[reduction], [x, target], null)[0];
  };

const mse: LossRows = { none: rows.mseLoss, mean: rows.mseLossMean, sum: rows.mseLossSum };
const l1: LossRows = { none: rows.l1Loss, mean: rows.l1LossMean, sum: rows.l1LossSum };
const bce: LossRows = {
  none: rows.binaryCrossEntropy,
  mean: rows.binaryCrossEntropyMean,
  sum: rows.binaryCrossEntropySum,
};
const bceWithLogits: LossRows = {
  none: rows.binaryCrossEntropyWithLogits,
  mean: rows.binaryCrossEntropyWithLogitsMean,
  sum: rows.binaryCrossEntropyWithLogitsSum,
};

/** (x − target)², averaged unless stated; the two broadcast. */
export const mseLoss = /* @__PURE__ */ lossOf(mse);
/** |x − target|, averaged unless stated; the two broadcast. */
export const l1Loss = /* @__PURE__ */ lossOf(l1);

function reduced(values: Tensor, reduction: Reduction): Tensor {
  return reduction === "none" ? values : reduction === "mean" ? mean(values) : sum(values);
}

export interface WeightedLossOptions extends LossOptions {
  /** Factor of each element, broadcast. */
  readonly weight?: Tensor | null;
}

const plainBce = /* @__PURE__ */ lossOf(bce, true);
const plainLogits = /* @__PURE__ */ lossOf(bceWithLogits, true);

/** −(t·log x + (1 − t)·log(1 − x)) of probabilities, averaged unless stated. Throws `ShapeError` unless the shapes are equal. */
export function binaryCrossEntropy(
  x: Tensor,
  target: Tensor,
  options: WeightedLossOptions = {},
): Tensor {
  const { weight, reduction = "mean" } = options;
  if (!weight) return plainBce(x, target, options);
  checkReduction("binaryCrossEntropy", reduction);
  return reduced(mul(plainBce(x, target, { reduction: "none" }), weight), reduction);
}

export interface LogitsLossOptions extends WeightedLossOptions {
  /** Factor of the positive examples, broadcast. */
  readonly posWeight?: Tensor | null;
}

/** Binary cross entropy of logits, without overflow, averaged unless stated. Throws `ShapeError` unless the shapes are equal. */
export function binaryCrossEntropyWithLogits(
  x: Tensor,
  target: Tensor,
  options: LogitsLossOptions = {},
): Tensor {
  const { weight, posWeight, reduction = "mean" } = options;
  if (!weight && !posWeight) return plainLogits(x, target, options);
  checkReduction("binaryCrossEntropyWithLogits", reduction);
  let values: Tensor;
  if (posWeight) {
    // (1 − t)·x + (1 + (p − 1)·t)·log(1 + e^−x)
    const factor = mul(posWeight.sub(1), target).add(1);
    const softplus = apply(rows.logsigmoid, [x]).neg();
    values = mul(onesLike(target).sub(target), x).add(mul(factor, softplus));
  } else values = plainLogits(x, target, { reduction: "none" });
  return reduced(weight ? mul(values, weight) : values, reduction);
}

export interface ClassLossOptions extends LossOptions {
  /** Factor of each class. */
  readonly weight?: Tensor | null;
  /** Target that counts for nothing. */
  readonly ignoreIndex?: number;
}

function checkTargets(op: string, target: Tensor, classes: number, ignoreIndex: number): void {
  if (target.dtype !== "int64" && target.dtype !== "int32" && target.dtype !== "uint8")
    throw new DTypeError(`${op}: class targets are int64: got ${target.dtype}; use target.long()`, {
      dtype: target.dtype,
    });
  const label = firstOutside(target, classes, ignoreIndex);
  if (label !== undefined)
    throw new IndexError(
      `${op}: target ${label} is out of bounds for ${classes} classes; labels run from 0 to ${classes - 1}`,
      { label, classes },
    );
}

/**
 * −logProbabilities at the target class. x is [classes], [n, classes] or [n, classes, …], targets int64 without that
 * dimension. Throws `ShapeError`, `DTypeError`, or `IndexError` for a label out of range.
 */
export function nllLoss(x: Tensor, target: Tensor, options: ClassLossOptions = {}): Tensor {
  const { weight, ignoreIndex = -100, reduction = "mean" } = options;
  checkReduction("nllLoss", reduction);
  const dim = x.ndim > 1 ? 1 : 0;
  const expected = x.shape.filter((_, d) => d !== dim);
  if (x.ndim === 0 || !sameShape(expected, target.shape))
    throw new ShapeError(
      `nllLoss: input and target do not fit: input is ${shapeText(x.shape)}, target is ${shapeText(target.shape)}; the target must be ${shapeText(expected)}`,
      { input: x.shape, target: target.shape },
    );
  const classes = x.shape[dim];
  checkTargets("nllLoss", target, classes, ignoreIndex);
  const labels = target.dtype === "int64" ? target : target.long();
  const hasIgnored = ignoreIndex >= 0 || firstOutside(labels, classes) !== undefined;
  const ignored = hasIgnored ? labels.eq(ignoreIndex) : labels;
  const safe = hasIgnored ? where(ignored, 0n, labels) : labels;
  const picked = squeeze(gatherAlong(x, dim, unsqueeze(safe, dim)), dim);
  if (!weight && !hasIgnored) return named(reduced(neg(picked), reduction));
  const factor = weight
    ? reshape(gatherAlong(weight, 0, reshape(safe, [-1])), safe.shape)
    : onesLike(picked.detach());
  const counted = hasIgnored ? where(ignored, 0, factor) : factor;
  const values = neg(mul(hasIgnored ? where(ignored, 0, picked) : picked, counted));
  if (reduction !== "mean") return named(reduced(values, reduction));
  return named(sum(values).div(sum(counted)));
}

/** Gives the last node PyTorch's name for the loss. */
function named(x: Tensor): Tensor {
  const output = x.detach();
  record("NllLossBackward0", [output], [x], [], ([g]) => [g]);
  return output;
}

export interface CrossEntropyOptions extends ClassLossOptions {
  /** Share of each target that is spread over all classes. */
  readonly labelSmoothing?: number;
}

/**
 * Cross entropy of logits. x is [classes], [n, classes] or [n, classes, …]; targets are int64 labels, or probabilities of
 * x's shape. Throws as `nllLoss`, and `ValueError` for a smoothing outside [0, 1].
 */
export function crossEntropy(x: Tensor, target: Tensor, options: CrossEntropyOptions = {}): Tensor {
  const { labelSmoothing = 0, weight, reduction = "mean", ignoreIndex = -100 } = options;
  checkReduction("crossEntropy", reduction);
  if (!(labelSmoothing >= 0 && labelSmoothing <= 1))
    throw new ValueError(`crossEntropy: labelSmoothing must lie in [0, 1]: got ${labelSmoothing}`, {
      labelSmoothing,
    });
  const dim = x.ndim > 1 ? 1 : 0;
  const isSoft =
    sameShape(x.shape, target.shape) && (target.dtype === "float32" || target.dtype === "float64");
  if (!isSoft && !weight && labelSmoothing === 0 && reduction === "mean" && x.ndim === 2) {
    const fused = meanCrossEntropy(x, target, ignoreIndex);
    if (fused) return fused;
  }
  const logProbabilities = logSoftmax(x, dim);
  if (isSoft) return soft(logProbabilities, target, dim, options);
  if (labelSmoothing === 0) return nllLoss(logProbabilities, target, options);

  const hard = nllLoss(logProbabilities, target, { ...options, reduction });
  const classes = x.shape[dim];
  const along = weight
    ? reshape(
        weight,
        x.shape.map((_, d) => (d === dim ? classes : 1)),
      )
    : null;
  const spread = sum(along ? mul(logProbabilities, along) : logProbabilities, dim).neg();
  const kept = target.long().ne(ignoreIndex);
  const masked = where(kept, spread, 0);
  const smooth =
    reduction === "none"
      ? masked
      : reduction === "sum"
        ? sum(masked)
        : sum(masked).div(keptWeight(kept, target, weight));
  return hard.mul(1 - labelSmoothing).add(smooth.mul(labelSmoothing / classes));
}

/** The common case in few passes: mean of log Σ eˣ − x[target] over [n, classes]; null where a target is ignored. */
function meanCrossEntropy(x: Tensor, target: Tensor, ignoreIndex: number): Tensor | null {
  const [n, classes] = x.shape;
  if (target.ndim !== 1 || target.shape[0] !== n || n === 0) return null;
  checkTargets("crossEntropy", target, classes, ignoreIndex);
  if (ignoreIndex >= 0 || firstOutside(target, classes) !== undefined) return null;
  const logits = x.detach();
  const labels = reshape(target.long(), [n, 1]);
  const total = fold(rows.logsumexp, [logits], 1, { keepdim: true })[0];
  const picked = gatherAlong(logits, 1, labels);
  const loss = fold(rows.meanDifference, [total, picked], null)[0];
  record("NllLossBackward0", [loss], [x], [x], ([g], [saved]) => {
    const scaled = g!.div(n);
    if (isGradEnabled())
      return [
        mul(softmax(saved, 1), scaled).sub(
          scatterAdd(x.shape, expand(reshape(scaled, [1, 1]), [n, 1]), labels, 1),
        ),
      ];
    const gradient = apply(rows.scaledExpOfDifference, [saved, total, scaled]);
    const share = expand(reshape(scaled.neg(), [1, 1]), [n, 1]);
    gradient.device.scatter(gradient, share, labels, 1, "add");
    return [gradient];
  });
  return loss;
}

const keptWeight = (kept: Tensor, target: Tensor, weight: Tensor | null | undefined): Tensor =>
  weight
    ? sum(
        where(
          kept,
          reshape(gatherAlong(weight, 0, reshape(where(kept, target, 0n), [-1])), target.shape),
          0,
        ),
      )
    : sum(kept);

function soft(
  logProbabilities: Tensor,
  target: Tensor,
  dim: number,
  options: CrossEntropyOptions,
): Tensor {
  const { labelSmoothing = 0, weight, reduction = "mean" } = options;
  const { shape } = logProbabilities;
  const classes = shape[dim];
  const smoothed = labelSmoothing
    ? target.mul(1 - labelSmoothing).add(labelSmoothing / classes)
    : target;
  const along = weight
    ? reshape(
        weight,
        shape.map((_, d) => (d === dim ? classes : 1)),
      )
    : null;
  const weighted = along ? mul(smoothed, along) : smoothed;
  const values = sum(mul(logProbabilities, weighted), dim).neg();
  if (reduction === "none") return values;
  const total = sum(values);
  return reduction === "sum" ? total : total.div(Math.max(1, values.numel()));
}
