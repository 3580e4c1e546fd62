// plotActivations: activation functions side by side, with their derivatives.
import * as Plot from "@observablehq/plot";
import { ValueError } from "@flambeau/core";
import { checkColumns, drawFigure, type FigureOptions } from "./figure.ts";
import type { LegendItem } from "./legend.ts";
import { leftOut } from "./notes.ts";
import { finiteIndices, readVector, requireSameLength, type Numeric } from "./numeric.ts";
import type { PanelSpec } from "./panel.ts";
import { paddedRange } from "./range.ts";
import { colorOf, zeroColor } from "./theme.ts";

/** An activation function by its values. */
export interface ActivationCurve {
  readonly name: string;
  /** f(x), [n]. */
  readonly values: Numeric;
  /** f′(x), [n]. */
  readonly derivative?: Numeric;
}

/** Options of `plotActivations`. */
export interface ActivationsOptions extends FigureOptions {
  /** Panels in a row; default 3, or fewer where there are fewer functions. */
  readonly columns?: number;
}

const op = "plotActivations";
const derivativeDash = "5,3";

/**
 * One panel a function over `x` [n]: its values as a line, its derivative as a thin dashed one; returns a standalone SVG.
 * Throws ShapeError when lengths differ, ValueError when there is no function or nothing finite.
 */
export function plotActivations(
  x: Numeric,
  functions: readonly ActivationCurve[],
  options: ActivationsOptions = {},
): string {
  const xs = readVector(op, "x", x);
  if (functions.length === 0) {
    throw new ValueError(`${op}: functions is empty: it has 0; at least 1 is needed`);
  }
  const legend: LegendItem[] = functions.some(({ derivative }) => derivative !== undefined)
    ? [
        { key: "line", label: "f(x)", color: colorOf(0) },
        {
          key: "line",
          label: "Derivative f′(x)",
          color: colorOf(1),
          dash: derivativeDash,
        },
      ]
    : [];
  const curves = functions.map((curve) => readCurve(xs, curve));
  return drawFigure({
    op,
    options,
    defaultWidth: 800,
    rowHeight: 220,
    columns: checkColumns(op, options.columns) ?? Math.min(3, functions.length),
    legend: [legend],
    notes: curves.map(({ name, values }) => {
      const note = leftOut(xs.length, xs.length - values.length, 0);
      return note && `${name}: ${note}`;
    }),
    panels: curves.map((curve) => panelOf(curve)),
  });
}

interface Curve {
  readonly name: string;
  readonly values: readonly (readonly [x: number, y: number])[];
  readonly derivative: readonly (readonly [x: number, y: number])[];
}

function readCurve(xs: Float64Array, { name, values, derivative }: ActivationCurve): Curve {
  const read = (what: string, numbers: Numeric) => {
    const ys = readVector(op, what, numbers);
    requireSameLength(op, { x: xs.length, [what]: ys.length });
    return finiteIndices(op, { x: xs, [what]: ys })
      .sort((i, j) => xs[i] - xs[j])
      .map((i) => [xs[i], ys[i]] as const);
  };
  return {
    name,
    values: read(`values of ${name}`, values),
    derivative: derivative === undefined ? [] : read(`derivative of ${name}`, derivative),
  };
}

function panelOf({ name, values, derivative }: Curve): PanelSpec {
  const all = [...values, ...derivative];
  const xRange = paddedRange(
    all.map(([x]) => x),
    0,
  );
  const yRange = paddedRange(
    all.map(([, y]) => y),
    0.08,
  );
  const crosses = ([low, high]: readonly [number, number]) => low < 0 && high > 0;
  const look = { x: "0", y: "1", strokeLinejoin: "round" } as const;
  return {
    title: name,
    x: { range: xRange, label: "x" },
    y: { range: yRange },
    marks: [
      crosses(xRange) ? Plot.ruleX([0], { stroke: zeroColor }) : null,
      crosses(yRange) ? Plot.ruleY([0], { stroke: zeroColor }) : null,
      derivative.length > 0
        ? Plot.line(derivative, {
            ...look,
            stroke: colorOf(1),
            strokeWidth: 1.25,
            strokeDasharray: derivativeDash,
          })
        : null,
      Plot.line(values, { ...look, stroke: colorOf(0), strokeWidth: 2.25 }),
    ],
  };
}
