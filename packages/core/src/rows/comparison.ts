// Rows of comparison, logic and selection.

import { pointwise } from "../row.ts";
import type { PointwiseRow } from "../row.ts";

export const eq: PointwiseRow = /* @__PURE__ */ pointwise("eq", {
  forward: (o, a, b) => o.eq(a, b),
});
export const ne: PointwiseRow = /* @__PURE__ */ pointwise("ne", {
  forward: (o, a, b) => o.ne(a, b),
});
export const lt: PointwiseRow = /* @__PURE__ */ pointwise("lt", {
  forward: (o, a, b) => o.lt(a, b),
});
export const le: PointwiseRow = /* @__PURE__ */ pointwise("le", {
  forward: (o, a, b) => o.le(a, b),
});
export const gt: PointwiseRow = /* @__PURE__ */ pointwise("gt", {
  forward: (o, a, b) => o.gt(a, b),
});
export const ge: PointwiseRow = /* @__PURE__ */ pointwise("ge", {
  forward: (o, a, b) => o.ge(a, b),
});

export const isnan: PointwiseRow = /* @__PURE__ */ pointwise("isnan", {
  forward: (o, x) => o.ne(x, x),
});
export const isfinite: PointwiseRow = /* @__PURE__ */ pointwise("isfinite", {
  // ∞ − ∞ and NaN − NaN are NaN, which equals nothing.
  forward: (o, x) => o.eq(o.sub(x, x), 0),
});

export const logicalNot: PointwiseRow = /* @__PURE__ */ pointwise("logicalNot", {
  compute: "logical",
  forward: (o, x) => o.not(x),
});
export const logicalAnd: PointwiseRow = /* @__PURE__ */ pointwise("logicalAnd", {
  compute: "logical",
  forward: (o, a, b) => o.and(a, b),
});
export const logicalOr: PointwiseRow = /* @__PURE__ */ pointwise("logicalOr", {
  compute: "logical",
  forward: (o, a, b) => o.or(a, b),
});
export const logicalXor: PointwiseRow = /* @__PURE__ */ pointwise("logicalXor", {
  compute: "logical",
  forward: (o, a, b) => o.xor(a, b),
});

export const bitwiseAnd: PointwiseRow = /* @__PURE__ */ pointwise("bitwiseAnd", {
  accepts: "integral",
  forward: (o, a, b) => o.and(a, b),
});
export const bitwiseOr: PointwiseRow = /* @__PURE__ */ pointwise("bitwiseOr", {
  accepts: "integral",
  forward: (o, a, b) => o.or(a, b),
});
export const bitwiseXor: PointwiseRow = /* @__PURE__ */ pointwise("bitwiseXor", {
  accepts: "integral",
  forward: (o, a, b) => o.xor(a, b),
});
export const bitwiseNot: PointwiseRow = /* @__PURE__ */ pointwise("bitwiseNot", {
  accepts: "integral",
  forward: (o, x) => o.not(x),
});

/** a where the condition holds, b elsewhere. */
export const where: PointwiseRow = /* @__PURE__ */ pointwise("where", {
  boolOperands: [0],
  forward: (o, condition, a, b) => o.select(condition, a, b),
  vjp: [
    null,
    (o, g, condition) => o.select(condition, g, 0),
    (o, g, condition) => o.select(condition, 0, g),
  ],
});

/** x with `value` where the mask is set. */
export const maskedFill: PointwiseRow = /* @__PURE__ */ pointwise("maskedFill", {
  boolOperands: [1],
  gradName: "MaskedFillBackward0",
  forward: (o, x, mask, value) => o.select(mask, value, x),
  vjp: [(o, g, _x, mask) => o.select(mask, 0, g), null, (o, g, _x, mask) => o.select(mask, g, 0)],
});

export const bitwiseLeftShift: PointwiseRow = /* @__PURE__ */ pointwise("bitwiseLeftShift", {
  accepts: "integer",
  forward: (o, a, b) => o.shiftLeft(a, b),
});
export const bitwiseRightShift: PointwiseRow = /* @__PURE__ */ pointwise("bitwiseRightShift", {
  accepts: "integer",
  forward: (o, a, b) => o.shiftRight(a, b),
});
