import { ValueError } from "@flambeau/core";
import { describe, expect, it } from "vitest";
import { plotActivations } from "./activations.ts";
import { parseSvg, pathPoints } from "./testing/parse-svg.ts";
import { sigmoid } from "./testing/samples.ts";
import { thrown } from "./testing/thrown.ts";

const x = Float64Array.from({ length: 100 }, (_, i) => -6 + (12 * i) / 99);
const functions = [
  { name: "Sigmoid", values: x.map(sigmoid), derivative: x.map((v) => sigmoid(v) * sigmoid(-v)) },
  { name: "Tanh", values: x.map(Math.tanh), derivative: x.map((v) => 1 - Math.tanh(v) ** 2) },
  { name: "ReLU", values: x.map((v) => Math.max(0, v)) },
];

describe("plotActivations", () => {
  it("draws a panel for each function, its derivative thin and dashed", () => {
    const figure = parseSvg(plotActivations(x, functions, { title: "Activation functions" }));
    expect(figure.panels.map(({ title }) => title)).toEqual(["Sigmoid", "Tanh", "ReLU"]);
    const dashes = figure.panels.map((panel) =>
      panel.groups("line").map((group) => group.getAttribute("stroke-dasharray")),
    );
    expect(dashes).toEqual([["5,3", null], ["5,3", null], [null]]);
    for (const panel of figure.panels) {
      for (const line of panel.shapes("line")) expect(pathPoints(line)[0]).toHaveLength(100);
    }
    const widths = figure.panels[0]
      .groups("line")
      .map((g) => Number(g.getAttribute("stroke-width")));
    expect(widths[0]).toBeLessThan(widths[1]);
    expect(figure.texts("legend")).toEqual(["f(x)", "Derivative f′(x)"]);
    expect(figure.texts("title")).toEqual(["Activation functions"]);
  });

  it("has no legend without derivatives", () => {
    expect(parseSvg(plotActivations(x, functions.slice(2))).texts("legend")).toEqual([]);
  });

  it("marks zero where it lies within a range", () => {
    const [panel] = parseSvg(plotActivations(x, [functions[1]])).panels;
    expect(panel.groups("rule")).toHaveLength(2);
    const positive = { name: "Exp", values: [1, 2] };
    expect(parseSvg(plotActivations([1, 2], [positive])).panels[0].groups("rule")).toHaveLength(0);
  });

  it("names the function that has values which are not finite", () => {
    const figure = parseSvg(
      plotActivations([-1, 0, 1], [{ name: "Log", values: [NaN, -Infinity, 0] }]),
    );
    expect(figure.texts("note")).toEqual(["Log: Not shown of 3 points: 2 not finite."]);
  });

  it("refuses bad input with its sizes", () => {
    expect(() => plotActivations(x, [])).toThrow(ValueError);
    expect(() => plotActivations([1, 2], [{ name: "f", values: [1] }])).toThrow(
      thrown(
        "ShapeError",
        "plotActivations: lengths differ: x has 2, values of f has 1; all must be equal",
      ),
    );
    expect(() => plotActivations([1], [{ name: "f", values: [1], derivative: [1, 2] }])).toThrow(
      "derivative of f has 2",
    );
    expect(() => plotActivations([1], [{ name: "f", values: [NaN] }])).toThrow(ValueError);
  });
});
