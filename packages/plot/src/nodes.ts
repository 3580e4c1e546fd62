// plotNodes: the feature that each hidden node computes, and the prediction made of them.
import * as Plot from "@observablehq/plot";
import { ShapeError, ValueError } from "@flambeau/core";
import { checkColumns, drawFigure, type FigureOptions } from "./figure.ts";
import type { LegendItem } from "./legend.ts";
import { leftOut } from "./notes.ts";
import {
  finiteIndices,
  readMatrix,
  readVector,
  requireSameLength,
  type Numeric,
} from "./numeric.ts";
import type { PanelSpec } from "./panel.ts";
import { paddedRange } from "./range.ts";
import { colorOf, mutedInk } from "./theme.ts";

/** What `plotNodes` shows, and its options. */
export interface NodesOptions extends FigureOptions {
  /** Values of the hidden nodes, after their activation function: [n, h]. */
  readonly hidden: Numeric;
  /** The layer that follows, with one output: `weight` [h] or [1, h], `bias` [1]. A `Linear` will do. */
  readonly output?: {
    readonly weight: Numeric;
    readonly bias?: Numeric | null;
  };
  /** The final prediction [n]; default hidden · weight + bias. */
  readonly prediction?: Numeric;
  /** The targets [n]. */
  readonly y?: Numeric;
  /** Panels in a row; default 2 to 4 by their number. */
  readonly columns?: number;
  readonly xLabel?: string;
}

const op = "plotNodes";

/**
 * One panel for each hidden node's value over `x` ([n] or [n, 1]), titled with its weight in the output, and one for the
 * prediction over the targets; returns a standalone SVG.
 * Throws ShapeError when lengths differ, ValueError for empty data or when neither prediction nor output is given.
 */
export function plotNodes(x: Numeric, options: NodesOptions): string {
  const xs = readVector(op, "x", x);
  const hidden = readMatrix(op, "hidden", options.hidden);
  const weights = options.output && readWeights(options.output, hidden.columns);
  requireSameLength(op, { x: xs.length, "hidden (rows)": hidden.rows });
  const prediction = readPrediction(options, hidden, weights);
  requireSameLength(op, { x: xs.length, prediction: prediction.length });
  const ys = options.y === undefined ? undefined : readVector(op, "y", options.y);
  if (ys) requireSameLength(op, { x: xs.length, y: ys.length });

  const order = finiteIndices(op, { x: xs, prediction }).sort((i, j) => xs[i] - xs[j]);
  const points = ys ? finiteIndices(op, { x: xs, y: ys }) : [];
  const xRange = paddedRange(
    [...order, ...points].map((i) => xs[i]),
    0.02,
  );
  const node = (i: number, j: number): number => hidden.data[i * hidden.columns + j];
  const xAxis = { range: xRange, label: options.xLabel ?? "x" };
  const line = (value: (i: number) => number, stroke: string) =>
    Plot.line(order, {
      x: (i: number) => xs[i],
      y: value,
      stroke,
      strokeWidth: 2.25,
      strokeLinejoin: "round",
    });

  // One range for all nodes, so that heights can be compared.
  const nodeRange = paddedRange(
    order.flatMap((i) => Array.from({ length: hidden.columns }, (_, j) => node(i, j))),
  );
  if (!nodeRange.every(Number.isFinite)) {
    throw new ValueError(
      `${op}: nothing to draw: none of ${hidden.data.length} values of hidden is finite where x and prediction are`,
    );
  }
  const nodePanels = Array.from({ length: hidden.columns }, (_, j): PanelSpec => {
    const weight = weights && `, output weight ${formatWeight(weights.weight[j])}`;
    return {
      title: `Node ${j + 1}${weight ?? ""}`,
      x: xAxis,
      y: { range: nodeRange },
      marks: [line((i) => node(i, j), colorOf(0))],
    };
  });
  const predictionPanel: PanelSpec = {
    title: "Prediction",
    x: xAxis,
    y: {
      range: paddedRange([...order.map((i) => prediction[i]), ...points.map((i) => ys![i])]),
    },
    marks: [
      Plot.dot(points, {
        x: (i: number) => xs[i],
        y: (i: number) => ys![i],
        r: 2.25,
        fill: mutedInk,
        fillOpacity: 0.35,
      }),
      line((i) => prediction[i], colorOf(1)),
    ],
  };
  const panels = [...nodePanels, predictionPanel];
  const columns = checkColumns(op, options.columns) ?? defaultColumns(panels.length);
  return drawFigure({
    op,
    options,
    defaultWidth: columns > 3 ? 1000 : 760,
    rowHeight: 240,
    columns,
    legend: [nodesLegend(ys !== undefined)],
    notes: [leftOut(xs.length, xs.length - (ys ? points : order).length, 0)],
    panels,
  });
}

/** 2 to 4 columns: those that leave the last row fullest, and of these the more, but 2 × 2 for four panels. */
function defaultColumns(panels: number): number {
  if (panels <= 4) return panels === 3 ? 3 : 2;
  const empty = (columns: number) => (columns - (panels % columns)) % columns;
  return empty(4) <= empty(3) ? 4 : 3;
}

function nodesLegend(hasTargets: boolean): LegendItem[] {
  const data: LegendItem = { key: "point", label: "Data", color: mutedInk, symbol: "circle" };
  return [
    { key: "line", label: "Hidden node", color: colorOf(0) },
    { key: "line", label: "Prediction", color: colorOf(1) },
    ...(hasTargets ? [data] : []),
  ];
}

interface Weights {
  readonly weight: Float64Array;
  readonly bias: number;
}

function readWeights(output: NonNullable<NodesOptions["output"]>, nodes: number): Weights {
  const { data, rows, columns } = readMatrix(op, "output.weight", output.weight);
  if (data.length !== nodes || (rows !== 1 && columns !== 1)) {
    throw new ShapeError(
      `${op}: output.weight does not fit hidden: it is [${rows}, ${columns}] for ${nodes} nodes; [1, ${nodes}] is needed`,
      { rows, columns, nodes },
    );
  }
  const bias = output.bias ? readVector(op, "output.bias", output.bias) : [0];
  if (bias.length !== 1) {
    throw new ShapeError(`${op}: output.bias has ${bias.length} values; 1 is needed`, {
      length: bias.length,
    });
  }
  return { weight: data, bias: bias[0] };
}

function readPrediction(
  options: NodesOptions,
  hidden: { data: Float64Array; rows: number; columns: number },
  weights: Weights | undefined,
): Float64Array {
  if (options.prediction !== undefined) return readVector(op, "prediction", options.prediction);
  if (weights === undefined) {
    throw new ValueError(`${op}: neither prediction nor output came; one of them is needed`);
  }
  return Float64Array.from({ length: hidden.rows }, (_, i) =>
    weights.weight.reduce(
      (sum, w, j) => sum + w * hidden.data[i * hidden.columns + j],
      weights.bias,
    ),
  );
}

const formatWeight = (weight: number): string =>
  weight.toPrecision(3).replace("-", "\u2212").replace(/e\+?/, "e");
