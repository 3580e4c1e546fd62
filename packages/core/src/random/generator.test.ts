// The generator against numbers and state bytes recorded from PyTorch 1.13.1.

import { describe, expect, it } from "vitest";
import { ValueError } from "../errors.ts";
import fixtures from "./fixtures.json";
import { fillUniform } from "./fill-uniform.ts";
import { Generator } from "./generator.ts";
import { randperm } from "./fill-integer.ts";

describe("seeds", () => {
  it("start the default generator at PyTorch's default seed", () => {
    expect(new Generator().initialSeed()).toBe(67280421310721n);
    expect(new Generator().random64()).toBe(new Generator(67280421310721).random64());
  });

  it("count as two's complement where negative, and decide the stream by their low 32 bits", () => {
    const recorded = fixtures.streams.find(({ seed }) => seed === 4294967295);
    const generator = new Generator(-1);
    expect(generator.initialSeed()).toBe(18446744073709551615n);
    expect(recorded?.words.map(() => generator.random32())).toEqual(recorded?.words);
    expect(new Generator(2 ** 40 + 5).random64()).toBe(new Generator(5n).random64());
  });

  it("are refused where they are no integers of 64 bits, before anything changed", () => {
    const generator = new Generator(3);
    for (const seed of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2n ** 64n, -(2n ** 63n) - 1n])
      expect(() => generator.manualSeed(seed)).toThrow(ValueError);
    expect(generator.random32()).toBe(new Generator(3).random32());
    expect(new Generator(2n ** 64n - 1n).initialSeed()).toBe(2n ** 64n - 1n);
    expect(new Generator(-(2n ** 63n)).initialSeed()).toBe(2n ** 63n);
  });

  it("differ from one seed() to the next, and are returned", () => {
    const generator = new Generator();
    const first = generator.seed();
    const word = generator.random32();
    expect(generator.seed()).not.toBe(first);
    expect(first < 2n ** 53n).toBe(true);
    expect(new Generator(first).random32()).toBe(word);
  });
});

describe("draws", () => {
  it("build 64 bits from two words, the first one high", () => {
    const [high, low] = fixtures.streams[0].words;
    expect(new Generator(0).random64()).toBe((BigInt(high) << 32n) | BigInt(low));
    expect(new Generator(0).random53()).toBe(Number(new Generator(0).random64() % 2n ** 53n));
    for (const { seed, randomInt64 } of fixtures.streams) {
      const generator = new Generator(seed);
      expect(randomInt64.map(() => String(generator.drawSeed()))).toEqual(randomInt64);
    }
  });

  it("give PyTorch's order of a shuffled loader from four words an epoch", () => {
    const { seed, n, epochs, randAfter } = fixtures.loader;
    const generator = new Generator(seed);
    for (const epoch of epochs) {
      generator.drawSeed();
      expect(Array.from(randperm(new Generator(generator.drawSeed()), n))).toEqual(epoch);
    }
    const after = new Float32Array(2);
    fillUniform(generator, after);
    expect(after).toEqual(Float32Array.from(randAfter));
  });

  it("keep the second normal of a pair across uniform draws, until a new seed", () => {
    const generator = new Generator(0);
    const pair = new Generator(0);
    generator.normal();
    pair.normal();
    generator.uniform32();
    expect(generator.normal()).toBe(pair.normal());
    generator.normal();
    generator.manualSeed(0);
    expect(generator.normal()).toBe(new Generator(0).normal());
  });
});

describe("state", () => {
  // torch.manual_seed(0); torch.rand(1); torch.randn(1); torch.get_rng_state()
  const recorded = () => {
    const generator = new Generator(0);
    generator.uniform32();
    generator.normal();
    return generator;
  };

  it("has PyTorch's bytes", () => {
    const bytes = recorded().getState();
    const view = new DataView(bytes.buffer);
    expect(bytes.length).toBe(5056);
    expect(view.getBigUint64(0, true)).toBe(0n);
    expect([8, 12].map((at) => view.getInt32(at, true))).toEqual([620, 1]);
    expect([16, 24, 32, 40].map((at) => view.getBigUint64(at, true))).toEqual([
      5n,
      2443250962n,
      1093594115n,
      1878467924n,
    ]);
    expect(view.getFloat64(24 + 624 * 8 + 8, true)).toBeCloseTo(0.26986864543922257, 15);
    expect(view.getInt32(24 + 624 * 8 + 24, true)).toBe(1);
  });

  it("has PyTorch's bytes right after seeding", () => {
    const view = new DataView(new Generator(-5).getState().buffer);
    expect(view.getBigUint64(0, true)).toBe(18446744073709551611n);
    expect([8, 12].map((at) => view.getInt32(at, true))).toEqual([1, 1]);
    expect(view.getBigUint64(16, true)).toBe(0n);
    expect(view.getInt32(24 + 624 * 8 + 24, true)).toBe(0);
  });

  it("carries words, cached normal and seed to another generator", () => {
    const generator = recorded();
    const other = new Generator(99).setState(generator.getState());
    expect(other.initialSeed()).toBe(0n);
    for (let i = 0; i < 700; i++) expect(other.normal()).toBe(generator.normal());
    expect(other.getState()).toEqual(generator.getState());
  });

  it("is refused where the bytes are no state, and the old one stays", () => {
    const generator = recorded();
    const before = generator.getState();
    expect(() => generator.setState(before.subarray(1))).toThrow(ValueError);
    expect(() => generator.setState(new Uint8Array(5056))).toThrow(ValueError);
    expect(generator.getState()).toEqual(before);
  });
});
