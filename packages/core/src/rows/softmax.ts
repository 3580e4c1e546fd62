// Rows that softmax, cross entropy and their gradients are made of.

import { pointwise, reduction } from "../row.ts";
import type { PointwiseRow, ReductionRow } from "../row.ts";
import { sub } from "./arithmetic.ts";
import { fused, mean } from "./reduction.ts";

/** e^(a − b): softmax, where b is the logarithm of the sum of exponentials. */
export const expOfDifference: PointwiseRow = /* @__PURE__ */ pointwise("expOfDifference", {
  accepts: "float",
  forward: (o, a, b) => o.exp(o.sub(a, b)),
  vjp: [(o, g, _a, _b, y) => o.mul(g, y), (o, g, _a, _b, y) => o.neg(o.mul(g, y))],
});

/** Σ a·b. */
export const sumOfProducts: ReductionRow = /* @__PURE__ */ reduction("sumOfProducts", {
  operands: 2,
  prologue: (o, a, b) => [o.mul(a, b)],
  monoid: { identity: () => [0], combine: (o, [a], [b]) => [o.add(a, b)] },
  vjp: [(o, g, _a, b) => o.mul(g, b), (o, g, a) => o.mul(g, a)],
});

/** y·(g − s): the gradient of softmax y, with s = Σ g·y. */
export const softmaxGradient: PointwiseRow = /* @__PURE__ */ pointwise("softmaxGradient", {
  accepts: "float",
  forward: (o, g, y, s) => o.mul(y, o.sub(g, s)),
  vjp: [
    (o, h, _g, y) => o.mul(h, y),
    (o, h, g, _y, s) => o.mul(h, o.sub(g, s)),
    (o, h, _g, y) => o.neg(o.mul(h, y)),
  ],
});

/** g − eʸ·s: the gradient of log-softmax y, with s = Σ g. */
export const logSoftmaxGradient: PointwiseRow = /* @__PURE__ */ pointwise("logSoftmaxGradient", {
  accepts: "float",
  forward: (o, g, y, s) => o.sub(g, o.mul(o.exp(y), s)),
  vjp: [
    (_, h) => h,
    (o, h, _g, y, s) => o.neg(o.mul(h, o.mul(o.exp(y), s))),
    (o, h, _g, y) => o.neg(o.mul(h, o.exp(y))),
  ],
});

/** s·e^(a − b): the gradient of a mean cross entropy but for the target's share. */
export const scaledExpOfDifference: PointwiseRow = /* @__PURE__ */ pointwise(
  "scaledExpOfDifference",
  {
    accepts: "float",
    forward: (o, a, b, s) => o.mul(s, o.exp(o.sub(a, b))),
    vjp: [
      (o, g, _a, _b, _s, y) => o.mul(g, y),
      (o, g, _a, _b, _s, y) => o.neg(o.mul(g, y)),
      (o, g, a, b) => o.mul(g, o.exp(o.sub(a, b))),
    ],
  },
);

/** The mean of a − b. */
export const meanDifference: ReductionRow = /* @__PURE__ */ fused(mean, sub);
