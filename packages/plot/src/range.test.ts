import { ValueError } from "@flambeau/core";
import { expect, it } from "vitest";
import {
  checkRange,
  countTicks,
  formatLogTick,
  logTicks,
  paddedRange,
  steppedTicks,
  tickFormat,
} from "./range.ts";

it("a padded range widens the finite extent on both sides", () => {
  expect(paddedRange([3, NaN, -1, Infinity, 1], 0.25)).toEqual([-2, 4]);
});

it("a padded range of one value has room around it", () => {
  expect(paddedRange([4, 4])).toEqual([2, 6]);
  expect(paddedRange([0])).toEqual([-0.5, 0.5]);
});

it("a range must rise and be finite", () => {
  expect(checkRange("op", "xRange", [-1, 1])).toEqual([-1, 1]);
  for (const range of [
    [1, 1],
    [2, 1],
    [NaN, 1],
    [0, Infinity],
  ] as [number, number][]) {
    expect(() => checkRange("op", "xRange", range)).toThrow(ValueError);
  }
});

it("stepped ticks are multiples of the step, ends included", () => {
  expect(steppedTicks("op", "dy", [-25, 25], 10)).toEqual([-20, -10, 0, 10, 20]);
  expect(steppedTicks("op", "dx", [-0.3, 0.3], 0.1)).toEqual([-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3]);
});

it("a tick step that is not positive or gives too many ticks is refused", () => {
  for (const step of [0, -1, NaN, 0.001]) {
    expect(() => steppedTicks("op", "dx", [0, 1], step)).toThrow(ValueError);
  }
});

it("ticks are written with the decimals they need", () => {
  expect([-1, 0, 1].map(tickFormat([-1, 0, 1])!)).toEqual(["\u22121", "0", "1"]);
  expect([0.5, 1].map(tickFormat([0.5, 1])!)).toEqual(["0.5", "1.0"]);
  expect(tickFormat([1e-7, 2e-7])).toBeUndefined();
});

it("epochs are ticked at whole numbers from 1", () => {
  expect(countTicks(1, 10)).toEqual([1]);
  expect(countTicks(5, 10)).toEqual([1, 2, 3, 4, 5]);
  expect(countTicks(20, 10)).toEqual([1, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20]);
  expect(countTicks(1000, 10)).toEqual([1, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]);
});

it("logarithmic ticks are powers of ten, with 2 and 5 times them over a short range", () => {
  expect(logTicks([0.5, 20])).toEqual([0.5, 1, 2, 5, 10, 20]);
  expect(logTicks([0.0009, 1100])).toEqual([0.001, 0.01, 0.1, 1, 10, 100, 1000]);
  expect(logTicks([1e-20, 1e20]).length).toBeLessThanOrEqual(9);
});

it("logarithmic ticks read as powers of ten where plain digits would be long", () => {
  expect([0.001, 1, 10000, 1e-5, 2e7].map(formatLogTick)).toEqual([
    "0.001",
    "1",
    "10000",
    "10⁻⁵",
    "2·10⁷",
  ]);
});
