// What the fillers do beyond the recorded streams: ranges, dtypes, refusals, and the number of words they take.

import { describe, expect, it } from "vitest";
import type { TypedArray } from "../dtype.ts";
import { ValueError } from "../errors.ts";
import { fillBernoulli, fillBernoulliEach, fillExponential } from "./distributions.ts";
import { fillCauchy, fillGeometric, fillLogNormal } from "./distributions.ts";
import { fillRandint, fillRandom, randperm } from "./fill-integer.ts";
import { fillNormal } from "./fill-normal.ts";
import { fillUniform } from "./fill-uniform.ts";
import { Generator } from "./generator.ts";
import { widenToInt64 } from "./int64-words.ts";
import { multinomial } from "./multinomial.ts";

/** A generator of seed 0 that has given `words` words. */
function advanced(words: number): Generator {
  const generator = new Generator(0);
  for (let i = 0; i < words; i++) generator.random32();
  return generator;
}

describe("fillRandint", () => {
  it("writes int64 words as BigInt arithmetic would, around zero and beyond 32 bits", () => {
    for (const low of [0, -7, -5_000_000_000, 4_294_967_290, 2 ** 52, -(2n ** 63n), 2n ** 62n]) {
      const out = new BigInt64Array(50);
      fillRandint(new Generator(4), out, low, BigInt(low) + 13n);
      const generator = new Generator(4);
      const expected = out.map(() => BigInt(low) + BigInt(generator.random32() % 13));
      expect(out).toEqual(expected);
    }
  });

  it("takes one word below a range of 2^32 and two from there on", () => {
    for (const [range, words] of [
      [2 ** 32 - 1, 3],
      [2 ** 32, 6],
    ]) {
      const generator = new Generator(0);
      fillRandint(generator, new BigInt64Array(3), 0, range);
      expect(generator.random32()).toBe(advanced(words).random32());
    }
  });

  it("draws the same numbers into every dtype", () => {
    const wide = new BigInt64Array(20);
    fillRandint(new Generator(5), wide, 0, 100);
    const others: TypedArray[] = [
      new Uint8Array(20),
      new Int8Array(20),
      new Int16Array(20),
      new Int32Array(20),
      new Float32Array(20),
      new Float64Array(20),
    ];
    for (const out of others) {
      fillRandint(new Generator(5), out, 0, 100);
      expect(Array.from(out, Number)).toEqual(Array.from(wide, Number));
    }
  });

  it("reaches every value of the full range of int64 without leaving it", () => {
    const out = new BigInt64Array(200);
    fillRandint(new Generator(6), out, -(2n ** 63n), 2n ** 63n);
    expect(out.some((value) => value < -(2n ** 62n))).toBe(true);
    expect(out.some((value) => value > 2n ** 62n)).toBe(true);
  });

  it("refuses bounds that are no integers, empty, or outside the dtype, and draws nothing", () => {
    const generator = new Generator(0);
    const bytes = new Uint8Array(2);
    expect(() => fillRandint(generator, bytes, 0.5, 3)).toThrow(ValueError);
    expect(() => fillRandint(generator, bytes, 3, 3)).toThrow(/low must be below high/);
    expect(() => fillRandint(generator, bytes, -1, 3)).toThrow(/from 0 to 255/);
    expect(() => fillRandint(generator, bytes, 0, 257)).toThrow(ValueError);
    expect(() => fillRandint(generator, new BigInt64Array(1), 0, 2n ** 63n + 1n)).toThrow(
      ValueError,
    );
    fillRandint(generator, bytes, 0, 256);
    expect(bytes[0]).toBe(advanced(0).random32() % 256);
  });
});

describe("fillRandom", () => {
  it("takes words modulo the dtype's range", () => {
    const word = advanced(0).random32();
    for (const [out, modulus] of [
      [new Int32Array(1), 2 ** 31],
      [new Int16Array(1), 2 ** 15],
      [new Int8Array(1), 2 ** 7],
      [new Uint8Array(1), 2 ** 8],
      [new Float32Array(1), 2 ** 24 + 1],
    ] as const) {
      fillRandom(new Generator(0), out);
      expect(out[0]).toBe(word % modulus);
    }
    const bits = new Uint8Array(1);
    fillRandom(new Generator(0), bits, true);
    expect(bits[0]).toBe(word % 2);
  });

  it("takes float64 modulo 2^53 + 1 exactly", () => {
    const out = new Float64Array(1000);
    fillRandom(new Generator(7), out);
    const generator = new Generator(7);
    expect(out).toEqual(out.map(() => Number(generator.random64() % (2n ** 53n + 1n))));
  });
});

describe("randperm", () => {
  it("holds every index once, and costs one word less than it has entries", () => {
    const generator = new Generator(0);
    expect(randperm(generator, 1000).sort()).toEqual(
      Int32Array.from({ length: 1000 }, (_, i) => i),
    );
    expect(generator.random32()).toBe(advanced(999).random32());
    expect(randperm(generator, 0).length).toBe(0);
    expect(() => randperm(generator, -1)).toThrow(ValueError);
    expect(() => randperm(generator, 2.5)).toThrow(ValueError);
  });

  it("widens to int64, negative numbers too", () => {
    expect(widenToInt64(Int32Array.of(0, 5, -1, 2147483647))).toEqual(
      BigInt64Array.of(0n, 5n, -1n, 2147483647n),
    );
  });
});

describe("fillUniform and fillNormal", () => {
  it("refuse ranges and deviations that are none", () => {
    const out = new Float32Array(2);
    const generator = new Generator(0);
    expect(() => fillUniform(generator, out, 2, 1)).toThrow(ValueError);
    expect(() => fillUniform(generator, out, 0, Number.NaN)).toThrow(ValueError);
    expect(() => fillUniform(generator, out, -3e38, 3e38)).toThrow(ValueError);
    expect(() => fillNormal(generator, out, 0, -1)).toThrow(ValueError);
    fillUniform(generator, out, 3, 3);
    expect(out).toEqual(Float32Array.of(3, 3));
  });

  it("draw one by one for a tensor that is not contiguous, whatever its size", () => {
    const out = new Float32Array(40);
    fillNormal(new Generator(0), out, 0, 1, false);
    const generator = new Generator(0);
    expect(out).toEqual(out.map(() => generator.normal()));
  });

  it("leave the cached normal alone in blocks", () => {
    const generator = new Generator(0);
    const pair = new Generator(0);
    generator.normal();
    fillNormal(generator, new Float32Array(17));
    fillNormal(generator, new Float64Array(16));
    pair.normal();
    expect(generator.normal()).toBe(pair.normal());
  });
});

describe("distributions", () => {
  it("refuse parameters outside their domain and draw nothing", () => {
    const generator = new Generator(0);
    const out = new Float32Array(3);
    const refused: (() => void)[] = [
      () => fillBernoulli(generator, out, 1.5),
      () => fillBernoulli(generator, out, Number.NaN),
      () => fillBernoulliEach(generator, out, Float32Array.of(0, 1, 2)),
      () => fillBernoulliEach(generator, out, Float32Array.of(0, 1)),
      () => fillExponential(generator, out, 0),
      () => fillGeometric(generator, out, 0),
      () => fillGeometric(generator, out, 1),
      () => fillCauchy(generator, out, 0, 0),
      () => fillLogNormal(generator, out, 0, 0),
    ];
    for (const call of refused) expect(call).toThrow(ValueError);
    expect(generator.random32()).toBe(advanced(0).random32());
  });

  it("take one word for each float32 probability and two for each float64 one", () => {
    const single = new Generator(0);
    fillBernoulliEach(single, new Float32Array(3), Float32Array.of(0, 0.5, 1));
    expect(single.random32()).toBe(advanced(3).random32());
    const double = new Generator(0);
    fillBernoulliEach(double, new Float32Array(3), Float64Array.of(0, 0.5, 1));
    expect(double.random32()).toBe(advanced(6).random32());
  });

  it("fill int64 arrays with whole trials", () => {
    const wide = new BigInt64Array(5);
    const float = new Float32Array(5);
    fillGeometric(new Generator(3), wide, 0.25);
    fillGeometric(new Generator(3), float, 0.25);
    expect(Array.from(wide, Number)).toEqual(Array.from(float));
  });
});

describe("multinomial", () => {
  it("never draws a weight of zero and repeats none without replacement", () => {
    const weights = Float64Array.of(1, 0, 2, 3, 0, 4);
    const drawn = multinomial(new Generator(1), weights, 4);
    expect(Array.from(drawn).sort()).toEqual([0, 2, 3, 5]);
    const many = multinomial(new Generator(1), weights, 500, { replacement: true });
    expect(new Set(many)).toEqual(new Set([0, 2, 3, 5]));
  });

  it("refuses weights and counts that it cannot draw from", () => {
    const generator = new Generator(1);
    for (const weights of [[1, -1], [1, Number.NaN], [1, Number.POSITIVE_INFINITY], [0, 0], []])
      expect(() => multinomial(generator, Float32Array.from(weights), 1)).toThrow(ValueError);
    expect(() => multinomial(generator, Float32Array.of(1, 1), 3)).toThrow(ValueError);
    expect(() => multinomial(generator, Float32Array.of(1, 1), 0)).toThrow(ValueError);
    expect(() => multinomial(generator, Float32Array.of(1, 1, 1), 1, { rows: 2 })).toThrow(
      ValueError,
    );
  });
});
