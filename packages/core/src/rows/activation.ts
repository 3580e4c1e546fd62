// Rows of activation functions.

import { pointwise } from "../row.ts";
import type { PointwiseRow } from "../row.ts";

export const sigmoid: PointwiseRow = /* @__PURE__ */ pointwise("sigmoid", {
  compute: "float",
  forward: (o, x) => o.div(1, o.add(1, o.exp(o.neg(x)))),
  // σ′ = y·(1 − y)
  vjp: [(o, g, _x, y) => o.mul(g, o.mul(y, o.sub(1, y)))],
  domain: [-8, 8],
});

export const tanh: PointwiseRow = /* @__PURE__ */ pointwise("tanh", {
  compute: "float",
  forward: (o, x) => o.tanh(x),
  // tanh′ = 1 − y²
  vjp: [(o, g, _x, y) => o.mul(g, o.sub(1, o.mul(y, y)))],
});

export const relu: PointwiseRow = /* @__PURE__ */ pointwise("relu", {
  accepts: "no-bool",
  forward: (o, x) => o.max(x, 0),
  vjp: [(o, g, _x, y) => o.select(o.gt(y, 0), g, 0)],
  kinks: [0],
});

export const leakyRelu: PointwiseRow = /* @__PURE__ */ pointwise("leakyRelu", {
  params: 1,
  accepts: "float",
  forward: (o, x, slope) => o.select(o.gt(x, 0), x, o.mul(x, slope)),
  vjp: [(o, g, x, slope) => o.select(o.gt(x, 0), g, o.mul(g, slope))],
  kinks: [0],
});

/** Exponential linear unit; Clevert et al., 2016. */
export const elu: PointwiseRow = /* @__PURE__ */ pointwise("elu", {
  params: 1,
  accepts: "float",
  forward: (o, x, alpha) => o.select(o.gt(x, 0), x, o.mul(alpha, o.expm1(x))),
  vjp: [(o, g, x, alpha) => o.select(o.gt(x, 0), g, o.mul(g, o.mul(alpha, o.exp(x))))],
  kinks: [0],
});

// Klambauer et al., Self-Normalizing Neural Networks, 2017, equation 14.
const SELU_ALPHA = 1.6732632423543772;
const SELU_SCALE = 1.0507009873554805;

export const selu: PointwiseRow = /* @__PURE__ */ pointwise("selu", {
  gradName: "EluBackward0",
  accepts: "float",
  forward: (o, x) =>
    o.select(o.gt(x, 0), o.mul(SELU_SCALE, x), o.mul(SELU_SCALE * SELU_ALPHA, o.expm1(x))),
  vjp: [
    (o, g, x) =>
      o.mul(g, o.select(o.gt(x, 0), SELU_SCALE, o.mul(SELU_SCALE * SELU_ALPHA, o.exp(x)))),
  ],
  kinks: [0],
});

/** log(1 + e^(βx))/β, and x itself where βx passes the threshold. */
export const softplus: PointwiseRow = /* @__PURE__ */ pointwise("softplus", {
  params: 2,
  accepts: "float",
  forward: (o, x, beta, threshold) => {
    const scaled = o.mul(x, beta);
    return o.select(o.gt(scaled, threshold), x, o.div(o.log1p(o.exp(scaled)), beta));
  },
  vjp: [
    (o, g, x, beta, threshold) => {
      const scaled = o.mul(x, beta);
      return o.select(o.gt(scaled, threshold), g, o.mul(g, o.call(sigmoid, scaled)));
    },
  ],
  domain: [-8, 8],
});

/** x·σ(x). */
export const silu: PointwiseRow = /* @__PURE__ */ pointwise("silu", {
  accepts: "float",
  forward: (o, x) => o.mul(x, o.call(sigmoid, x)),
  // σ(x)·(1 + x·(1 − σ(x)))
  vjp: [
    (o, g, x) => {
      const s = o.call(sigmoid, x);
      return o.mul(g, o.mul(s, o.add(1, o.mul(x, o.sub(1, s)))));
    },
  ],
  domain: [-8, 8],
});

/** x/(1 + |x|). */
export const softsign: PointwiseRow = /* @__PURE__ */ pointwise("softsign", {
  gradName: "DivBackward0",
  compute: "float",
  forward: (o, x) => o.div(x, o.add(1, o.abs(x))),
  // (1 − |y|)/(1 + |x|): NaN at ±∞, as PyTorch's
  vjp: [(o, g, x, y) => o.mul(g, o.div(o.sub(1, o.abs(y)), o.add(1, o.abs(x))))],
  domain: [-8, 8],
});

/** log σ(x) = −softplus(−x), without overflow. */
export const logsigmoid: PointwiseRow = /* @__PURE__ */ pointwise("logsigmoid", {
  gradName: "LogSigmoidBackward0",
  accepts: "float",
  forward: (o, x) => o.sub(o.min(x, 0), o.log1p(o.exp(o.neg(o.abs(x))))),
  vjp: [(o, g, x) => o.mul(g, o.call(sigmoid, o.neg(x)))],
  domain: [-8, 8],
});
