// Decision regions as filled contours: a tint a class, deeper in steps of its probability, and the lines of a tie.
import * as Plot from "@observablehq/plot";
import type { ClassFields, DecisionGrid } from "./decision.ts";
import type { LegendItem } from "./legend.ts";
import type { Range } from "./range.ts";
import { colorOf, neutral } from "./theme.ts";

const levels = [0.6, 0.75, 0.9] as const;
const layerOpacity = 0.16;
const stackedOpacity = (layers: number): number => 1 - (1 - layerOpacity) ** layers;

/** Tints, the layers of one class on top of each other, then the lines on which two classes tie. */
export function regionMarks(grid: DecisionGrid, fields: readonly ClassFields[]): Plot.Markish[] {
  const size = grid.resolution + 2;
  const [x1, x2] = widen(grid.xRange, grid.resolution);
  const [y1, y2] = widen(grid.yRange, grid.resolution);
  const place = { width: size, height: size, x1, x2, y1, y2 };
  const contour = (values: Float64Array, probabilities: readonly number[], look: object) =>
    Plot.contour(repeatEdges(values, grid.resolution), {
      ...place,
      ...look,
      thresholds: probabilities.map((p) => Math.log(p / (1 - p))),
    });
  const tints = fields.flatMap(({ margin, logOdds }, k) => {
    const look = {
      fill: colorOf(k),
      fillOpacity: layerOpacity,
      stroke: "none",
    };
    return [contour(margin, [0.5], look), contour(logOdds, levels, look)];
  });
  // Each line belongs to two classes, so the last class needs none of its own.
  const boundaries = fields.slice(0, -1).map(({ margin }) =>
    contour(margin, [0.5], {
      fill: "none",
      stroke: neutral,
      strokeWidth: 1.25,
    }),
  );
  return [...tints, ...boundaries];
}

// Contours close along the edge of their grid. One more cell on each side puts that edge, and the corners that
// contours cut there, outside the frame, which clips them.
const widen = ([low, high]: Range, cells: number): Range => {
  const cell = (high - low) / cells;
  return [low - cell, high + cell];
};

function repeatEdges(values: Float64Array, cells: number): Float64Array {
  const size = cells + 2;
  const inside = (i: number) => Math.min(Math.max(i - 1, 0), cells - 1);
  return Float64Array.from(
    { length: size * size },
    (_, i) => values[inside(Math.floor(i / size)) * cells + inside(i % size)],
  );
}

/** The key of the lines on which two classes tie. */
export const boundaryKey: LegendItem = { key: "line", label: "Decision boundary", color: neutral };

/** The keys of the steps of probability, in grey: they hold for every class's colour. */
export function probabilityKeys(): LegendItem[] {
  const area = (label: string, layers: number): LegendItem => ({
    key: "area",
    label,
    color: neutral,
    opacity: stackedOpacity(layers),
  });
  return [
    { key: "heading", label: "Predicted probability", color: neutral },
    area(`below ${levels[0]}`, 1),
    ...levels.map((level, i) =>
      area(i + 1 < levels.length ? `${level}–${levels[i + 1]}` : `above ${level}`, i + 2),
    ),
  ];
}
