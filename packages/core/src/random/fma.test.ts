// The fused multiply-adds against exact rational arithmetic on BigInt.

import { describe, expect, it } from "vitest";
import { fma32, fma64 } from "./fma.ts";
import { Generator } from "./generator.ts";

/** A finite double as integer * 2^exponent. */
function parts(x: number): { integer: bigint; exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const magnitude = biased === 0 ? fraction : fraction | (1n << 52n);
  return { integer: bits >> 63n ? -magnitude : magnitude, exponent: Math.max(biased, 1) - 1075 };
}

/** a * b + c exactly, then to `precision` bits, ties to even; for results in the normal range. */
function exact(a: number, b: number, c: number, precision: number): number {
  const [x, y, z] = [parts(a), parts(b), parts(c)];
  const low = Math.min(x.exponent + y.exponent, z.exponent);
  const total =
    ((x.integer * y.integer) << BigInt(x.exponent + y.exponent - low)) +
    (z.integer << BigInt(z.exponent - low));
  const magnitude = total < 0n ? -total : total;
  const drop = BigInt(Math.max(magnitude.toString(2).length - precision, 0));
  const kept = magnitude >> drop;
  const rest = (magnitude - (kept << drop)) * 2n;
  const unit = 1n << drop;
  const rounded = rest > unit || (rest === unit && kept & 1n) ? kept + 1n : kept;
  const value = Number(rounded) * 2 ** (Number(drop) + low);
  return total < 0n ? -value : value;
}

describe("fma32", () => {
  it("rounds once where a double lies half way between two float32", () => {
    const tiny = 2 ** -23;
    const a = 1 + tiny;
    const b = (1 - tiny) * 2 ** -24; // a * b = 2^-24 - 2^-70
    expect(Math.fround(a * b + (1 + tiny))).toBe(1 + 2 * tiny);
    expect(fma32(a, b, 1 + tiny)).toBe(1 + tiny);
    expect(fma32(-a, b, -1 - tiny)).toBe(-1 - tiny);
    expect(fma32(2 ** -24, 1, 1)).toBe(1);
    expect(fma32(2 ** -24, 1, 1 + tiny)).toBe(1 + 2 * tiny);
    const above = 2 ** -24 * (1 + 2 * tiny);
    expect(fma32(a, Math.fround(above / a), 1)).toBe(exact(a, Math.fround(above / a), 1, 24));
  });

  it("rounds once at the edges of the range", () => {
    const largest = 3.4028234663852886e38;
    expect(fma32(largest, 1, 2 ** 103)).toBe(Number.POSITIVE_INFINITY);
    expect(fma32(2 ** 103, 1, Math.fround(largest))).toBe(Number.POSITIVE_INFINITY);
    expect(fma32(2 ** 103 * (1 - 2 ** -23), 1 + 2 ** -23, largest)).toBe(largest);
    expect(fma32(2 ** -75, 2 ** -75, 0)).toBe(0);
    expect(fma32(2 ** -75, 2 ** -74, 0)).toBe(2 ** -149);
    expect(fma32(Number.POSITIVE_INFINITY, 0, 1)).toBeNaN();
    expect(fma32(Number.POSITIVE_INFINITY, 1, 1)).toBe(Number.POSITIVE_INFINITY);
  });

  it("equals exact arithmetic on random float32", () => {
    const generator = new Generator(1);
    const draw = (): number =>
      Math.fround((generator.uniform64() - 0.5) * 2 ** Math.floor(generator.uniform64() * 40 - 20));
    for (let i = 0; i < 5000; i++) {
      const [a, b, c] = [draw(), draw(), draw()];
      expect(fma32(a, b, c)).toBe(exact(a, b, c, 24));
    }
  });
});

describe("fma64", () => {
  it("equals exact arithmetic on random float64 of all relative sizes", () => {
    const generator = new Generator(2);
    const draw = (): number =>
      (generator.uniform64() - 0.5) * 2 ** Math.floor(generator.uniform64() * 120 - 60);
    for (let i = 0; i < 5000; i++) {
      const [a, b, c] = [draw(), draw(), draw()];
      expect(fma64(a, b, c)).toBe(exact(a, b, c, 53));
    }
  });

  it("equals exact arithmetic where the sum nearly cancels or lies near half way", () => {
    const generator = new Generator(3);
    let differs = 0;
    for (let i = 0; i < 5000; i++) {
      const a = 1 + generator.uniform64();
      const b = 1 + Math.floor(generator.uniform64() * 64) * 2 ** -52;
      const c = i % 2 ? -a : 2 ** (53 - (i % 5));
      expect(fma64(a, b, c)).toBe(exact(a, b, c, 53));
      if (fma64(a, b, c) !== a * b + c) differs++;
    }
    expect(differs).toBeGreaterThan(500);
  });

  it("sees a product's error that decides a tie", () => {
    const a = 1 + 2 ** -30;
    const b = 1 - 2 ** -30; // a * b = 1 - 2^-60
    expect(a * b + 2 ** 53).toBe(2 ** 53);
    expect(fma64(a, b, 2 ** 53 + 2)).toBe(2 ** 53 + 2);
    expect(a * b + (2 ** 53 + 2)).toBe(2 ** 53 + 4);
  });

  it("passes infinities and NaN on", () => {
    expect(fma64(Number.POSITIVE_INFINITY, 2, 1)).toBe(Number.POSITIVE_INFINITY);
    expect(fma64(1, 2, Number.NEGATIVE_INFINITY)).toBe(Number.NEGATIVE_INFINITY);
    expect(fma64(Number.POSITIVE_INFINITY, 0, 1)).toBeNaN();
    expect(fma64(1e300, 1e300, 1)).toBe(Number.POSITIVE_INFINITY);
  });
});
