// Uniform draws: rand, rand_like, uniform_.

import { ValueError } from "../errors.ts";
import { fma32, fma64 } from "./fma.ts";
import type { Generator } from "./generator.ts";

/**
 * Fills `out` with draws from [from, to): one word for each float32, two for each float64.
 * Throws `ValueError` where from > to, or the two are further apart than the dtype's largest value.
 */
export function fillUniform(
  generator: Generator,
  out: Float32Array | Float64Array,
  from = 0,
  to = 1,
): void {
  const single = out instanceof Float32Array;
  const low = single ? Math.fround(from) : from;
  const range = single ? Math.fround(Math.fround(to) - low) : to - from;
  if (!(from <= to) || !Number.isFinite(range))
    throw new ValueError(
      `uniform: no range to draw from: [${from}, ${to}); from must not exceed to, and both must be finite`,
      { from, to },
    );
  const plain = from === 0 && to === 1;
  if (single)
    for (let i = 0; i < out.length; i++) {
      const u = generator.uniform32();
      out[i] = plain ? u : fma32(u, range, low);
    }
  else
    for (let i = 0; i < out.length; i++) {
      const u = generator.uniform64();
      out[i] = plain ? u : fma64(u, range, low);
    }
}
