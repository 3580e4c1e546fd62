// plotClassification2d: points of two features by class, over the regions that a classifier decides.
import * as Plot from "@observablehq/plot";
import { ShapeError, ValueError } from "@flambeau/core";
import { classFields, gridOver, type DecisionGridOptions, type Transform } from "./decision.ts";
import { drawFigure, type FigureOptions } from "./figure.ts";
import type { LegendItem } from "./legend.ts";
import { leftOut } from "./notes.ts";
import {
  finiteIndices,
  readMatrix,
  readVector,
  requireSameLength,
  type Numeric,
} from "./numeric.ts";
import { boundaryKey, probabilityKeys, regionMarks } from "./regions.ts";
import { colorOf, symbolOf } from "./theme.ts";

/** Options of `plotClassification2d`. */
export interface ClassificationOptions extends FigureOptions, DecisionGridOptions {
  /**
   * Logits for points of the grid (`grid` is count × 2, row-major): `count` of them for Sigmoid, `count` × classes for
   * Softmax.
   */
  readonly predict?: (grid: Float32Array, count: number) => Numeric;
  /** How logits become probabilities; default by their number: Sigmoid for one a point, else Softmax. */
  readonly transform?: Transform;
  /** Names of the classes, in the order of their numbers. */
  readonly classNames?: readonly string[];
  readonly xLabel?: string;
  readonly yLabel?: string;
}

const op = "plotClassification2d";

/**
 * Points `x` [n, 2] coloured by class `y` [n]. With `predict`, the region of each class is tinted, the deeper the more
 * probable the class there (by sigmoid or softmax of the logits), with the decision boundary as a line. With `predict`, y
 * holds class numbers 0 … k − 1. Returns a standalone SVG. Points that are not finite are left out and counted below.
 * Throws ShapeError for shapes that do not fit, ValueError for empty data or labels that are no class of the prediction.
 */
export function plotClassification2d(
  x: Numeric,
  y: Numeric,
  options: ClassificationOptions = {},
): string {
  const { data, rows } = readMatrix(op, "x", x, 2);
  const labels = readVector(op, "y", y);
  requireSameLength(op, { "x (rows)": rows, y: labels.length });
  const xs = data.filter((_, i) => i % 2 === 0);
  const ys = data.filter((_, i) => i % 2 === 1);
  const points = finiteIndices(op, { "x[:, 0]": xs, "x[:, 1]": ys, y: labels });
  const grid = gridOver(op, Float64Array.from(points.flatMap((i) => [xs[i], ys[i]])), options);
  const predicted =
    options.predict &&
    classFields(op, options.predict(grid.points, grid.count), grid.count, options.transform);

  const found = [...new Set(points.map((i) => labels[i]))].sort((a, b) => a - b);
  const classes = predicted ? predicted.fields.map((_, k) => k) : found;
  const strangers = found.filter((label) => !classes.includes(label));
  if (strangers.length > 0) {
    throw new ValueError(
      `${op}: y holds labels that predict has no output for: ${strangers.join(", ")}; class numbers 0 to ${classes.length - 1} are needed`,
      { labels: strangers, classes: classes.length },
    );
  }
  const names = options.classNames ?? classes.map((label) => `Class ${label}`);
  if (names.length !== classes.length) {
    throw new ShapeError(
      `${op}: classNames do not fit: ${names.length} names for ${classes.length} classes; one a class is needed`,
      { names: names.length, classes: classes.length },
    );
  }

  const legend: LegendItem[] = classes.map((_, k) => ({
    key: "point",
    label: names[k],
    color: colorOf(k),
    symbol: symbolOf(k),
  }));
  return drawFigure({
    op,
    options,
    defaultWidth: 640,
    rowHeight: 480,
    legend: predicted ? [[...legend, boundaryKey], probabilityKeys()] : [legend],
    notes: [
      leftOut(rows, rows - points.length, 0),
      predicted && predicted.notNumbers > 0
        ? `No region where predict gave NaN: ${predicted.notNumbers} of ${grid.count} points of the grid.`
        : undefined,
    ],
    panels: [
      {
        framed: true,
        x: { range: grid.xRange, label: options.xLabel ?? "Feature 1" },
        y: { range: grid.yRange, label: options.yLabel ?? "Feature 2" },
        marks: [
          ...(predicted ? regionMarks(grid, predicted.fields) : []),
          ...classes.map((label, k) =>
            Plot.dot(
              points.filter((i) => labels[i] === label),
              {
                x: (i: number) => xs[i],
                y: (i: number) => ys[i],
                r: 3.5,
                symbol: symbolOf(k),
                fill: colorOf(k),
                stroke: "white",
                strokeWidth: 0.75,
              },
            ),
          ),
        ],
      },
    ],
  });
}
