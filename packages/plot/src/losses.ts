// plotLosses: losses by epoch, one line a series.
import * as Plot from "@observablehq/plot";
import { ValueError } from "@flambeau/core";
import { drawFigure, type FigureOptions } from "./figure.ts";
import type { LegendItem } from "./legend.ts";
import { readVector, type Numeric } from "./numeric.ts";
import {
  countTicks,
  formatLogTick,
  logTicks,
  paddedRange,
  tickFormat,
  type Range,
} from "./range.ts";
import { colorOf } from "./theme.ts";

/** The losses of one run or one set, an entry an epoch. */
export interface LossSeries {
  readonly name: string;
  readonly losses: Numeric;
}

/** Options of `plotLosses`. */
export interface LossesOptions extends FigureOptions {
  /** Logarithmic y axis; default false. */
  readonly logScale?: boolean;
  /** Default "Epoch". */
  readonly xLabel?: string;
  /** Default "Loss". */
  readonly yLabel?: string;
}

const op = "plotLosses";
const dashes = [undefined, "7,3", "2,3", "9,3,2,3"] as const;
// Up to this many epochs the single values are marked.
const markedEpochs = 40;

interface Entry {
  readonly epoch: number;
  readonly loss: number;
}

/**
 * Losses over epochs counted from 1, one line a series; returns a standalone SVG. Entries that are not finite (with
 * `logScale`, or not positive) leave a gap and are counted below the plot.
 * Throws ValueError when there is no series, an empty one, or one with nothing to draw.
 */
export function plotLosses(series: readonly LossSeries[], options: LossesOptions = {}): string {
  if (series.length === 0) {
    throw new ValueError(`${op}: series is empty: it has 0; at least 1 is needed`);
  }
  const log = options.logScale ?? false;
  const drawable = (loss: number): boolean => Number.isFinite(loss) && (!log || loss > 0);
  const read = series.map(({ name, losses }, k) => {
    const values = readVector(op, `losses of ${name}`, losses);
    if (!values.some(drawable)) {
      throw new ValueError(
        `${op}: nothing to draw: none of ${values.length} losses of ${name} is finite${log ? " and positive" : ""}; at least 1 is needed`,
        { name, count: values.length },
      );
    }
    const entries = Array.from(values, (loss, i): Entry => ({
      epoch: i + 1,
      loss: drawable(loss) ? loss : NaN,
    }));
    return {
      name,
      entries,
      color: colorOf(k),
      dash: dashes[Math.floor(k / 10) % dashes.length],
    };
  });
  const epochs = Math.max(...read.map(({ entries }) => entries.length));
  const losses = read.flatMap(({ entries }) => entries.map(({ loss }) => loss));
  const missing = losses.filter(Number.isNaN).length;
  const epochTicks = countTicks(epochs, 10);
  const range = log ? logRange(losses) : paddedRange(losses);

  const legend = read.map(({ name, color, dash }): LegendItem => ({
    key: "line",
    label: name,
    color,
    dash,
  }));
  return drawFigure({
    op,
    options,
    defaultWidth: 640,
    rowHeight: 340,
    legend: [legend],
    notes: [
      missing > 0
        ? `Not shown of ${losses.length} losses: ${missing} not finite${log ? " or not positive" : ""}.`
        : undefined,
    ],
    panels: [
      {
        x: {
          range: epochs === 1 ? [0.5, 1.5] : [1, epochs],
          label: options.xLabel ?? "Epoch",
          ticks: epochTicks,
          format: tickFormat(epochTicks),
        },
        y: {
          range,
          label: options.yLabel ?? (log ? "Loss (logarithmic)" : "Loss"),
          ...(log && { log, ticks: logTicks(range), format: formatLogTick }),
        },
        marks: read.flatMap(({ entries, color, dash }) => [
          Plot.line(entries, {
            x: "epoch",
            y: "loss",
            stroke: color,
            strokeWidth: 2.25,
            strokeDasharray: dash,
            strokeLinejoin: "round",
          }),
          epochs <= markedEpochs
            ? Plot.dot(entries, { x: "epoch", y: "loss", r: 3, fill: color })
            : null,
        ]),
      },
    ],
  });
}

function logRange(losses: readonly number[]): Range {
  const positive = losses.filter((loss) => !Number.isNaN(loss));
  const [low, high] = paddedRange(positive.map(Math.log10), 0.05);
  return [10 ** low, 10 ** high];
}
