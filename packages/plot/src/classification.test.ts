import { ShapeError, ValueError } from "@flambeau/core";
import { describe, expect, it } from "vitest";
import { plotClassification2d } from "./classification.ts";
import { decisionGrid } from "./decision.ts";
import { parseSvg, pathPoints } from "./testing/parse-svg.ts";
import { blobs, circles, tensorLike } from "./testing/samples.ts";
import { colorOf } from "./theme.ts";
import { thrown } from "./testing/thrown.ts";

const { x, y } = circles(60);
const insideCircle = (grid: Float32Array, count: number) =>
  Float32Array.from(
    { length: count },
    (_, i) => 20 * (0.75 - Math.hypot(grid[2 * i], grid[2 * i + 1])),
  );

const centres = [[1, 1], [-1, 1], [-1, -1], [1, -1]] as const; // prettier-ignore
const nearestCentre = (grid: Float32Array, count: number) =>
  Array.from({ length: count }, (_, i) =>
    centres.map(([a, b]) => 3 * (a * grid[2 * i] + b * grid[2 * i + 1])),
  );

describe("plotClassification2d", () => {
  it("draws each class in its own colour and shape", () => {
    const figure = parseSvg(plotClassification2d(x, y, { title: "Circles" }));
    const [panel] = figure.panels;
    const groups = panel.groups("dot");
    expect(groups.map((group) => group.getAttribute("fill"))).toEqual([colorOf(0), colorOf(1)]);
    expect(groups.map((group) => group.childNodes.length)).toEqual([30, 30]);
    expect(panel.shapes("contour")).toHaveLength(0);
    expect(figure.texts("legend")).toEqual(["Class 0", "Class 1"]);
    expect(figure.texts("title")).toEqual(["Circles"]);
  });

  it("draws for a sigmoid both regions, three steps of probability each, and their boundary", () => {
    const figure = parseSvg(
      plotClassification2d(x, y, { predict: insideCircle, transform: "Sigmoid" }),
    );
    const contours = figure.panels[0].groups("contour");
    const look = (name: string) => contours.map((group) => group.getAttribute(name));
    expect(look("fill")).toEqual([colorOf(0), colorOf(0), colorOf(1), colorOf(1), "none"]);
    expect(contours.map((group) => group.childNodes.length)).toEqual([1, 3, 1, 3, 1]);
    expect(figure.texts("legend")).toEqual([
      "Class 0",
      "Class 1",
      "Decision boundary",
      "Predicted probability",
      "below 0.6",
      "0.6–0.75",
      "0.75–0.9",
      "above 0.9",
    ]);
  });

  it("puts the boundary where the logit is zero", () => {
    // The grid's x range is [0, 10] over the frame; the logit changes sign at x = 2.5.
    const svg = plotClassification2d([[0, 0], [10, 1]], [0, 1], {
      padding: 0,
      resolution: 40,
      predict: (grid, count) => Float32Array.from({ length: count }, (_, i) => grid[2 * i] - 2.5),
    }); // prettier-ignore
    const [panel] = parseSvg(svg).panels;
    const clip = panel.groups("contour")[0].parentNode as unknown as Element;
    const [left, , width] = clip.getAttribute("viewBox")!.split(" ").map(Number);
    const [boundary] = panel.groups("contour").slice(-1);
    const columns = pathPoints(boundary.childNodes[0] as never)
      .flat()
      .map(([px]) => px);
    expect(Math.max(...columns)).toBeCloseTo(left + 0.25 * width, 0);
  });

  it("draws for a softmax a region for each class, which share their boundaries", () => {
    const data = blobs(40, centres);
    const figure = parseSvg(
      plotClassification2d(data.x, data.y, { predict: nearestCentre, transform: "Softmax" }),
    );
    const contours = figure.panels[0].groups("contour");
    expect(contours.filter((group) => group.getAttribute("fill") === "none")).toHaveLength(3);
    for (let k = 0; k < 4; k++) {
      const own = contours.filter((group) => group.getAttribute("fill") === colorOf(k));
      expect(own.map((group) => group.childNodes.length)).toEqual([1, 3]);
    }
    expect(figure.panels[0].groups("dot").map((group) => group.childNodes.length)).toEqual([
      10, 10, 10, 10,
    ]);
  });

  it("is the same picture from a sigmoid's logit and from a softmax of (0, z)", () => {
    const pairs = (grid: Float32Array, count: number) =>
      Array.from(insideCircle(grid, count), (z) => [0, z]);
    expect(plotClassification2d(x, y, { predict: pairs })).toBe(
      plotClassification2d(x, y, { predict: insideCircle }),
    );
  });

  it("stays finite for logits whose exp overflows", () => {
    const steep = (grid: Float32Array, count: number) =>
      Array.from(insideCircle(grid, count), (z) => [-1e5 * z, 1e5 * z]);
    expect(() => parseSvg(plotClassification2d(x, y, { predict: steep }))).not.toThrow();
  });

  it("gives predict the grid of decisionGrid, so that logits can be computed ahead", () => {
    const options = { resolution: 20, padding: 0.3 };
    const grid = decisionGrid(x, options);
    const logits = insideCircle(grid.points, grid.count);
    expect(
      plotClassification2d(x, y, {
        ...options,
        predict: () => tensorLike([grid.count, 1], logits),
      }),
    ).toBe(plotClassification2d(x, y, { ...options, predict: insideCircle }));
  });

  it("takes class names, tensors and bigint labels", () => {
    const points = tensorLike([60, 2], Float64Array.from(x.flat()));
    const labels = tensorLike([60], BigInt64Array.from(y, BigInt));
    const figure = parseSvg(
      plotClassification2d(points, labels, { classNames: ["outer", "inner"] }),
    );
    expect(figure.texts("legend")).toEqual(["outer", "inner"]);
  });

  it("says how much of the grid had no prediction", () => {
    const predict = (_: Float32Array, count: number) =>
      Float32Array.from({ length: count }).map((_value, i) => (i < 5 ? NaN : i - 50));
    const figure = parseSvg(plotClassification2d(x, y, { predict, resolution: 10 }));
    expect(figure.texts("note")).toEqual([
      "No region where predict gave NaN: 5 of 100 points of the grid.",
    ]);
  });

  it("refuses bad input with its sizes", () => {
    expect(() => plotClassification2d([[1, 2, 3]], [0])).toThrow(
      thrown(
        "ShapeError",
        "plotClassification2d: x has the wrong shape: it is [1, 3]; [n, 2] is needed",
      ),
    );
    expect(() => plotClassification2d([[1, 2]], [0, 1])).toThrow("x (rows) has 1, y has 2");
    expect(() => plotClassification2d([], [])).toThrow(ShapeError);
    expect(() => plotClassification2d([[NaN, 1]], [0])).toThrow(ValueError);
    expect(() => plotClassification2d(x, y, { classNames: ["one"] })).toThrow(
      "1 names for 2 classes",
    );
    expect(() => plotClassification2d(x, y, { predict: () => [1, 2, 3] })).toThrow(ShapeError);
    expect(() =>
      plotClassification2d(x, y, { predict: (_, n) => new Float32Array(n).fill(NaN) }),
    ).toThrow(ValueError);
    const shifted = y.map((label) => 2 * label - 1);
    expect(() => plotClassification2d(x, shifted, { predict: insideCircle })).toThrow(
      "labels that predict has no output for: -1; class numbers 0 to 1 are needed",
    );
  });
});
