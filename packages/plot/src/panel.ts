// One pair of axes with its marks, drawn by Observable Plot in the shared theme.
import * as Plot from "@observablehq/plot";
import { gridLines, scaleOf, xAxis, yAxis, type Axis } from "./axis.ts";
import { element, marksOf } from "./svg.ts";
import { axisColor, boldTextWidth, ink, panelTitleSize, textSize, textWidth } from "./theme.ts";

/** What one panel shows. */
export interface PanelSpec {
  readonly x: Axis;
  readonly y: Axis;
  readonly title?: string;
  readonly marks: readonly Plot.Markish[];
  /** A border on all four sides in place of a grid, contours cut at it: for marks that fill the panel. */
  readonly framed?: boolean;
}

/** Room around the frame in px. */
export interface Margins {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

const tickRoom = 9;
const lineRoom = 14;

/** Margins that hold the panel's title, labels and ticks; the left one follows the widest tick that Plot draws. */
export function marginsOf(document: Document, spec: PanelSpec, height: number): Margins {
  const top = 10 + (spec.title ? panelTitleSize + 8 : 0);
  const bottom = tickRoom + textSize + 4 + (spec.x.label ? lineRoom + 2 : 0);
  const drawn = Plot.plot({
    document,
    height,
    marginTop: top,
    marginBottom: bottom,
    y: scaleOf(spec.y),
    marks: [yAxis({ ...spec.y, label: undefined }, 40)],
  });
  const widest = Math.max(
    0,
    ...Array.from(drawn.querySelectorAll("text"), (text) => textWidth(text.textContent, textSize)),
  );
  return {
    top,
    right: 14,
    bottom,
    left: Math.ceil(widest) + tickRoom + 4 + (spec.y.label ? lineRoom + 4 : 0),
  };
}

/** A panel as a group at a place in px, its frame the given size less the margins. */
export function drawPanel(
  document: Document,
  spec: PanelSpec,
  place: { left: number; top: number; width: number; height: number },
  margins: Margins,
): SVGElement {
  const svg = Plot.plot({
    document,
    width: place.width,
    height: place.height,
    marginTop: margins.top,
    marginRight: margins.right,
    marginBottom: margins.bottom,
    marginLeft: margins.left,
    x: scaleOf(spec.x),
    y: scaleOf(spec.y),
    marks: [
      ...(spec.framed ? [] : gridLines(spec.x, spec.y)),
      ...spec.marks,
      Plot.frame({ stroke: axisColor, ...(!spec.framed && { anchor: "bottom" }) }),
      xAxis(spec.x, margins.bottom),
      yAxis(spec.y, margins.left),
    ],
  });
  const group = element(document, "g", {
    class: "panel",
    transform: `translate(${place.left},${place.top})`,
    "text-anchor": "middle",
    "font-size": textSize,
  });
  if (spec.title) {
    const room = place.width - margins.left;
    group.appendChild(panelTitle(document, spec.title, margins, room));
  }
  const clip = spec.framed ? clipTo(document, place, margins) : undefined;
  for (const child of marksOf(svg)) {
    if (clip && child.getAttribute("aria-label") === "contour") {
      clip.appendChild(child);
      group.appendChild(clip);
    } else group.appendChild(child);
  }
  return group;
}

/** A title above the frame, set smaller where it would leave the room in px. */
function panelTitle(document: Document, title: string, margins: Margins, room: number): SVGElement {
  const attributes = {
    x: margins.left,
    y: margins.top - 9,
    "text-anchor": "start",
    "font-size": Math.min(panelTitleSize, room / boldTextWidth(title, 1)),
    "font-weight": 600,
    fill: ink,
  };
  return element(document, "text", attributes, title);
}

/** A nested viewport over a panel's frame: it clips without an id, which another figure in the page could have too. */
function clipTo(
  document: Document,
  place: { width: number; height: number },
  margins: Margins,
): SVGElement {
  const { left: x, top: y } = margins;
  const width = place.width - x - margins.right;
  const height = place.height - y - margins.bottom;
  const viewBox = `${x} ${y} ${width} ${height}`;
  return element(document, "svg", {
    x,
    y,
    width,
    height,
    viewBox,
    overflow: "hidden",
  });
}
