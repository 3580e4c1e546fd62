// Integer draws: randint, random_, randperm.

import type { TypedArray } from "../dtype.ts";
import { ValueError } from "../errors.ts";
import { requireInteger } from "./check-arguments.ts";
import type { Generator } from "./generator.ts";
import { highWord, int64Words } from "./int64-words.ts";

const TWO_32 = 4294967296;

/**
 * Fills `out` with integers from [low, high), cast to its dtype: one word each where the range is below 2^32, else two.
 * Throws `ValueError` for bounds that are no integers, leave nothing to draw, or do not fit an integer dtype.
 */
export function fillRandint(
  generator: Generator,
  out: TypedArray,
  low: number | bigint,
  high: number | bigint,
): void {
  checkBounds(out, low, high);
  const range = BigInt(high) - BigInt(low);
  const safe = Math.abs(Number(low)) <= 2 ** 52;
  if (safe && range < TWO_32) fillNarrow(generator, out, Number(low), Number(range));
  else fillWide(generator, out, BigInt(low), range);
}

function fillNarrow(generator: Generator, out: TypedArray, low: number, range: number): void {
  const divisor = range >>> 0;
  if (out instanceof BigInt64Array) {
    const words = int64Words(out);
    for (let i = 0; i < words.length; i += 2) {
      const value = ((generator.random32() >>> 0) % divisor) + low;
      words[i] = value;
      words[i + 1] = highWord(value);
    }
  } else
    for (let i = 0; i < out.length; i++) out[i] = ((generator.random32() >>> 0) % divisor) + low;
}

function fillWide(generator: Generator, out: TypedArray, low: bigint, range: bigint): void {
  for (let i = 0; i < out.length; i++) {
    const word = range < TWO_32 ? BigInt(generator.random32()) : generator.random64();
    const value = (word % range) + low;
    if (out instanceof BigInt64Array) out[i] = value;
    else out[i] = Number(value);
  }
}

/**
 * Fills `out` over the non-negative range of its dtype, as `random_()` without arguments does: float32 up to 2^24, float64 up to 2^53.
 * A byte array holds uint8 unless `bool` says that it holds 0 and 1.
 */
export function fillRandom(generator: Generator, out: TypedArray, bool = false): void {
  if (out instanceof BigInt64Array) {
    const words = int64Words(out);
    for (let i = 0; i < words.length; i += 2) {
      words[i + 1] = generator.random32() & 0x7fffffff;
      words[i] = generator.random32();
    }
  } else if (out instanceof Float64Array) fillRandomFloat64(generator, out);
  else if (out instanceof Float32Array) {
    const modulus = 2 ** 24 + 1;
    for (let i = 0; i < out.length; i++) out[i] = (generator.random32() >>> 0) % modulus;
  } else {
    const signed = !(out instanceof Uint8Array);
    const mask = bool ? 1 : signed ? 2 ** (8 * out.BYTES_PER_ELEMENT - 1) - 1 : 0xff;
    for (let i = 0; i < out.length; i++) out[i] = generator.random32() & mask;
  }
}

/** `random64() % (2^53 + 1)`: with x = 2^53 q + r it is r - q, since 2^53 is -1 to that modulus. */
function fillRandomFloat64(generator: Generator, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) {
    const high = generator.random32();
    const low = generator.random32();
    const q = high >>> 21;
    const r = (high & 0x1fffff) * TWO_32 + low;
    out[i] = r >= q ? r - q : 2 ** 53 - (q - r - 1);
  }
}

/** A random order of 0 .. n-1. Throws `ValueError` unless n is an integer from 0 to 2^31 - 1. */
export function randperm(generator: Generator, n: number): Int32Array {
  requireInteger("randperm", "n", n, 0, 2 ** 31 - 1);
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  for (let i = 0; i < n - 1; i++) {
    const j = i + ((generator.random32() >>> 0) % ((n - i) >>> 0));
    const taken = order[i];
    order[i] = order[j];
    order[j] = taken;
  }
  return order;
}

function checkBounds(out: TypedArray, low: number | bigint, high: number | bigint): void {
  for (const bound of [low, high])
    if (typeof bound === "number" && !Number.isInteger(bound))
      throw new ValueError(`randint: not an integer: got ${bound}; bounds are whole numbers`, {
        low,
        high,
      });
  if (!(low < high))
    throw new ValueError(
      `randint: nothing to draw from: [${low}, ${high}); low must be below high`,
      {
        low,
        high,
      },
    );
  if (out instanceof Float32Array || out instanceof Float64Array) return;
  const bits = BigInt(8 * out.BYTES_PER_ELEMENT);
  const unsigned = out instanceof Uint8Array;
  const smallest = unsigned ? 0n : -(1n << (bits - 1n));
  const largest = unsigned ? (1n << bits) - 1n : (1n << (bits - 1n)) - 1n;
  if (BigInt(low) < smallest || BigInt(high) - 1n > largest)
    throw new ValueError(
      `randint: out of the dtype's range: [${low}, ${high}); values must lie from ${smallest} to ${largest}`,
      { low, high },
    );
}
