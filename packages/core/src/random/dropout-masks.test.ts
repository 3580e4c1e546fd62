// Dropout's masks and rrelu's slopes against outputs recorded from PyTorch 1.13.1 (fixtures.json).

import { describe, expect, it } from "vitest";
import { ValueError } from "../errors.ts";
import { fillRreluSlopes } from "./distributions.ts";
import { alphaDropoutConstants, fillAlphaDropout, fillDropoutMask } from "./dropout-masks.ts";
import { fillUniform } from "./fill-uniform.ts";
import fixtures from "./fixtures.json";
import { Generator } from "./generator.ts";

function applied(generator: Generator, c: (typeof fixtures.dropout)[number]): Float32Array {
  const x = Float32Array.from(c.input);
  const scale = new Float32Array(x.length);
  const shift = new Float32Array(x.length);
  const whole = /\dd|Feature/.test(c.module);
  const featureSize = whole ? c.shape.slice(2).reduce((size, length) => size * length, 1) : 1;
  if (c.module === "RReLU") fillRreluSlopes(generator, scale, x, c.args[0], c.args[1]);
  else if (c.module.includes("Alpha"))
    fillAlphaDropout(generator, scale, shift, c.args[0], featureSize);
  else fillDropoutMask(generator, scale, c.args[0], featureSize);
  return x.map((value, i) => Math.fround(value * scale[i]) + shift[i]);
}

describe("masks", () => {
  for (const recorded of fixtures.dropout)
    it(`give PyTorch's ${recorded.module}(${recorded.args}) and leave its generator where PyTorch's is`, () => {
      const generator = new Generator(0);
      const output = applied(generator, recorded);
      // Zeros may differ in sign: adding a shift of 0 drops it.
      expect(Array.from(output, (y) => y + 0)).toEqual(
        Array.from(Float32Array.from(recorded.output), (y) => y + 0),
      );
      const after = new Float32Array(recorded.randAfter.length);
      fillUniform(generator, after);
      expect(after).toEqual(Float32Array.from(recorded.randAfter));
    });

  it("draw nothing for p of 0 and 1", () => {
    const generator = new Generator(0);
    const scale = new Float32Array(4);
    const shift = new Float32Array(4);
    for (const p of [0, 1]) {
      fillDropoutMask(generator, scale, p);
      expect(scale).toEqual(new Float32Array(4).fill(1 - p));
      fillAlphaDropout(generator, scale, shift, p);
      expect(scale).toEqual(new Float32Array(4).fill(1 - p));
      expect(shift).toEqual(new Float32Array(4));
    }
    expect(generator.random32()).toBe(new Generator(0).random32());
  });

  it("keep mean 0 and variance 1 under alpha dropout", () => {
    for (const p of [0.1, 0.5, 0.9]) {
      const { scale, shift, droppedValue } = alphaDropoutConstants(p, false);
      const mean = (1 - p) * shift + p * droppedValue;
      const square = (1 - p) * (scale ** 2 + shift ** 2) + p * droppedValue ** 2;
      expect(mean).toBeCloseTo(0, 14);
      expect(square - mean ** 2).toBeCloseTo(1, 14);
    }
  });

  it("refuse what is no probability or size", () => {
    const generator = new Generator(0);
    const out = new Float32Array(4);
    expect(() => fillDropoutMask(generator, out, 1.1)).toThrow(ValueError);
    expect(() => fillDropoutMask(generator, out, 0.5, 0)).toThrow(ValueError);
    expect(() => fillAlphaDropout(generator, out, out, -0.1)).toThrow(ValueError);
    expect(() => fillRreluSlopes(generator, out, out, 0.5, 0.1)).toThrow(ValueError);
  });
});
