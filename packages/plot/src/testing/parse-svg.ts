// Reading of a figure's SVG in tests: strict XML parsing, and the marks of its panels.
import { DOMParser, type Element as XmlElement } from "@xmldom/xmldom";

const children = (node: XmlElement): XmlElement[] =>
  Array.from(node.childNodes).filter((child): child is XmlElement => child.nodeType === 1);

const descendants = (node: XmlElement): XmlElement[] =>
  children(node).flatMap((child) => [child, ...descendants(child)]);

/** A parsed figure. */
export interface ParsedFigure {
  readonly root: XmlElement;
  readonly panels: readonly ParsedPanel[];
  /** Texts of the elements of a class: "title", "note", "legend". */
  texts(className: string): string[];
}

/** A parsed panel. */
export interface ParsedPanel {
  /** The shapes in all groups that Plot labels so ("dot", "line", "contour"), in drawing order. */
  shapes(label: string): XmlElement[];
  /** Attributes of the groups that Plot labels so. */
  groups(label: string): XmlElement[];
  /** Texts in the groups that Plot labels so ("x-axis tick label"). */
  texts(label: string): string[];
  readonly title: string | undefined;
}

/** Parses a figure. Throws for text that is no well-formed XML, and for coordinates that are no numbers. */
export function parseSvg(svg: string): ParsedFigure {
  const onError = (level: string, message: string): never => {
    throw new Error(`${level}: ${message}`);
  };
  const root = new DOMParser({ onError }).parseFromString(svg, "image/svg+xml")
    .documentElement as XmlElement;
  for (const element of descendants(root)) {
    for (const attribute of Array.from(element.attributes)) {
      if (/NaN|Infinity|undefined|null/.test(attribute.value)) {
        throw new Error(`${element.tagName} has ${attribute.name}="${attribute.value}"`);
      }
    }
  }
  const ofClass = (name: string) =>
    descendants(root).filter((element) => element.getAttribute("class") === name);
  return {
    root,
    panels: ofClass("panel").map(parsePanel),
    texts: (name) =>
      ofClass(name).flatMap((element) =>
        element.tagName === "text"
          ? [element.textContent ?? ""]
          : descendants(element)
              .filter(({ tagName }) => tagName === "text")
              .map((text) => text.textContent ?? ""),
      ),
  };
}

function parsePanel(panel: XmlElement): ParsedPanel {
  const groups = (label: string) =>
    descendants(panel).filter((element) => element.getAttribute("aria-label") === label);
  return {
    groups,
    shapes: (label) => groups(label).flatMap(children),
    texts: (label) =>
      groups(label)
        .flatMap(children)
        .map((text) => text.textContent ?? ""),
    title: children(panel).find(({ tagName }) => tagName === "text")?.textContent ?? undefined,
  };
}

/** The points of a path of straight lines, one list a piece. */
export function pathPoints(path: XmlElement): [x: number, y: number][][] {
  return (path.getAttribute("d") ?? "")
    .split("M")
    .filter(Boolean)
    .map((piece) => {
      const numbers = piece.replace(/Z/g, "").split(/[L,]/).map(Number);
      return Array.from({ length: numbers.length / 2 }, (_, i) => [
        numbers[2 * i],
        numbers[2 * i + 1],
      ]);
    });
}

/** An attribute as a number. */
export const numberOf = (element: XmlElement, attribute: string): number =>
  Number(element.getAttribute(attribute));
