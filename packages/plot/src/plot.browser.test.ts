import { expect, it } from "vitest";
import { plotClassification2d, plotRegression } from "./index.ts";

const parse = (svg: string) => new DOMParser().parseFromString(svg, "image/svg+xml");

it("the page's document draws a figure that the browser reads as SVG", () => {
  const figure = parse(plotRegression([0, 1, 2], [0, 1, 4], [0, 1, 4], { title: "a < b & c" }));
  expect(figure.querySelector("parsererror")).toBeNull();
  expect(figure.documentElement.namespaceURI).toBe("http://www.w3.org/2000/svg");
  expect(figure.querySelectorAll('.panel [aria-label="dot"] circle')).toHaveLength(3);
  expect(figure.querySelector("title")?.textContent).toBe("a < b & c");
});

it("texts of a figure lie inside it and keys of a legend do not overlap", () => {
  const x = [[0, 0], [1, 1], [2, 0], [3, 1]]; // prettier-ignore
  document.body.innerHTML = plotClassification2d(x, [0, 1, 0, 1], {
    title: "Binary classification of two classes with long names",
    classNames: ["Wide Names With Many Capitals", "illicit little lines"],
    predict: (grid, count) => Float32Array.from({ length: count }, (_, i) => grid[2 * i + 1] - 0.5),
  });
  const svg = document.querySelector("svg")!;
  const outer = svg.getBoundingClientRect();
  for (const text of svg.querySelectorAll("text")) {
    const box = text.getBoundingClientRect();
    expect(box.left).toBeGreaterThanOrEqual(outer.left);
    expect(box.right).toBeLessThanOrEqual(outer.right);
    expect(box.bottom).toBeLessThanOrEqual(outer.bottom);
  }
  const texts = [...svg.querySelectorAll(".legend text")].map((text) =>
    text.getBoundingClientRect(),
  );
  const gaps = texts
    .slice(1)
    .map((box, i) => (Math.abs(box.top - texts[i].top) < 2 ? box.left - texts[i].right : Infinity));
  expect(gaps.filter(Number.isFinite).length).toBeGreaterThan(3);
  expect(Math.min(...gaps)).toBeGreaterThan(10);
});
