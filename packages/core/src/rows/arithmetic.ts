// Rows of elementwise arithmetic.

import { pointwise } from "../row.ts";
import type { PointwiseRow } from "../row.ts";

export const add: PointwiseRow = /* @__PURE__ */ pointwise("add", {
  forward: (o, a, b) => o.add(a, b),
  vjp: [(_, g) => g, (_, g) => g],
});

export const sub: PointwiseRow = /* @__PURE__ */ pointwise("sub", {
  accepts: "no-bool",
  forward: (o, a, b) => o.sub(a, b),
  vjp: [(_, g) => g, (o, g) => o.neg(g)],
});

export const mul: PointwiseRow = /* @__PURE__ */ pointwise("mul", {
  forward: (o, a, b) => o.mul(a, b),
  vjp: [(o, g, _a, b) => o.mul(g, b), (o, g, a) => o.mul(g, a)],
});

export const div: PointwiseRow = /* @__PURE__ */ pointwise("div", {
  compute: "float",
  forward: (o, a, b) => o.div(a, b),
  // d/db a/b = −(a/b)/b
  vjp: [(o, g, _a, b) => o.div(g, b), (o, g, a, b) => o.neg(o.mul(g, o.div(o.div(a, b), b)))],
  domain: [
    [-3, 3],
    [0.5, 3],
  ],
});

export const neg: PointwiseRow = /* @__PURE__ */ pointwise("neg", {
  accepts: "no-bool",
  forward: (o, x) => o.neg(x),
  vjp: [(o, g) => o.neg(g)],
});

export const abs: PointwiseRow = /* @__PURE__ */ pointwise("abs", {
  forward: (o, x) => o.abs(x),
  vjp: [(o, g, x) => o.mul(g, o.call(sign, x))],
  kinks: [0],
});

export const sign: PointwiseRow = /* @__PURE__ */ pointwise("sign", {
  // NaN compares false both times and gives 0, as PyTorch does.
  forward: (o, x) => o.sub(o.select(o.lt(0, x), 1, o.mul(x, 0)), o.select(o.lt(x, 0), 1, 0)),
  vjp: [(o, g) => o.mul(g, 0)],
  kinks: [0],
});

export const square: PointwiseRow = /* @__PURE__ */ pointwise("square", {
  gradName: "PowBackward0",
  forward: (o, x) => o.mul(x, x),
  vjp: [(o, g, x) => o.mul(g, o.mul(2, x))],
});

export const reciprocal: PointwiseRow = /* @__PURE__ */ pointwise("reciprocal", {
  compute: "float",
  forward: (o, x) => o.div(1, x),
  // d/dx 1/x = −y²
  vjp: [(o, g, _x, y) => o.neg(o.mul(g, o.mul(y, y)))],
  domain: [0.5, 3],
});

export const sqrt: PointwiseRow = /* @__PURE__ */ pointwise("sqrt", {
  compute: "float",
  forward: (o, x) => o.sqrt(x),
  // d/dx √x = 1/(2y)
  vjp: [(o, g, _x, y) => o.div(g, o.mul(2, y))],
  domain: [0.1, 9],
});

export const rsqrt: PointwiseRow = /* @__PURE__ */ pointwise("rsqrt", {
  compute: "float",
  forward: (o, x) => o.div(1, o.sqrt(x)),
  // d/dx x^(−1/2) = −y³/2
  vjp: [(o, g, _x, y) => o.mul(g, o.mul(-0.5, o.mul(y, o.mul(y, y))))],
  domain: [0.1, 9],
});

export const pow: PointwiseRow = /* @__PURE__ */ pointwise("pow", {
  forward: (o, x, n) => o.pow(x, n),
  vjp: [
    // d/dx xⁿ = n·xⁿ⁻¹, and 0 for n = 0 also at x = 0
    (o, g, x, n) => o.mul(g, o.select(o.eq(n, 0), 0, o.mul(n, o.pow(x, o.sub(n, 1))))),
    // d/dn xⁿ = xⁿ·ln x, and 0 at x = 0 for n ≥ 0
    (o, g, x, n, y) => o.mul(g, o.select(o.and(o.eq(x, 0), o.ge(n, 0)), 0, o.mul(y, o.log(x)))),
  ],
  domain: [
    [0.3, 3],
    [-2, 3],
  ],
  tolerance: [1e-5, 1e-6],
});

/** Remainder with the sign of the divisor, as Python's `%`. */
export const remainder: PointwiseRow = /* @__PURE__ */ pointwise("remainder", {
  accepts: "no-bool",
  forward: (o, a, b) => {
    const r = o.rem(a, b);
    return o.select(o.and(o.ne(r, 0), o.xor(o.lt(r, 0), o.lt(b, 0))), o.add(r, b), r);
  },
  // a − b·⌊a/b⌋
  vjp: [(_, g) => g, (o, g, a, b) => o.neg(o.mul(g, o.floor(o.div(a, b))))],
  domain: [
    [-7, 7],
    [1.1, 1.9],
  ],
  kinks: [0],
});

/** Remainder with the sign of the dividend, as C's `fmod`. */
export const fmod: PointwiseRow = /* @__PURE__ */ pointwise("fmod", {
  accepts: "no-bool",
  forward: (o, a, b) => o.rem(a, b),
  vjp: [(_, g) => g, (o, g, a, b) => o.neg(o.mul(g, o.trunc(o.div(a, b))))],
  domain: [
    [-7, 7],
    [1.1, 1.9],
  ],
});

export const maximum: PointwiseRow = /* @__PURE__ */ pointwise("maximum", {
  forward: (o, a, b) => o.max(a, b),
  // Ties share the gradient.
  vjp: [
    (o, g, a, b) => o.select(o.eq(a, b), o.mul(g, 0.5), o.select(o.lt(a, b), 0, g)),
    (o, g, a, b) => o.select(o.eq(a, b), o.mul(g, 0.5), o.select(o.lt(b, a), 0, g)),
  ],
});

export const minimum: PointwiseRow = /* @__PURE__ */ pointwise("minimum", {
  forward: (o, a, b) => o.min(a, b),
  vjp: [
    (o, g, a, b) => o.select(o.eq(a, b), o.mul(g, 0.5), o.select(o.lt(b, a), 0, g)),
    (o, g, a, b) => o.select(o.eq(a, b), o.mul(g, 0.5), o.select(o.lt(a, b), 0, g)),
  ],
});

/** x limited to [low, high]; a NaN limit gives NaN. */
export const clamp: PointwiseRow = /* @__PURE__ */ pointwise("clamp", {
  gradName: "ClampBackward1",
  forward: (o, x, low, high) => o.min(o.max(x, low), high),
  vjp: [(o, g, x, low, high) => o.select(o.and(o.ge(x, low), o.le(x, high)), g, 0), null, null],
  domain: [
    [-3, 3],
    [-1, -0.5],
    [0.5, 1],
  ],
});

export const floor: PointwiseRow = /* @__PURE__ */ pointwise("floor", {
  accepts: "no-bool",
  forward: (o, x) => o.floor(x),
  vjp: [(o, g) => o.mul(g, 0)],
});

export const ceil: PointwiseRow = /* @__PURE__ */ pointwise("ceil", {
  accepts: "no-bool",
  forward: (o, x) => o.ceil(x),
  vjp: [(o, g) => o.mul(g, 0)],
});

export const round: PointwiseRow = /* @__PURE__ */ pointwise("round", {
  accepts: "no-bool",
  forward: (o, x) => o.round(x),
  vjp: [(o, g) => o.mul(g, 0)],
});

export const trunc: PointwiseRow = /* @__PURE__ */ pointwise("trunc", {
  accepts: "no-bool",
  forward: (o, x) => o.trunc(x),
  vjp: [(o, g) => o.mul(g, 0)],
});

/** a + alpha·b. */
export const addScaled: PointwiseRow = /* @__PURE__ */ pointwise("add", {
  params: 1,
  forward: (o, a, b, alpha) => o.add(a, o.mul(alpha, b)),
  vjp: [(_, g) => g, (o, g, _a, _b, alpha) => o.mul(g, alpha)],
});

/** a − alpha·b. */
export const subScaled: PointwiseRow = /* @__PURE__ */ pointwise("sub", {
  params: 1,
  accepts: "no-bool",
  forward: (o, a, b, alpha) => o.sub(a, o.mul(alpha, b)),
  vjp: [(_, g) => g, (o, g, _a, _b, alpha) => o.neg(o.mul(g, alpha))],
});

export const clampMin: PointwiseRow = /* @__PURE__ */ pointwise("clampMin", {
  gradName: "ClampBackward1",
  forward: (o, x, low) => o.max(x, low),
  vjp: [
    (o, g, x, low) => o.select(o.ge(x, low), g, 0),
    (o, g, x, low) => o.select(o.lt(x, low), g, 0),
  ],
  domain: [
    [-3, 3],
    [-1, -0.5],
  ],
});

export const clampMax: PointwiseRow = /* @__PURE__ */ pointwise("clampMax", {
  gradName: "ClampBackward1",
  forward: (o, x, high) => o.min(x, high),
  vjp: [
    (o, g, x, high) => o.select(o.le(x, high), g, 0),
    (o, g, x, high) => o.select(o.gt(x, high), g, 0),
  ],
  domain: [
    [-3, 3],
    [0.5, 1],
  ],
});
