// A whole figure: title, legend, a grid of panels and a note, as one standalone SVG text.
import { ValueError } from "@flambeau/core";
import { defaultDocument } from "./document.ts";
import { drawLegend, legendRowHeight, legendRows, type LegendItem } from "./legend.ts";
import { drawPanel, marginsOf, type PanelSpec } from "./panel.ts";
import { element, roundCoordinates, serialize } from "./svg.ts";
import { fontFamily, ink, mutedInk, noteSize, padding, titleSize, wrapText } from "./theme.ts";

/** Options of every plot. */
export interface FigureOptions {
  readonly title?: string;
  /** Width of the figure in px. */
  readonly width?: number;
  /** Height of the figure in px, title and legend included. */
  readonly height?: number;
  /** Default "white". */
  readonly background?: "white" | "transparent";
  /** Where elements are made; default the page's document, in Node linkedom's. */
  readonly document?: Document;
}

interface FigureSpec {
  readonly op: string;
  readonly options: FigureOptions;
  readonly defaultWidth: number;
  /** Height of one row of panels in px when no height is given. */
  readonly rowHeight: number;
  readonly columns?: number;
  readonly legend?: readonly (readonly LegendItem[])[];
  readonly notes?: readonly (string | undefined)[];
  readonly panels: readonly PanelSpec[];
}

const titleLine = titleSize * 1.25;
const noteLine = noteSize * 1.4;
const panelGap = 12;
const smallestFrame = 60;

/** The SVG text of a figure. Throws ValueError for a size that leaves a panel's frame less than 60 px. */
export function drawFigure(spec: FigureSpec): string {
  const { op, options, panels, legend = [], columns = 1 } = spec;
  const document = options.document ?? defaultDocument();
  const width = options.width ?? spec.defaultWidth;
  requireSize(op, "width", width);
  const inner = width - 2 * padding;
  const titleLines = options.title ? wrapText(options.title, titleSize, inner) : [];
  const noteLines = (spec.notes ?? []).flatMap((note) =>
    note ? wrapText(note, noteSize, inner) : [],
  );
  const titleHeight = titleLines.length * titleLine + (titleLines.length > 0 ? 6 : 0);
  const legendTop = padding - 4 + titleHeight;
  const panelsTop = legendTop + legendRows(legend, inner) * legendRowHeight;
  const noteHeight = noteLines.length * noteLine;
  const rows = Math.ceil(panels.length / columns);
  const gaps = (rows - 1) * panelGap;
  const height =
    options.height ?? Math.ceil(panelsTop + rows * spec.rowHeight + gaps + noteHeight + padding);
  requireSize(op, "height", height);
  const panelWidth = (inner - (columns - 1) * panelGap) / columns;
  const panelHeight = (height - panelsTop - noteHeight - padding - gaps) / rows;

  const sizes = panels.map((panel) => marginsOf(document, panel, panelHeight));
  // Frames of one column start at one place.
  const left = Math.max(...sizes.map((margins) => margins.left));
  const frameWidth = panelWidth - left - sizes[0].right;
  const frameHeight = panelHeight - Math.max(...sizes.map(({ top, bottom }) => top + bottom));
  if (!(frameWidth >= smallestFrame && frameHeight >= smallestFrame)) {
    throw new ValueError(
      `${op}: the figure is too small: ${width} × ${height} px leaves ${Math.round(frameWidth)} × ${Math.round(frameHeight)} px for a frame; at least ${smallestFrame} × ${smallestFrame} is needed`,
      { width, height },
    );
  }

  const root = element(document, "svg", {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "font-family": fontFamily,
    color: ink,
    fill: ink,
  });
  if (options.title) root.appendChild(element(document, "title", {}, options.title));
  if (options.background !== "transparent") {
    root.appendChild(
      element(document, "rect", {
        class: "background",
        width,
        height,
        fill: "white",
      }),
    );
  }
  titleLines.forEach((line, i) => {
    const y = padding + titleSize + i * titleLine - 4;
    const attributes = {
      class: "title",
      x: padding,
      y,
      "font-size": titleSize,
      "font-weight": 600,
    };
    root.appendChild(element(document, "text", attributes, line));
  });
  if (legend.some((group) => group.length > 0)) {
    root.appendChild(
      drawLegend(document, legend, {
        left: padding,
        top: legendTop,
        width: inner,
      }),
    );
  }
  panels.forEach((panel, i) => {
    const place = {
      left: padding + (i % columns) * (panelWidth + panelGap),
      top: panelsTop + Math.floor(i / columns) * (panelHeight + panelGap),
      width: panelWidth,
      height: panelHeight,
    };
    root.appendChild(drawPanel(document, panel, place, { ...sizes[i], left }));
  });
  noteLines.forEach((line, i) => {
    const y = height - padding + noteSize - noteHeight + (i + 0.4) * noteLine - 2;
    const attributes = {
      class: "note",
      x: padding,
      y,
      "font-size": noteSize,
      fill: mutedInk,
    };
    root.appendChild(element(document, "text", attributes, line));
  });
  roundCoordinates(root);
  return serialize(root);
}

function requireSize(op: string, name: string, value: number): void {
  if (!(value > 0 && value <= 20_000)) {
    throw new ValueError(
      `${op}: ${name} is no size: ${value}; a number of px up to 20000 is needed`,
      {
        [name]: value,
      },
    );
  }
}

/** The number of columns that a caller asked for. Throws ValueError unless it is a positive integer. */
export function checkColumns(op: string, columns: number | undefined): number | undefined {
  if (columns !== undefined && !(Number.isInteger(columns) && columns > 0)) {
    throw new ValueError(
      `${op}: columns is no number of columns: ${columns}; a positive integer is needed`,
      {
        columns,
      },
    );
  }
  return columns;
}
