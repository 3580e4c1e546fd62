// The single-precision polynomials against Math's functions; their exact bits are pinned by the recorded normals.

import { describe, expect, it } from "vitest";
import { log256, sincos256 } from "./cephes-float32.ts";
import { Generator } from "./generator.ts";

describe("log256", () => {
  it("is within 1e-7 of the logarithm, relative, over (0, 1]", () => {
    const generator = new Generator(1);
    for (let i = 0; i < 20000; i++) {
      const x = 1 - generator.uniform32();
      const expected = Math.log(x);
      expect(Math.abs(log256(x) - expected)).toBeLessThanOrEqual(1.2e-7 * Math.abs(expected));
    }
    expect(log256(1)).toBe(0);
  });
});

describe("sincos256", () => {
  it("is within 1.2e-7 of sine and cosine over [0, 2 pi)", () => {
    const generator = new Generator(2);
    const out = new Float32Array(2);
    for (let i = 0; i < 20000; i++) {
      const x = Math.fround(generator.uniform32() * 2 * Math.PI);
      sincos256(x, out);
      expect(Math.abs(out[0] - Math.sin(x))).toBeLessThan(1.2e-7);
      expect(Math.abs(out[1] - Math.cos(x))).toBeLessThan(1.2e-7);
    }
  });
});
