// Rows that fold dimensions, the monoids they fold with, and the fusion of a pointwise row into a fold.

import { isFloat, type DType } from "../dtype.ts";
import { reduction, type Monoid, type PointwiseRow, type ReductionRow } from "../row.ts";

const addition: Monoid = {
  identity: () => [0],
  combine: (o, [a], [b]) => [o.add(a, b)],
};

export const sum: ReductionRow = /* @__PURE__ */ reduction("sum", {
  compute: "sum",
  prologue: (_, x) => [x],
  monoid: addition,
  vjp: [(_, g) => g],
});

export const mean: ReductionRow = /* @__PURE__ */ reduction("mean", {
  accepts: "float",
  prologue: (_, x) => [x],
  monoid: addition,
  epilogue: (o, total, count) => [o.div(total, count)],
  vjp: [(o, g, _x, _y, count) => o.div(g, count)],
});

/** The product, with that of the nonzero values and the number of zeros, from which the gradient follows. */
export const prod: ReductionRow = /* @__PURE__ */ reduction("prod", {
  compute: "sum",
  prologue: (o, x) => [o.select(o.eq(x, 0), 1, x), o.cast(o.eq(x, 0), "int32")],
  monoid: {
    identity: () => [1, 0],
    combine: (o, [p, zeros], [q, more]) => [o.mul(p, q), o.add(zeros, more)],
  },
  epilogue: (o, product, zeros) => [
    o.select(o.eq(zeros, 0), product, o.mul(product, 0)),
    product,
    zeros,
  ],
  // y/x where nothing is 0; the product of the others at the only zero; else 0.
  vjp: [
    (o, g, x, y, product, zeros) =>
      o.mul(
        g,
        o.select(
          o.eq(zeros, 0),
          o.div(y, x),
          o.select(o.and(o.eq(zeros, 1), o.eq(x, 0)), product, 0),
        ),
      ),
  ],
  domain: [0.5, 2],
});

export const any: ReductionRow = /* @__PURE__ */ reduction("any", {
  compute: "logical",
  prologue: (_, x) => [x],
  monoid: { identity: () => [0], combine: (o, [a], [b]) => [o.or(a, b)] },
});

export const all: ReductionRow = /* @__PURE__ */ reduction("all", {
  compute: "logical",
  prologue: (_, x) => [x],
  monoid: { identity: () => [1], combine: (o, [a], [b]) => [o.and(a, b)] },
});

/** Lowest and highest value of a dtype. */
function extremes(dtype: DType): readonly [number | bigint, number | bigint] {
  if (isFloat(dtype)) return [-Infinity, Infinity];
  if (dtype === "bool") return [0, 1];
  if (dtype === "int64") return [-(2n ** 63n), 2n ** 63n - 1n];
  if (dtype === "uint8") return [0, 255];
  const half = 2 ** (dtype === "int32" ? 31 : dtype === "int16" ? 15 : 7);
  return [-half, half - 1];
}

/** Keeps the extreme value and how many places share it, between which a gradient is divided. */
const extremum = (end: 0 | 1): Monoid => ({
  identity: (dtype) => [extremes(dtype)[end], 0],
  combine: (o, [a, n], [b, m]) => [
    end === 0 ? o.max(a, b) : o.min(a, b),
    o.select(o.eq(a, b), o.add(n, m), o.select(end === 0 ? o.lt(a, b) : o.lt(b, a), m, n)),
  ],
});

const extreme = (name: string, gradName: string, end: 0 | 1): ReductionRow =>
  reduction(name, {
    gradName,
    nonEmpty: true,
    prologue: (o, x) => [x, o.constant(1, "int32")],
    monoid: extremum(end),
    vjp: [(o, g, x, y, ties) => o.select(o.eq(x, y), o.div(g, o.cast(ties, o.dtype)), 0)],
  });

export const amax: ReductionRow = /* @__PURE__ */ extreme("amax", "AmaxBackward0", 0);
export const amin: ReductionRow = /* @__PURE__ */ extreme("amin", "AminBackward0", 1);

/** Keeps the better value and its place: NaN beats all, of equals the first wins. A place of −1 is nothing yet. */
const selection = (end: 0 | 1): Monoid => ({
  identity: (dtype) => [extremes(dtype)[end], -1],
  combine: (o, [a, i], [b, j]) => {
    const better = end === 0 ? o.lt(a, b) : o.lt(b, a);
    const bWins = o.or(better, o.and(o.ne(b, b), o.eq(a, a)));
    const tie = o.or(o.eq(a, b), o.and(o.ne(b, b), o.ne(a, a)));
    const takeB = o.or(o.lt(i, 0), o.and(o.ge(j, 0), o.or(bWins, o.and(tie, o.lt(j, i)))));
    return [o.select(takeB, b, a), o.select(takeB, j, i)];
  },
});

const place = (name: string, gradName: string, end: 0 | 1): ReductionRow =>
  reduction(name, {
    gradName,
    nonEmpty: true,
    prologue: (_, x, coordinate) => [x, coordinate],
    monoid: selection(end),
    epilogue: (o, value, index) => [value, o.cast(index, "int64")],
  });

/** The largest value and the place of the first one. */
export const maxWithIndex: ReductionRow = /* @__PURE__ */ place("max", "MaxBackward0", 0);
export const minWithIndex: ReductionRow = /* @__PURE__ */ place("min", "MinBackward0", 1);

/** log Σ eˣ, folded as (maximum, Σ e^(x − maximum)); Milakov and Gimelshein, 2018. */
export const logsumexp: ReductionRow = /* @__PURE__ */ reduction("logsumexp", {
  accepts: "float",
  prologue: (o, x) => [x, o.constant(1, o.dtype)],
  monoid: {
    identity: () => [-Infinity, 0],
    combine: (o, [a, s], [b, t]) => {
      const top = o.max(a, b);
      const scaled = (value: typeof a, total: typeof a) =>
        o.select(o.eq(value, top), total, o.mul(total, o.exp(o.sub(value, top))));
      return [top, o.add(scaled(a, s), scaled(b, t))];
    },
  },
  epilogue: (o, top, total) => [o.add(top, o.log(total))],
  vjp: [(o, g, x, y) => o.mul(g, o.exp(o.sub(x, y)))],
});

/** √Σ x². */
export const norm: ReductionRow = /* @__PURE__ */ reduction("norm", {
  gradName: "NormBackward1",
  accepts: "float",
  prologue: (o, x) => [o.mul(x, x)],
  monoid: addition,
  epilogue: (o, total) => [o.sqrt(total)],
  // 0 at the origin, as PyTorch's subgradient.
  vjp: [(o, g, x, y) => o.select(o.eq(y, 0), 0, o.div(o.mul(g, x), y))],
});

/** `fold` over the values of a pointwise row, in one kernel: the mean of a loss, say. */
/* @__NO_SIDE_EFFECTS__ */
export function fused(fold: ReductionRow, row: PointwiseRow): ReductionRow {
  const tail = row.operands + row.params;
  return reduction(row.name, {
    gradName: row.gradName,
    operands: row.operands,
    params: row.params,
    boolOperands: row.boolOperands,
    accepts: row.accepts,
    compute: row.compute,
    prologue: (o, ...values) => [row.forward(o, ...values.slice(0, tail))],
    monoid: fold.monoid,
    epilogue: (o, ...values) => fold.epilogue(o, values[0], values[values.length - 1]),
    vjp: row.vjp.map((vjp) =>
      vjp === null
        ? null
        : (o, g, ...values) => {
            const count = values[values.length - 1];
            const scaled = fold.vjp[0]!(o, g, g, g, count);
            const operands = values.slice(0, tail);
            return vjp(o, scaled, ...operands, row.forward(o, ...operands));
          },
    ),
  });
}
