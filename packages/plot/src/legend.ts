// Legends: keys with their labels in rows over the panels, where they cannot cover data.
import * as Plot from "@observablehq/plot";
import { element, marksOf } from "./svg.ts";
import { boldTextWidth, ink, textSize, textWidth, type symbols } from "./theme.ts";

/** One key of a legend. */
export type LegendItem = { readonly label: string; readonly color: string } & (
  | { readonly key: "point"; readonly symbol: (typeof symbols)[number] }
  | { readonly key: "line"; readonly dash?: string }
  | { readonly key: "area"; readonly opacity: number }
  | { readonly key: "heading" }
);

export const legendRowHeight = 22;

const keyWidth = { point: 12, line: 24, area: 20, heading: 0 } as const;
const keyGap = 7;
const itemGap = 20;

interface Placed {
  readonly item: LegendItem;
  readonly left: number;
  readonly row: number;
}

const widthOf = (item: LegendItem): number =>
  item.key === "heading"
    ? boldTextWidth(item.label, textSize)
    : keyWidth[item.key] + keyGap + textWidth(item.label, textSize);

/** Where each key of a legend stands when rows are `width` px long; a group starts a new row. */
function place(
  groups: readonly (readonly LegendItem[])[],
  width: number,
): { placed: Placed[]; rows: number } {
  const placed: Placed[] = [];
  let row = -1;
  for (const group of groups) {
    if (group.length === 0) continue;
    row++;
    let left = 0;
    for (const item of group) {
      const itemWidth = widthOf(item);
      if (left > 0 && left + itemWidth > width) {
        row++;
        left = 0;
      }
      placed.push({ item, left, row });
      left += itemWidth + itemGap;
    }
  }
  return { placed, rows: row + 1 };
}

/** The number of rows of a legend. */
export const legendRows = (groups: readonly (readonly LegendItem[])[], width: number): number =>
  place(groups, width).rows;

/** A legend as a group at a place in px. */
export function drawLegend(
  document: Document,
  groups: readonly (readonly LegendItem[])[],
  at: { left: number; top: number; width: number },
): SVGElement {
  const { placed, rows } = place(groups, at.width);
  const marks = placed.flatMap(({ item, left, row }): Plot.Markish[] => {
    const middle = (row + 0.5) * legendRowHeight;
    const end = left + keyWidth[item.key];
    const text = Plot.text([item.label], {
      x: item.key === "heading" ? left : end + keyGap,
      y: middle,
      text: (label: string) => label,
      textAnchor: "start",
      fontSize: textSize,
      fontWeight: item.key === "heading" ? 600 : undefined,
      fill: ink,
    });
    return [keyMark(item, left, end, middle), text];
  });
  const svg = Plot.plot({
    document,
    width: at.width,
    height: Math.max(1, rows * legendRowHeight),
    margin: 0,
    x: { type: "identity", axis: null },
    y: { type: "identity", axis: null },
    marks,
  });
  const group = element(document, "g", {
    class: "legend",
    transform: `translate(${at.left},${at.top})`,
  });
  for (const child of marksOf(svg)) group.appendChild(child);
  return group;
}

function keyMark(item: LegendItem, left: number, end: number, middle: number): Plot.Markish {
  switch (item.key) {
    case "point":
      return Plot.dot([0], {
        x: [(left + end) / 2],
        y: [middle],
        r: 4.5,
        symbol: item.symbol,
        fill: item.color,
      });
    case "line":
      return Plot.link([0], {
        x1: [left],
        x2: [end],
        y1: [middle],
        y2: [middle],
        stroke: item.color,
        strokeWidth: 2.25,
        strokeDasharray: item.dash,
      });
    case "area":
      return Plot.rect([0], {
        x1: [left],
        x2: [end],
        y1: [middle - 6],
        y2: [middle + 6],
        fill: item.color,
        fillOpacity: item.opacity,
      });
    case "heading":
      return null;
  }
}
