import { ShapeError, ValueError } from "@flambeau/core";
import { describe, expect, it } from "vitest";
import { plotRegression } from "./regression.ts";
import { numberOf, parseSvg, pathPoints } from "./testing/parse-svg.ts";
import { tensorLike, uniform } from "./testing/samples.ts";
import { thrown } from "./testing/thrown.ts";

const random = uniform(0);
const x = Float64Array.from({ length: 100 }, () => 6 * random() - 3);
const y = x.map((value) => 45 * value + 20 * (random() - 0.5));
const fit = x.map((value) => 45 * value);

describe("plotRegression", () => {
  it("draws a dot for each point and one line in the order of x", () => {
    const { panels, texts } = parseSvg(plotRegression(x, y, fit));
    expect(panels).toHaveLength(1);
    expect(panels[0].shapes("dot")).toHaveLength(100);
    const lines = panels[0].shapes("line");
    expect(lines).toHaveLength(1);
    const [points] = pathPoints(lines[0]);
    expect(points).toHaveLength(100);
    const lefts = points.map(([left]) => left);
    expect(lefts).toEqual([...lefts].sort((a, b) => a - b));
    expect(texts("legend")).toEqual(["Data", "Prediction"]);
    expect(texts("note")).toEqual([]);
  });

  it("draws neither line nor legend without a prediction", () => {
    const figure = parseSvg(plotRegression(x, y));
    expect(figure.panels[0].shapes("line")).toHaveLength(0);
    expect(figure.texts("legend")).toEqual([]);
  });

  it("keeps to the ranges and counts what lies outside", () => {
    const options = { xRange: [-1, 1], yRange: [-50, 50], dx: 0.5, dy: 25 } as const;
    const { panels, texts } = parseSvg(plotRegression(x, y, fit, options));
    const inside = x.filter((v, i) => Math.abs(v) <= 1 && Math.abs(y[i]) <= 50).length;
    expect(inside).toBeLessThan(100);
    expect(panels[0].shapes("dot")).toHaveLength(inside);
    expect(panels[0].texts("x-axis tick label")).toEqual(["−1.0", "−0.5", "0.0", "0.5", "1.0"]);
    expect(panels[0].texts("y-axis tick label")).toEqual(["−50", "−25", "0", "25", "50"]);
    expect(texts("note")).toEqual([`Not shown of 100 points: ${100 - inside} outside the ranges.`]);

    const grid = panels[0].shapes("x-grid");
    const [left, right] = [numberOf(grid[0], "x1"), numberOf(grid.at(-1)!, "x1")];
    const [top, bottom] = [numberOf(grid[0], "y1"), numberOf(grid[0], "y2")];
    for (const [px, py] of panels[0].shapes("line").flatMap(pathPoints).flat()) {
      expect(px).toBeGreaterThanOrEqual(left - 0.01);
      expect(px).toBeLessThanOrEqual(right + 0.01);
      expect(py).toBeGreaterThanOrEqual(top - 0.01);
      expect(py).toBeLessThanOrEqual(bottom + 0.01);
    }
  });

  it("places points where the axes say", () => {
    const options = { xRange: [0, 4], yRange: [0, 2], dx: 1, dy: 1 } as const;
    const [panel] = parseSvg(plotRegression([1, 2], [1, 2], undefined, options)).panels;
    const columns = panel.shapes("x-grid").map((line) => numberOf(line, "x1"));
    const rows = panel.shapes("y-grid").map((line) => numberOf(line, "y1"));
    const dots = panel.shapes("dot");
    expect(numberOf(dots[0], "cx")).toBe(columns[1]);
    expect(numberOf(dots[0], "cy")).toBe(rows[1]);
    expect(numberOf(dots[1], "cx")).toBe(columns[2]);
    expect(numberOf(dots[1], "cy")).toBe(rows[2]);
  });

  it("writes title and labels, with their special characters", () => {
    const title = 'Fit of <y> & "x"';
    const figure = parseSvg(
      plotRegression(x, y, fit, { title, xLabel: "a < b", yLabel: "Price, €" }),
    );
    expect(figure.texts("title")).toEqual([title]);
    expect(figure.panels[0].texts("x-axis label")).toEqual(["a < b"]);
    expect(figure.panels[0].texts("y-axis label")).toEqual(["Price, €"]);
  });

  it("takes tensors [n, 1] and gives the same text", () => {
    const column = (values: Float64Array) => tensorLike([100, 1], values);
    expect(plotRegression(column(x), column(y), column(fit))).toBe(plotRegression(x, y, fit));
  });

  it("leaves out points that are not finite and says so", () => {
    const figure = parseSvg(plotRegression([0, 1, 2, NaN], [0, Infinity, 2, 3]));
    expect(figure.panels[0].shapes("dot")).toHaveLength(2);
    expect(figure.texts("note")).toEqual(["Not shown of 4 points: 2 not finite."]);
  });

  it("draws a single point", () => {
    expect(parseSvg(plotRegression([1], [1], [1])).panels[0].shapes("dot")).toHaveLength(1);
  });

  it("refuses bad input with its sizes", () => {
    expect(() => plotRegression([1, 2], [1])).toThrow(
      thrown("ShapeError", "plotRegression: lengths differ: x has 2, y has 1; all must be equal"),
    );
    expect(() => plotRegression([1, 2], [1, 2], [1, 2, 3])).toThrow("x has 2, prediction has 3");
    expect(() => plotRegression([[1, 2]], [1])).toThrow(ShapeError);
    expect(() => plotRegression([], [])).toThrow(ValueError);
    expect(() => plotRegression([NaN, NaN], [1, 2])).toThrow("none of 2 points is finite");
    expect(() => plotRegression([1, 2], [1, 2], [NaN, NaN])).toThrow(ValueError);
    expect(() => plotRegression(x, y, fit, { xRange: [1, -1] })).toThrow(ValueError);
    expect(() => plotRegression(x, y, fit, { dy: 0 })).toThrow(ValueError);
  });
});
