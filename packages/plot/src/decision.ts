// Decision regions of a classifier: the grid on which it is asked, and what its logits say there.
import { ShapeError, ValueError } from "@flambeau/core";
import { readMatrix, readValues, type Numeric } from "./numeric.ts";
import { paddedRange, type Range } from "./range.ts";

/** Points on which a classifier is asked: the centres of `resolution` × `resolution` cells, rows from low to high y. */
export interface DecisionGrid {
  /** Coordinates, `count` × 2 row-major. */
  readonly points: Float32Array;
  readonly count: number;
  readonly resolution: number;
  readonly xRange: Range;
  readonly yRange: Range;
}

/** Options of `decisionGrid`. */
export interface DecisionGridOptions {
  /** Cells along each axis, 2 to 1000; default 160. */
  readonly resolution?: number;
  /** Room around the data as a fraction of its span; default 0.1. */
  readonly padding?: number;
}

/**
 * The grid that `plotClassification2d` uses for points `x` of shape [n, 2]. Take it where a model answers asynchronously:
 * ask the model for `points`, and give plotClassification2d `predict: () => logits`.
 * Throws ShapeError unless x is [n, 2], ValueError for a bad resolution or padding.
 */
export function decisionGrid(x: Numeric, options: DecisionGridOptions = {}): DecisionGrid {
  return gridOver("decisionGrid", readMatrix("decisionGrid", "x", x, 2).data, options);
}

/** As `decisionGrid`, for coordinates that are read already. */
export function gridOver(
  op: string,
  coordinates: Float64Array,
  { resolution = 160, padding = 0.1 }: DecisionGridOptions,
): DecisionGrid {
  if (!Number.isInteger(resolution) || resolution < 2 || resolution > 1000) {
    throw new ValueError(
      `${op}: resolution is no number of cells: ${resolution}; an integer from 2 to 1000 is needed`,
      { resolution },
    );
  }
  if (!(padding >= 0 && padding <= 100)) {
    throw new ValueError(
      `${op}: padding is no fraction: ${padding}; a number from 0 to 100 is needed`,
      {
        padding,
      },
    );
  }
  const finite = coordinates.some(Number.isFinite);
  if (!finite) {
    throw new ValueError(
      `${op}: nothing to draw: none of ${coordinates.length / 2} points is finite in x; at least 1 is needed`,
    );
  }
  const axis = (column: number) =>
    paddedRange(
      coordinates.filter((_, i) => i % 2 === column),
      padding,
    );
  const xRange = axis(0);
  const yRange = axis(1);
  const count = resolution * resolution;
  const points = new Float32Array(2 * count);
  const centre = ([low, high]: Range, cell: number) =>
    low + ((high - low) * (cell + 0.5)) / resolution;
  for (let i = 0; i < count; i++) {
    points[2 * i] = centre(xRange, i % resolution);
    points[2 * i + 1] = centre(yRange, Math.floor(i / resolution));
  }
  return { points, count, resolution, xRange, yRange };
}

/** How logits become probabilities. */
export type Transform = "Sigmoid" | "Softmax";

/** Per class, two functions on the grid: both rise where the class grows likelier. */
export interface ClassFields {
  /** zₖ − max of the other logits: positive where class k is predicted. */
  readonly margin: Float64Array;
  /** log(pₖ / (1 − pₖ)). */
  readonly logOdds: Float64Array;
}

/**
 * Fields of every class from logits of `count` points ([count], [count, k], or flat). Sigmoid's one logit z is softmax's
 * pair (0, z). Levels of probability are drawn as levels of log-odds, which do not saturate: exp sees no positive number.
 * Throws ShapeError for a number of logits that does not fit, ValueError when none is a number.
 */
export function classFields(
  op: string,
  logits: Numeric,
  count: number,
  transform: Transform | undefined,
): { fields: ClassFields[]; notNumbers: number } {
  const { data } = readValues(op, "predict's result", logits);
  const outputs = data.length / count;
  if (!Number.isInteger(outputs) || outputs < 1) {
    throw new ShapeError(
      `${op}: predict gave the wrong number of logits: ${data.length} for ${count} points; ${count} or ${count} × classes are needed`,
      { logits: data.length, count },
    );
  }
  const used = transform ?? (outputs === 1 ? "Sigmoid" : "Softmax");
  if ((used === "Sigmoid") !== (outputs === 1)) {
    throw new ShapeError(
      `${op}: transform ${used} does not fit ${outputs} logits a point: Sigmoid needs 1, Softmax 2 or more. Did you mean transform: "${outputs === 1 ? "Sigmoid" : "Softmax"}"?`,
      { transform: used, outputs },
    );
  }
  const classes = Math.max(2, outputs);
  const fields = Array.from({ length: classes }, () => ({
    margin: new Float64Array(count),
    logOdds: new Float64Array(count),
  }));
  const z = new Float64Array(classes);
  let notNumbers = 0;
  for (let i = 0; i < count; i++) {
    if (outputs === 1) z[1] = bounded(data[i]);
    else for (let k = 0; k < classes; k++) z[k] = bounded(data[i * classes + k]);
    if (z.some(Number.isNaN)) notNumbers++;
    fillPoint(fields, z, i);
  }
  if (notNumbers === count) {
    throw new ValueError(
      `${op}: predict gave NaN at all ${count} points of the grid; numbers are needed. Has the training diverged?`,
      { count },
    );
  }
  return { fields, notNumbers };
}

// ∞ − ∞ would be NaN, and contours interpolate between neighbours.
const bounded = (logit: number): number => Math.max(-1e300, Math.min(1e300, logit));

function fillPoint(fields: readonly ClassFields[], z: Float64Array, i: number): void {
  for (let k = 0; k < z.length; k++) {
    let best = -Infinity;
    for (let j = 0; j < z.length; j++) if (j !== k && !(z[j] <= best)) best = z[j];
    let sum = 0;
    for (let j = 0; j < z.length; j++) if (j !== k) sum += Math.exp(z[j] - best);
    fields[k].margin[i] = z[k] - best;
    fields[k].logOdds[i] = z[k] - best - Math.log(sum);
  }
}
