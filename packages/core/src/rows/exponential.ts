// Rows of exponentials, logarithms and trigonometry.

import { pointwise } from "../row.ts";
import type { PointwiseRow } from "../row.ts";

export const exp: PointwiseRow = /* @__PURE__ */ pointwise("exp", {
  compute: "float",
  forward: (o, x) => o.exp(x),
  vjp: [(o, g, _x, y) => o.mul(g, y)],
});

export const expm1: PointwiseRow = /* @__PURE__ */ pointwise("expm1", {
  compute: "float",
  forward: (o, x) => o.expm1(x),
  vjp: [(o, g, _x, y) => o.mul(g, o.add(y, 1))],
});

export const log: PointwiseRow = /* @__PURE__ */ pointwise("log", {
  compute: "float",
  forward: (o, x) => o.log(x),
  vjp: [(o, g, x) => o.div(g, x)],
  domain: [0.1, 9],
});

export const log1p: PointwiseRow = /* @__PURE__ */ pointwise("log1p", {
  compute: "float",
  forward: (o, x) => o.log1p(x),
  vjp: [(o, g, x) => o.div(g, o.add(x, 1))],
  domain: [-0.9, 9],
});

export const sin: PointwiseRow = /* @__PURE__ */ pointwise("sin", {
  compute: "float",
  forward: (o, x) => o.sin(x),
  vjp: [(o, g, x) => o.mul(g, o.cos(x))],
});

export const cos: PointwiseRow = /* @__PURE__ */ pointwise("cos", {
  compute: "float",
  forward: (o, x) => o.cos(x),
  vjp: [(o, g, x) => o.neg(o.mul(g, o.sin(x)))],
});

export const tan: PointwiseRow = /* @__PURE__ */ pointwise("tan", {
  compute: "float",
  forward: (o, x) => o.tan(x),
  // d/dx tan x = 1 + y²
  vjp: [(o, g, _x, y) => o.mul(g, o.add(1, o.mul(y, y)))],
  domain: [-1.2, 1.2],
});

export const atan2: PointwiseRow = /* @__PURE__ */ pointwise("atan2", {
  compute: "float",
  forward: (o, y, x) => o.atan2(y, x),
  vjp: [
    (o, g, y, x) => o.div(o.mul(g, x), o.add(o.mul(x, x), o.mul(y, y))),
    (o, g, y, x) => o.neg(o.div(o.mul(g, y), o.add(o.mul(x, x), o.mul(y, y)))),
  ],
  domain: [
    [-3, 3],
    [0.5, 3],
  ],
});
