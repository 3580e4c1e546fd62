// Two classes in the plane, as arrays: concentric circles and interleaving half moons.

import { ValueError } from "@flambeau/core";
import {
  addNoise,
  type LabelledPoints,
  requireCount,
  requireScale,
  shufflePoints,
} from "./matrix.ts";
import { type RandomStateOption, toRandomState } from "./random-option.ts";

/** Options of `makeMoons`, and the part of `makeCircles` that it shares. */
export interface MakeMoonsOptions {
  /** Points in all, of which the outer class gets the smaller half; or the points of the outer and the inner class. Default 100. */
  readonly nSamples?: number | readonly [outer: number, inner: number];
  /** Whether to put the points in a random order. Default true. */
  readonly shuffle?: boolean;
  /** Standard deviation of normal noise on both coordinates. Default none. */
  readonly noise?: number;
  readonly randomState?: RandomStateOption;
}

/** Options of `makeCircles`. */
export interface MakeCirclesOptions extends MakeMoonsOptions {
  /** Radius of the inner circle in units of the outer one's, in [0, 1). Default 0.8. */
  readonly factor?: number;
}

type Curve = (t: number) => readonly [x: number, y: number];

/** Class 0 on the unit circle, class 1 on the one of radius `factor`, at equal angles from 0. */
export function circlesArrays(options: MakeCirclesOptions): LabelledPoints {
  const { factor = 0.8 } = options;
  if (!(factor >= 0 && factor < 1))
    throw new ValueError(`makeCircles: factor is ${factor}; it must lie in [0, 1)`, { factor });
  const at = (count: number, i: number): number => i * ((2 * Math.PI) / count);
  const outer: Curve = (t) => [Math.cos(t), Math.sin(t)];
  const inner: Curve = (t) => [Math.cos(t) * factor, Math.sin(t) * factor];
  return twoCurves("makeCircles", options, at, outer, inner);
}

/** Class 0 on the upper half of the unit circle, class 1 on a lower half that starts inside it. */
export function moonsArrays(options: MakeMoonsOptions): LabelledPoints {
  const at = (count: number, i: number): number =>
    i > 0 && i === count - 1 ? Math.PI : i * (Math.PI / Math.max(count - 1, 1));
  const outer: Curve = (t) => [Math.cos(t), Math.sin(t)];
  const inner: Curve = (t) => [1 - Math.cos(t), 1 - Math.sin(t) - 0.5];
  return twoCurves("makeMoons", options, at, outer, inner);
}

/** Points on two curves, the i-th of `count` at the parameter `at(count, i)`; shuffled first, then noisy. */
function twoCurves(
  op: string,
  { nSamples = 100, shuffle = true, noise, randomState }: MakeMoonsOptions,
  at: (count: number, i: number) => number,
  outer: Curve,
  inner: Curve,
): LabelledPoints {
  const [outerCount, innerCount] = splitSamples(op, nSamples);
  if (noise !== undefined) requireScale(op, "noise", noise);
  const state = toRandomState(randomState);
  const count = outerCount + innerCount;
  const data = new Float64Array(2 * count);
  for (let i = 0; i < outerCount; i++) data.set(outer(at(outerCount, i)), 2 * i);
  for (let i = 0; i < innerCount; i++) data.set(inner(at(innerCount, i)), 2 * (outerCount + i));
  const y = new BigInt64Array(count).fill(1n, outerCount);
  const ordered = { x: { data, shape: [count, 2] }, y };
  const points = shuffle ? shufflePoints(state, ordered) : ordered;
  if (noise !== undefined) addNoise(state, points.x.data, noise);
  return points;
}

function splitSamples(
  op: string,
  nSamples: number | readonly [number, number],
): readonly [number, number] {
  if (typeof nSamples === "number") {
    requireCount(op, "nSamples", nSamples, 1);
    const outer = Math.floor(nSamples / 2);
    return [outer, nSamples - outer];
  }
  if (nSamples.length !== 2)
    throw new ValueError(
      `${op}: nSamples has ${nSamples.length} entries; it must be a number, or the points of both classes`,
      { nSamples },
    );
  for (const count of nSamples) requireCount(op, "nSamples", count, 0);
  return nSamples;
}
