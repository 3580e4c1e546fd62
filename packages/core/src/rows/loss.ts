// Rows of elementwise losses; `fused(mean, row)` folds one in a single kernel.

import { pointwise } from "../row.ts";
import type { PointwiseRow, ReductionRow } from "../row.ts";
import { fused, mean, sum } from "./reduction.ts";
import { sigmoid } from "./activation.ts";

export const mseLoss: PointwiseRow = /* @__PURE__ */ pointwise("mseLoss", {
  forward: (o, x, target) => {
    const d = o.sub(x, target);
    return o.mul(d, d);
  },
  vjp: [
    (o, g, x, target) => o.mul(g, o.mul(2, o.sub(x, target))),
    (o, g, x, target) => o.mul(g, o.mul(2, o.sub(target, x))),
  ],
});

export const l1Loss: PointwiseRow = /* @__PURE__ */ pointwise("l1Loss", {
  gradName: "L1LossBackward0",
  forward: (o, x, target) => o.abs(o.sub(x, target)),
  vjp: [
    (o, g, x, target) => o.select(o.eq(x, target), 0, o.select(o.lt(target, x), g, o.neg(g))),
    (o, g, x, target) => o.select(o.eq(x, target), 0, o.select(o.lt(target, x), o.neg(g), g)),
  ],
});

// PyTorch keeps both logarithms above −100, so that a certain and wrong answer costs 100 and not ∞.
const LOG_FLOOR = -100;

export const binaryCrossEntropy: PointwiseRow = /* @__PURE__ */ pointwise("binaryCrossEntropy", {
  accepts: "float",
  forward: (o, p, target) =>
    o.neg(
      o.add(
        o.mul(target, o.max(o.log(p), LOG_FLOOR)),
        o.mul(o.sub(1, target), o.max(o.log1p(o.neg(p)), LOG_FLOOR)),
      ),
    ),
  vjp: [
    // (p − t)/(p·(1 − p)), the denominator kept above 1e−12
    (o, g, p, target) => o.div(o.mul(g, o.sub(p, target)), o.max(o.mul(p, o.sub(1, p)), 1e-12)),
    (o, g, p) => o.mul(g, o.sub(o.max(o.log1p(o.neg(p)), LOG_FLOOR), o.max(o.log(p), LOG_FLOOR))),
  ],
  domain: [0.05, 0.95],
});

export const binaryCrossEntropyWithLogits: PointwiseRow = /* @__PURE__ */ pointwise(
  "binaryCrossEntropyWithLogits",
  {
    accepts: "float",
    // max(x, 0) − x·t + log(1 + e^−|x|)
    forward: (o, x, target) =>
      o.add(o.sub(o.max(x, 0), o.mul(x, target)), o.log1p(o.exp(o.neg(o.abs(x))))),
    vjp: [
      (o, g, x, target) => o.mul(g, o.sub(o.call(sigmoid, x), target)),
      (o, g, x) => o.neg(o.mul(g, x)),
    ],
  },
);

export const mseLossMean: ReductionRow = /* @__PURE__ */ fused(mean, mseLoss);
export const mseLossSum: ReductionRow = /* @__PURE__ */ fused(sum, mseLoss);
export const l1LossMean: ReductionRow = /* @__PURE__ */ fused(mean, l1Loss);
export const l1LossSum: ReductionRow = /* @__PURE__ */ fused(sum, l1Loss);
export const binaryCrossEntropyMean: ReductionRow = /* @__PURE__ */ fused(mean, binaryCrossEntropy);
export const binaryCrossEntropySum: ReductionRow = /* @__PURE__ */ fused(sum, binaryCrossEntropy);
export const binaryCrossEntropyWithLogitsMean: ReductionRow = /* @__PURE__ */ fused(
  mean,
  binaryCrossEntropyWithLogits,
);
export const binaryCrossEntropyWithLogitsSum: ReductionRow = /* @__PURE__ */ fused(
  sum,
  binaryCrossEntropyWithLogits,
);
