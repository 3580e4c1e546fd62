// Building and writing of SVG elements.

const namespace = "http://www.w3.org/2000/svg";

/** Attributes of an element; undefined ones are left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An SVG element with attributes and children; strings become text. */
export function element(
  document: Document,
  name: string,
  attributes: Attributes,
  ...children: readonly (Node | string)[]
): SVGElement {
  const made = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) made.setAttribute(key, String(value));
  }
  for (const child of children) {
    made.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
  }
  return made;
}

const geometry = [
  "d",
  "transform",
  "x",
  "y",
  "cx",
  "cy",
  "x1",
  "x2",
  "y1",
  "y2",
  "width",
  "height",
];

/** Rounds the coordinates below an element to hundredths of a px: invisible, and files become a third smaller. */
export function roundCoordinates(root: Element): void {
  for (const node of root.querySelectorAll("*")) {
    for (const name of geometry) {
      const value = node.getAttribute(name);
      if (value !== null && value.includes(".")) {
        node.setAttribute(
          name,
          value.replace(/\d+\.\d+(?:e[-+]?\d+)?/gi, (digits) =>
            String(Math.round(Number(digits) * 100) / 100),
          ),
        );
      }
    }
  }
}

/**
 * The groups that Plot drew. Its <style> is left behind: several figures in one page would share it, and not every
 * viewer reads it.
 */
export const marksOf = (svg: Element): Element[] =>
  Array.from(svg.children).filter((child) => child.localName !== "style");

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};
const escape = (text: string): string => text.replace(/[&<>"]/g, (c) => escapes[c]);

/** An element as XML text. Not outerHTML: that is HTML's syntax, and differs between browsers and linkedom. */
export function serialize(node: Element): string {
  const attributes = Array.from(node.attributes, ({ name, value }) =>
    name === "xmlns" ? "" : ` ${name}="${escape(value)}"`,
  ).join("");
  const children = Array.from(node.childNodes, (child) =>
    child.nodeType === 1 ? serialize(child as Element) : escape(child.textContent ?? ""),
  ).join("");
  // Not tagName: linkedom's is upper case in an HTML document, also for SVG.
  const name = node.localName;
  const space = node.parentNode === null ? ` xmlns="${namespace}"` : "";
  return children === ""
    ? `<${name}${space}${attributes}/>`
    : `<${name}${space}${attributes}>${children}</${name}>`;
}
