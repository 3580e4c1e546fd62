import { ShapeError, ValueError } from "@flambeau/core";
import { expect, it } from "vitest";
import { classFields, decisionGrid } from "./decision.ts";
import { thrown } from "./testing/thrown.ts";

it("the grid holds the centres of its cells, rows from low to high y", () => {
  const grid = decisionGrid([[0, 0], [2, 4]], { resolution: 2, padding: 0 }); // prettier-ignore
  expect(grid.xRange).toEqual([0, 2]);
  expect(grid.yRange).toEqual([0, 4]);
  expect(grid.count).toBe(4);
  expect([...grid.points]).toEqual([0.5, 1, 1.5, 1, 0.5, 3, 1.5, 3]);
});

it("padding is a fraction of the data's span", () => {
  expect(decisionGrid([[0, 0], [2, 4]], { padding: 0.5 })).toMatchObject({ xRange: [-1, 3], yRange: [-2, 6] }); // prettier-ignore
});

it("the grid refuses a bad resolution, a bad padding and data without a finite point", () => {
  for (const resolution of [1, 1.5, 1001, NaN]) {
    expect(() => decisionGrid([[0, 0]], { resolution })).toThrow(ValueError);
  }
  expect(() => decisionGrid([[0, 0]], { padding: -1 })).toThrow(ValueError);
  expect(() => decisionGrid([[NaN, NaN]])).toThrow(ValueError);
  expect(() => decisionGrid([[0, 0, 0]])).toThrow(ShapeError);
});

it("one logit is the log-odds of class 1", () => {
  const { fields } = classFields("op", [-3, 0, 2], 3, "Sigmoid");
  expect(fields.map(({ logOdds }) => [...logOdds])).toEqual([[3, 0, -2], [-3, 0, 2]]); // prettier-ignore
});

it("log-odds of several logits are those of softmax", () => {
  const z = [0.3, -1.2, 2.1, 0.4];
  const { fields } = classFields("op", [z], 1, undefined);
  const sum = z.reduce((total, value) => total + Math.exp(value), 0);
  fields.forEach(({ logOdds }, k) => {
    const p = Math.exp(z[k]) / sum;
    expect(logOdds[0]).toBeCloseTo(Math.log(p / (1 - p)), 12);
  });
  expect(fields.map(({ margin }) => margin[0] > 0)).toEqual([false, false, true, false]);
});

it("huge and infinite logits stay ordered and finite", () => {
  const { fields } = classFields("op", [1e5, -1e5, 0, Infinity, -Infinity, 0], 2, "Softmax");
  for (const { margin, logOdds } of fields) {
    expect([...margin, ...logOdds].every(Number.isFinite)).toBe(true);
  }
  expect([fields[0].logOdds[0], fields[1].logOdds[0]]).toEqual([1e5, -2e5]);
  expect(fields[0].margin[1]).toBeGreaterThan(0);
});

it("NaN at some points is counted, at all points refused", () => {
  expect(classFields("op", [NaN, 1], 2, undefined).notNumbers).toBe(1);
  expect(classFields("op", [NaN, 1, 1, 1], 2, "Softmax").notNumbers).toBe(1);
  expect(() => classFields("op", [NaN, NaN], 2, undefined)).toThrow(ValueError);
});

it("a number of logits or a transform that does not fit is refused with sizes", () => {
  expect(() => classFields("op", [1, 2, 3], 2, undefined)).toThrow(
    thrown(
      "ShapeError",
      "op: predict gave the wrong number of logits: 3 for 2 points; 2 or 2 × classes are needed",
    ),
  );
  expect(() => classFields("op", [1, 2, 3, 4], 2, "Sigmoid")).toThrow('transform: "Softmax"');
  expect(() => classFields("op", [1, 2], 2, "Softmax")).toThrow('transform: "Sigmoid"');
});
