// Lines cut at the frame of a plot, so that files need no clip paths and hence no ids that could collide in a page.
import type { Range } from "./range.ts";

/** A point of a line; points of one piece are joined. */
export interface LinePoint {
  readonly x: number;
  readonly y: number;
  readonly piece: number;
}

/**
 * The parts of a line that lie in a rectangle (Liang–Barsky, segment by segment), in pieces; a point that is not finite
 * ends a piece.
 */
export function clipLine(
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  xRange: Range,
  yRange: Range,
): LinePoint[] {
  const points: LinePoint[] = [];
  let piece = 0;
  let open = false;
  for (let i = 0; i + 1 < xs.length; i++) {
    const part = clipSegment(xs[i], ys[i], xs[i + 1], ys[i + 1], xRange, yRange);
    if (part === undefined) {
      open = false;
      continue;
    }
    const [from, to] = part;
    if (!open || from > 0) points.push({ ...at(xs, ys, i, from), piece: ++piece });
    points.push({ ...at(xs, ys, i, to), piece });
    open = true;
  }
  return points;
}

function at(xs: ArrayLike<number>, ys: ArrayLike<number>, i: number, t: number) {
  // Ends are taken as they are: a + (b − a) need not be b.
  if (t === 0) return { x: xs[i], y: ys[i] };
  if (t === 1) return { x: xs[i + 1], y: ys[i + 1] };
  return {
    x: xs[i] + t * (xs[i + 1] - xs[i]),
    y: ys[i] + t * (ys[i + 1] - ys[i]),
  };
}

function clipSegment(
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  [left, right]: Range,
  [bottom, top]: Range,
): [from: number, to: number] | undefined {
  if (![x0, y0, x1, y1].every(Number.isFinite)) return undefined;
  let from = 0;
  let to = 1;
  const bounds = [
    [x0 - x1, x0 - left],
    [x1 - x0, right - x0],
    [y0 - y1, y0 - bottom],
    [y1 - y0, top - y0],
  ];
  for (const [direction, distance] of bounds) {
    if (direction === 0) {
      if (distance < 0) return undefined;
    } else if (direction < 0) from = Math.max(from, distance / direction);
    else to = Math.min(to, distance / direction);
  }
  return from <= to ? [from, to] : undefined;
}
