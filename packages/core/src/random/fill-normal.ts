// Normal draws by PyTorch's three paths: one at a time, or by blocks of 16 in float32 and float64.

import { sincos256, log256 } from "./cephes-float32.ts";
import { requireNonNegative } from "./check-arguments.ts";
import { fma32, fma64 } from "./fma.ts";
import type { Generator } from "./generator.ts";

const BLOCK = 16;
const HALF = 8;
const TWO_PI_32 = /* @__PURE__ */ Math.fround(2 * Math.PI);

const sincos = /* @__PURE__ */ new Float32Array(2);

/**
 * Fills `out` with normal draws: randn, normal_. Fewer than 16 elements, and tensors that are not contiguous (say so), take and leave
 * the generator's cached normal; larger contiguous ones are drawn in blocks. Throws `ValueError` for a negative std.
 */
export function fillNormal(
  generator: Generator,
  out: Float32Array | Float64Array,
  mean = 0,
  std = 1,
  contiguous = true,
): void {
  requireNonNegative("normal", "std", std);
  if (out.length < BLOCK || !contiguous) fillOneByOne(generator, out, mean, std);
  else if (out instanceof Float32Array) fillBlocks(generator, out, mean, std, normalBlock32);
  else fillBlocks(generator, out, mean, std, normalBlock64);
}

function fillOneByOne(
  generator: Generator,
  out: Float32Array | Float64Array,
  mean: number,
  std: number,
): void {
  for (let i = 0; i < out.length; i++) out[i] = fma64(generator.normal(), std, mean);
}

function fillBlocks<T extends Float32Array | Float64Array>(
  generator: Generator,
  out: T,
  mean: number,
  std: number,
  normalBlock: (d: T, start: number, mean: number, std: number) => void,
): void {
  fillPlainUniform(generator, out, 0);
  let start = 0;
  for (; start + BLOCK <= out.length; start += BLOCK) normalBlock(out, start, mean, std);
  if (start < out.length) {
    // PyTorch draws the last 16 anew, those of the block before among them.
    fillPlainUniform(generator, out, out.length - BLOCK);
    normalBlock(out, out.length - BLOCK, mean, std);
  }
}

function fillPlainUniform(
  generator: Generator,
  out: Float32Array | Float64Array,
  start: number,
): void {
  if (out instanceof Float32Array)
    for (let i = start; i < out.length; i++) out[i] = generator.uniform32();
  else for (let i = start; i < out.length; i++) out[i] = generator.uniform64();
}

/** Box and Muller on d[start .. start + 16): the first eight are radii, the last eight angles; all operations in float32. */
function normalBlock32(d: Float32Array, start: number, mean: number, std: number): void {
  const mean32 = Math.fround(mean);
  const std32 = Math.fround(std);
  for (let k = start; k < start + HALF; k++) {
    const radius = Math.fround(Math.sqrt(Math.fround(-2 * log256(1 - d[k]))));
    sincos256(Math.fround(TWO_PI_32 * d[k + HALF]), sincos);
    d[k] = fma32(Math.fround(radius * sincos[1]), std32, mean32);
    d[k + HALF] = fma32(Math.fround(radius * sincos[0]), std32, mean32);
  }
}

function normalBlock64(d: Float64Array, start: number, mean: number, std: number): void {
  for (let k = start; k < start + HALF; k++) {
    const radius = Math.sqrt(-2 * Math.log(1 - d[k]));
    const angle = 2 * Math.PI * d[k + HALF];
    d[k] = fma64(radius * Math.cos(angle), std, mean);
    d[k + HALF] = fma64(radius * Math.sin(angle), std, mean);
  }
}
