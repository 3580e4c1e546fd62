import { ShapeError, ValueError } from "@flambeau/core";
import { describe, expect, it } from "vitest";
import { plotNodes } from "./nodes.ts";
import { parseSvg, pathPoints } from "./testing/parse-svg.ts";
import { sigmoid, tensorLike } from "./testing/samples.ts";
import { thrown } from "./testing/thrown.ts";

const x = Float64Array.from({ length: 30 }, (_, i) => ((i * 7) % 30) / 5 - 3);
const hidden = Array.from(x, (v) => [sigmoid(-2 * v), sigmoid(3 * v + 1), sigmoid(v)]);
const output = { weight: [[-2.5, 4, 0.125]], bias: [1] };
const prediction = hidden.map((h) => 1 - 2.5 * h[0] + 4 * h[1] + 0.125 * h[2]);
const y = prediction.map((value, i) => value + (i % 3) - 1);

describe("plotNodes", () => {
  it("draws a panel for each node, with its weight, and one for the prediction over the data", () => {
    const figure = parseSvg(plotNodes(x, { hidden, output, prediction, y, title: "Nodes" }));
    expect(figure.panels.map(({ title }) => title)).toEqual([
      "Node 1, output weight −2.50",
      "Node 2, output weight 4.00",
      "Node 3, output weight 0.125",
      "Prediction",
    ]);
    expect(figure.panels.map((panel) => panel.shapes("line").length)).toEqual([1, 1, 1, 1]);
    expect(figure.panels.map((panel) => panel.shapes("dot").length)).toEqual([0, 0, 0, 30]);
    expect(figure.texts("title")).toEqual(["Nodes"]);
    expect(figure.texts("legend")).toEqual(["Hidden node", "Prediction", "Data"]);
  });

  it("draws lines in the order of x, one axis range for all nodes", () => {
    const { panels } = parseSvg(plotNodes(x, { hidden, prediction }));
    for (const panel of panels) {
      const lefts = pathPoints(panel.shapes("line")[0])[0].map(([px]) => px);
      expect(lefts).toHaveLength(30);
      expect(lefts).toEqual([...lefts].sort((a, b) => a - b));
    }
    const ticks = panels.map((panel) => panel.texts("y-axis tick label").join());
    expect(ticks[1]).toBe(ticks[0]);
    expect(ticks[2]).toBe(ticks[0]);
    expect(ticks[3]).not.toBe(ticks[0]);
  });

  it("computes the prediction from the output's weight and bias", () => {
    expect(plotNodes(x, { hidden, output })).toBe(plotNodes(x, { hidden, output, prediction }));
  });

  it("takes tensors and an output without bias", () => {
    const layer = { weight: tensorLike([1, 3], [-2.5, 4, 0.125]), bias: null };
    const nodes = tensorLike([30, 3], Float64Array.from(hidden.flat()));
    const figure = parseSvg(plotNodes(tensorLike([30, 1], x), { hidden: nodes, output: layer }));
    expect(figure.panels).toHaveLength(4);
  });

  it("sets as many columns as asked", () => {
    const placeOf = (columns: number) =>
      parseSvg(plotNodes(x, { hidden, prediction, columns })).root.getAttribute("height");
    expect(Number(placeOf(1))).toBeGreaterThan(Number(placeOf(2)));
    expect(Number(placeOf(2))).toBeGreaterThan(Number(placeOf(4)));
  });

  it("refuses bad input with its sizes", () => {
    expect(() => plotNodes([1, 2], { hidden: [[1], [2], [3]], prediction: [1, 2] })).toThrow(
      thrown(
        "ShapeError",
        "plotNodes: lengths differ: x has 2, hidden (rows) has 3; all must be equal",
      ),
    );
    expect(() => plotNodes(x, { hidden, output: { weight: [1, 2] } })).toThrow("for 3 nodes");
    expect(() => plotNodes(x, { hidden, output: { ...output, bias: [1, 2] } })).toThrow(ShapeError);
    expect(() => plotNodes(x, { hidden, prediction: [1] })).toThrow(ShapeError);
    expect(() => plotNodes(x, { hidden, prediction, y: [1] })).toThrow(ShapeError);
    expect(() => plotNodes(x, { hidden })).toThrow(ValueError);
    expect(() => plotNodes([1], { hidden: [[NaN]], prediction: [1] })).toThrow(ValueError);
    expect(() => plotNodes(x, { hidden, prediction, columns: 0 })).toThrow(ValueError);
  });
});
