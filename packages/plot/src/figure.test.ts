import { ValueError } from "@flambeau/core";
import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { plotLosses } from "./losses.ts";
import { plotRegression } from "./regression.ts";
import { parseSvg } from "./testing/parse-svg.ts";

const draw = (options: object) => plotRegression([0, 1, 2], [0, 1, 4], [0, 1, 4], options);

describe("a figure", () => {
  it("is standalone: namespace, size, view box, fonts with a fallback, no style sheet, no ids", () => {
    const svg = draw({ width: 500, height: 400 });
    expect(svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg"')).toBe(true);
    const { root } = parseSvg(svg);
    expect(root.getAttribute("width")).toBe("500");
    expect(root.getAttribute("height")).toBe("400");
    expect(root.getAttribute("viewBox")).toBe("0 0 500 400");
    expect(root.getAttribute("font-family")).toMatch(/sans-serif$/);
    expect(svg).not.toMatch(/<style|\sid=|url\(|var\(|class="plot-/);
  });

  it("has a white background unless a transparent one is asked for", () => {
    expect(draw({})).toContain('class="background"');
    expect(draw({ background: "transparent" })).not.toContain('class="background"');
  });

  it("is the same text each time it is drawn", () => {
    expect(draw({ title: "Twice" })).toBe(draw({ title: "Twice" }));
  });

  it("breaks a long title into lines that fit", () => {
    const title = "A title of many words that does not fit the width of its figure by far";
    const lines = parseSvg(draw({ title, width: 300 })).texts("title");
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join(" ")).toBe(title);
  });

  it("breaks a long legend into rows, each key inside the width", () => {
    const series = Array.from({ length: 12 }, (_, i) => ({
      name: `Run number ${i}`,
      losses: [2, 1],
    }));
    const figure = parseSvg(plotLosses(series, { width: 400 }));
    expect(figure.texts("legend")).toHaveLength(12);
    const tall = Number(figure.root.getAttribute("height"));
    expect(tall).toBeGreaterThan(
      Number(parseSvg(plotLosses(series, { width: 1200 })).root.getAttribute("height")),
    );
  });

  it("draws in the document that it is given", () => {
    const { document } = parseHTML("<html></html>");
    let made = 0;
    const createElementNS = document.createElementNS.bind(document);
    const counting = (...names: Parameters<typeof createElementNS>) => {
      made++;
      return createElementNS(...names);
    };
    Object.assign(document, { createElementNS: counting });
    expect(draw({ document })).toBe(draw({}));
    expect(made).toBeGreaterThan(0);
  });

  it("refuses a size that leaves no room", () => {
    for (const options of [
      { width: 0 },
      { height: NaN },
      { width: 100 },
      { height: 90 },
      { width: 1e9 },
    ]) {
      expect(() => draw(options)).toThrow(ValueError);
    }
    expect(() => draw({ width: 120, height: 300 })).toThrow("at least 60 × 60 is needed");
  });
});
