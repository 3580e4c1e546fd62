// Axes and grids in the shared theme.
import * as Plot from "@observablehq/plot";
import type { Range } from "./range.ts";
import { axisColor, gridColor, mutedInk, textSize } from "./theme.ts";

/** An axis: its range, label and ticks. */
export interface Axis {
  readonly range: Range;
  readonly label?: string;
  readonly ticks?: readonly number[];
  readonly log?: boolean;
  readonly format?: (value: number) => string;
}

const xTickSpacing = 70;
const yTickSpacing = 45;

/** The scale of an axis for Plot. */
export const scaleOf = (axis: Axis): Plot.ScaleOptions => ({
  type: axis.log ? "log" : "linear",
  domain: [...axis.range],
});

const tickOptions = (axis: Axis) => ({
  ...(axis.ticks && { ticks: [...axis.ticks] }),
  ...(axis.format && { tickFormat: axis.format }),
});

const axisStyle = {
  color: mutedInk,
  fontSize: textSize,
  tickSize: 4,
  stroke: axisColor,
  fill: mutedInk,
};

/** The y axis; `left` is the room in px to the left of the frame. */
export const yAxis = (axis: Axis, left: number) =>
  Plot.axisY({
    ...axisStyle,
    ...tickOptions(axis),
    tickSpacing: yTickSpacing,
    label: axis.label ?? null,
    labelAnchor: "center",
    labelArrow: "none",
    labelOffset: left - textSize / 2,
  });

/** The x axis; `bottom` is the room in px below the frame. */
export const xAxis = (axis: Axis, bottom: number) =>
  Plot.axisX({
    ...axisStyle,
    ...tickOptions(axis),
    tickSpacing: xTickSpacing,
    label: axis.label ?? null,
    labelAnchor: "center",
    labelArrow: "none",
    labelOffset: bottom - 4,
  });

const gridStyle = { stroke: gridColor, strokeOpacity: 1 };

/** Lines at the ticks of both axes. */
export const gridLines = (x: Axis, y: Axis): Plot.Markish[] => [
  Plot.gridX({ ...gridStyle, ...tickOptions(x), tickSpacing: xTickSpacing }),
  Plot.gridY({ ...gridStyle, ...tickOptions(y), tickSpacing: yTickSpacing }),
];
