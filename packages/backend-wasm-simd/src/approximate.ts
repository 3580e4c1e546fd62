// Elementary functions that wasm lacks, as polynomials over float32 arithmetic; numbers test what wasm runs.

import type { Algebra } from "@flambeau/core";

/** What the polynomials are written over. */
export interface Arithmetic<V> extends Pick<
  Algebra<V>,
  "add" | "sub" | "mul" | "min" | "max" | "floor" | "round"
> {
  /** 2ⁿ for an integral n from −126 to 127; any number for NaN. */
  powerOfTwo(n: V): V;
}

// ln 2 in two parts: the first has 10 bits, so that its product with n is exact.
const LN2_HIGH = 355 / 512;
const LN2_LOW = -2.1219444005469057e-4;

// Below e^−104 float32 holds 0, above e^89 infinity.
const LOWEST = -104;
const HIGHEST = 89;

/** Coefficients of (eʳ − 1 − r)/r², highest first; cut after r⁷, at most 5.3e−9 from eʳ for |r| ≤ ln 2/2. */
const EXP_TAIL = [1 / 5040, 1 / 720, 1 / 120, 1 / 24, 1 / 6, 1 / 2] as const;

/** eˣ in float32, within 1.1 units in the last place: 2ⁿ·eʳ with n = ⌊x/ln 2⌉. */
export function exp<V>(o: Arithmetic<V>, x: V): V {
  const bounded = o.max(o.min(x, HIGHEST), LOWEST);
  const n = o.round(o.mul(bounded, Math.LOG2E));
  const r = o.sub(o.sub(bounded, o.mul(n, LN2_HIGH)), o.mul(n, LN2_LOW));
  let tail = o.add(o.mul(r, EXP_TAIL[0]), EXP_TAIL[1]);
  for (const coefficient of EXP_TAIL.slice(2)) tail = o.add(o.mul(tail, r), coefficient);
  const power = o.add(o.add(o.mul(o.mul(r, r), tail), r), 1);
  // In two steps, because 2ⁿ alone leaves float32's range at both ends.
  const half = o.floor(o.mul(n, 0.5));
  return o.mul(o.mul(power, o.powerOfTwo(half)), o.powerOfTwo(o.sub(n, half)));
}
