import { expect, it } from "vitest";
import { clipLine } from "./polyline.ts";

it("a line inside the rectangle stays whole", () => {
  expect(clipLine([0, 1, 2], [0, 1, 0], [0, 2], [0, 1])).toEqual([
    { x: 0, y: 0, piece: 1 },
    { x: 1, y: 1, piece: 1 },
    { x: 2, y: 0, piece: 1 },
  ]);
});

it("a line that leaves and comes back is cut at the edge into pieces", () => {
  expect(clipLine([0, 1, 2], [0, 2, 0], [0, 2], [0, 1])).toEqual([
    { x: 0, y: 0, piece: 1 },
    { x: 0.5, y: 1, piece: 1 },
    { x: 1.5, y: 1, piece: 2 },
    { x: 2, y: 0, piece: 2 },
  ]);
});

it("a segment whose ends are both outside is kept where it crosses", () => {
  expect(clipLine([-1, 3], [-1, 3], [0, 2], [0, 2])).toEqual([
    { x: 0, y: 0, piece: 1 },
    { x: 2, y: 2, piece: 1 },
  ]);
  expect(clipLine([-1, 3], [5, 5], [0, 2], [0, 2])).toEqual([]);
});

it("a point that is not finite ends a piece", () => {
  const pieces = clipLine([0, 1, 2, 3, 4], [0, 0, NaN, 0, 0], [0, 4], [-1, 1]);
  expect(pieces.map(({ x, piece }) => [x, piece])).toEqual([[0, 1], [1, 1], [3, 2], [4, 2]]); // prettier-ignore
});
