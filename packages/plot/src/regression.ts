// plotRegression: points of one feature and a target, with the fitted line.
import * as Plot from "@observablehq/plot";
import { drawFigure, type FigureOptions } from "./figure.ts";
import type { LegendItem } from "./legend.ts";
import { leftOut } from "./notes.ts";
import { finiteIndices, readVector, requireSameLength, type Numeric } from "./numeric.ts";
import { clipLine } from "./polyline.ts";
import { checkRange, paddedRange, steppedTicks, tickFormat, type Range } from "./range.ts";
import { colorOf } from "./theme.ts";

/** Options of `plotRegression`. */
export interface RegressionOptions extends FigureOptions {
  /** Range of the x axis; default that of the data. */
  readonly xRange?: Range;
  /** Range of the y axis; default that of the data and the prediction. */
  readonly yRange?: Range;
  /** Distance of ticks on the x axis. */
  readonly dx?: number;
  /** Distance of ticks on the y axis. */
  readonly dy?: number;
  readonly xLabel?: string;
  readonly yLabel?: string;
}

const op = "plotRegression";

/**
 * Scatter of `y` over `x` (both [n] or [n, 1]) with the fitted line, drawn in the order of x; returns a standalone SVG.
 * Points that are not finite or lie outside the ranges are left out and counted below the plot.
 * Throws ShapeError when lengths differ, ValueError for empty data, bad ranges or a figure that is too small.
 */
export function plotRegression(
  x: Numeric,
  y: Numeric,
  prediction?: Numeric,
  options: RegressionOptions = {},
): string {
  const xs = readVector(op, "x", x);
  const ys = readVector(op, "y", y);
  requireSameLength(op, { x: xs.length, y: ys.length });
  const points = finiteIndices(op, { x: xs, y: ys });
  const fit = prediction === undefined ? undefined : readFit(xs, prediction);

  const xRange = options.xRange
    ? checkRange(op, "xRange", options.xRange)
    : paddedRange(points.map((i) => xs[i]));
  const yRange = options.yRange
    ? checkRange(op, "yRange", options.yRange)
    : paddedRange([...points.map((i) => ys[i]), ...(fit?.ys ?? [])]);
  const shown = points.filter(
    (i) => xs[i] >= xRange[0] && xs[i] <= xRange[1] && ys[i] >= yRange[0] && ys[i] <= yRange[1],
  );
  const line = fit ? clipLine(fit.xs, fit.ys, xRange, yRange) : [];

  const [pointColor, lineColor] = [colorOf(0), colorOf(1)];
  const legend: LegendItem[] = fit
    ? [
        { key: "point", label: "Data", color: pointColor, symbol: "circle" },
        { key: "line", label: "Prediction", color: lineColor },
      ]
    : [];
  return drawFigure({
    op,
    options,
    defaultWidth: 640,
    rowHeight: 380,
    legend: [legend],
    notes: [leftOut(xs.length, xs.length - points.length, points.length - shown.length)],
    panels: [
      {
        x: {
          range: xRange,
          label: options.xLabel ?? "x",
          ...stepped("dx", xRange, options.dx),
        },
        y: {
          range: yRange,
          label: options.yLabel ?? "y",
          ...stepped("dy", yRange, options.dy),
        },
        marks: [
          Plot.dot(shown, {
            x: (i: number) => xs[i],
            y: (i: number) => ys[i],
            r: 3,
            fill: pointColor,
            fillOpacity: 0.55,
          }),
          Plot.line(line, {
            x: "x",
            y: "y",
            z: "piece",
            stroke: lineColor,
            strokeWidth: 2.5,
            strokeLinejoin: "round",
          }),
        ],
      },
    ],
  });
}

function stepped(name: string, range: Range, step: number | undefined) {
  if (step === undefined) return {};
  const ticks = steppedTicks(op, name, range, step);
  return { ticks, format: tickFormat(ticks) };
}

/** A prediction in the order of x. */
function readFit(xs: Float64Array, prediction: Numeric): { xs: Float64Array; ys: Float64Array } {
  const predicted = readVector(op, "prediction", prediction);
  requireSameLength(op, { x: xs.length, prediction: predicted.length });
  const order = finiteIndices(op, { x: xs, prediction: predicted }).sort((i, j) => xs[i] - xs[j]);
  return {
    xs: Float64Array.from(order, (i) => xs[i]),
    ys: Float64Array.from(order, (i) => predicted[i]),
  };
}
