import { ValueError } from "@flambeau/core";
import { describe, expect, it } from "vitest";
import { plotLosses } from "./losses.ts";
import { parseSvg, pathPoints } from "./testing/parse-svg.ts";
import { colorOf } from "./theme.ts";
import { thrown } from "./testing/thrown.ts";

const training = [0.6711, 0.5933, 0.4854, 0.3747, 0.2821];

describe("plotLosses", () => {
  it("draws a line and marks for each series over epochs from 1", () => {
    const validation = training.map((loss) => loss + 0.1);
    const figure = parseSvg(
      plotLosses(
        [
          { name: "Training", losses: training },
          { name: "Validation", losses: validation },
        ],
        { title: "Losses" },
      ),
    );
    const [panel] = figure.panels;
    expect(panel.groups("line").map((group) => group.getAttribute("stroke"))).toEqual([
      colorOf(0),
      colorOf(1),
    ]);
    for (const line of panel.shapes("line")) expect(pathPoints(line)[0]).toHaveLength(5);
    expect(panel.shapes("dot")).toHaveLength(10);
    expect(panel.texts("x-axis tick label")).toEqual(["1", "2", "3", "4", "5"]);
    expect(panel.texts("x-axis label")).toEqual(["Epoch"]);
    expect(panel.texts("y-axis label")).toEqual(["Loss"]);
    expect(figure.texts("legend")).toEqual(["Training", "Validation"]);
    expect(figure.texts("title")).toEqual(["Losses"]);
  });

  it("spaces decades evenly with logScale", () => {
    const losses = [100, 10, 1, 0.1];
    const [panel] = parseSvg(plotLosses([{ name: "SGD", losses }], { logScale: true })).panels;
    const heights = pathPoints(panel.shapes("line")[0])[0].map(([, py]) => py);
    const steps = heights.slice(1).map((height, i) => height - heights[i]);
    expect(steps[1]).toBeCloseTo(steps[0], 1);
    expect(steps[2]).toBeCloseTo(steps[0], 1);
    expect(panel.texts("y-axis tick label")).toEqual(["0.1", "1", "10", "100"]);
    expect(panel.texts("y-axis label")).toEqual(["Loss (logarithmic)"]);
  });

  it("leaves a gap where a loss is not finite, or not positive on a logarithmic axis", () => {
    const losses = [4, 3, NaN, 2, 0, 1, 1];
    const linear = parseSvg(plotLosses([{ name: "a", losses }]));
    expect(pathPoints(linear.panels[0].shapes("line")[0]).map(({ length }) => length)).toEqual([
      2, 4,
    ]);
    expect(linear.texts("note")).toEqual(["Not shown of 7 losses: 1 not finite."]);
    const logarithmic = parseSvg(plotLosses([{ name: "a", losses }], { logScale: true }));
    expect(logarithmic.texts("note")).toEqual([
      "Not shown of 7 losses: 2 not finite or not positive.",
    ]);
    expect(logarithmic.panels[0].shapes("dot")).toHaveLength(5);
  });

  it("draws a single epoch", () => {
    const [panel] = parseSvg(plotLosses([{ name: "a", losses: [0.5] }])).panels;
    expect(panel.shapes("dot")).toHaveLength(1);
    expect(panel.texts("x-axis tick label")).toEqual(["1"]);
  });

  it("draws no marks where epochs are many", () => {
    const losses = Float32Array.from({ length: 1000 }, (_, i) => 1 / (i + 1));
    const [panel] = parseSvg(plotLosses([{ name: "a", losses }])).panels;
    expect(panel.shapes("dot")).toHaveLength(0);
    expect(pathPoints(panel.shapes("line")[0])[0]).toHaveLength(1000);
  });

  it("refuses bad input with its sizes", () => {
    expect(() => plotLosses([])).toThrow(ValueError);
    expect(() => plotLosses([{ name: "a", losses: [] }])).toThrow("losses of a is empty");
    expect(() => plotLosses([{ name: "a", losses: [NaN, NaN] }])).toThrow(
      thrown(
        "ValueError",
        "plotLosses: nothing to draw: none of 2 losses of a is finite; at least 1 is needed",
      ),
    );
    expect(() => plotLosses([{ name: "a", losses: [0, -1] }], { logScale: true })).toThrow(
      ValueError,
    );
  });
});
