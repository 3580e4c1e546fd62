// Fillers against streams and mixed scripts recorded from PyTorch 1.13.1 (fixtures.json).

import { describe, expect, it } from "vitest";
import type { TypedArray } from "../dtype.ts";
import {
  fillBernoulli,
  fillBernoulliEach,
  fillCauchy,
  fillExponential,
  fillGeometric,
  fillLogNormal,
} from "./distributions.ts";
import { fillDropoutMask } from "./dropout-masks.ts";
import { fillRandint, fillRandom, randperm } from "./fill-integer.ts";
import { fillNormal } from "./fill-normal.ts";
import { fillUniform } from "./fill-uniform.ts";
import fixtures from "./fixtures.json";
import { Generator } from "./generator.ts";
import { widenToInt64 } from "./int64-words.ts";
import { multinomial } from "./multinomial.ts";

type FloatArray = Float32Array | Float64Array;

/** The draws that differ from the recorded ones by more than `tolerance`, relative: 0 unless the C library's functions are in them. */
function differences(
  actual: TypedArray,
  recorded: readonly (number | string)[],
  tolerance = 0,
): string[] {
  if (actual.length !== recorded.length) return [`${actual.length} draws, not ${recorded.length}`];
  const round = actual instanceof Float32Array ? Math.fround : (x: number): number => x;
  const equals = (value: number | bigint, expected: number | string): boolean =>
    typeof value === "bigint"
      ? value === BigInt(expected)
      : Math.abs(value - round(Number(expected))) <= tolerance * Math.abs(Number(expected));
  return recorded.flatMap((expected, i) =>
    equals(actual[i], expected) ? [] : [`at ${i}: ${actual[i]}, not ${expected}`],
  );
}

describe.each(fixtures.streams)("a generator of seed $seed", (stream) => {
  const filled = <T extends TypedArray>(out: T, fill: (g: Generator, out: T) => void): T => {
    fill(new Generator(stream.seed), out);
    return out;
  };

  it("fills with PyTorch's uniforms", () => {
    const rand = filled(new Float32Array(1000), fillUniform);
    expect(differences(rand.subarray(0, 8), stream.rand.slice(0, 8))).toEqual([]);
    expect(differences(rand.subarray(992), stream.rand.slice(8))).toEqual([]);
    expect(differences(filled(new Float64Array(6), fillUniform), stream.randFloat64)).toEqual([]);
  });

  it("fills with PyTorch's normals at sizes on both sides of a block", () => {
    for (const [size, recorded] of Object.entries(stream.randn))
      expect(differences(filled(new Float32Array(Number(size)), fillNormal), recorded)).toEqual([]);
    for (const [size, recorded] of Object.entries(stream.randnFloat64))
      expect(
        differences(filled(new Float64Array(Number(size)), fillNormal), recorded, 1e-14),
      ).toEqual([]);
  });

  it("fills with PyTorch's integers and permutes as PyTorch does", () => {
    const randint = filled(new BigInt64Array(40), (g, out) => fillRandint(g, out, 0, 10));
    expect(differences(randint, stream.randint10)).toEqual([]);
    expect(differences(filled(new BigInt64Array(5), fillRandom), stream.randomInt64)).toEqual([]);
    expect(differences(randperm(new Generator(stream.seed), 50), stream.randperm50)).toEqual([]);
  });
});

interface Weights {
  readonly shape: number[];
  readonly dtype: string;
  readonly data: number[];
}

interface Step {
  readonly call: string;
  readonly dtype: string;
  readonly args: readonly unknown[];
  readonly output: readonly (number | string)[];
}

const arrays: Record<string, new (size: number) => TypedArray> = {
  float32: Float32Array,
  float64: Float64Array,
  int64: BigInt64Array,
  int32: Int32Array,
  uint8: Uint8Array,
  bool: Uint8Array,
};

const floats = (argument: unknown): FloatArray => {
  const { dtype, data } = argument as Weights;
  return dtype === "float32" ? Float32Array.from(data) : Float64Array.from(data);
};

/** Normals of a mean and a standard deviation per element: standard normals, scaled, then shifted, each rounded. */
function normalEach(generator: Generator, out: FloatArray, mean: FloatArray, std: FloatArray) {
  fillNormal(generator, out);
  for (let i = 0; i < out.length; i++) out[i] *= std[i];
  for (let i = 0; i < out.length; i++) out[i] += mean[i];
}

/** Runs a step of a recorded script; returns its draws and their tolerance. */
function runStep(generator: Generator, { call, dtype, args, output }: Step): [TypedArray, number] {
  const out = new arrays[dtype](output.length);
  const float = out as FloatArray;
  const [a, b, c] = args as number[];
  const last = dtype === "float64" ? 1e-14 : 0;
  const run: Record<string, () => [TypedArray, number] | void> = {
    rand: () => fillUniform(generator, float),
    rand_like: () => fillUniform(generator, float),
    "empty.uniform_": () => fillUniform(generator, float, a, b),
    randn: () => (fillNormal(generator, float), [out, last]),
    randn_like: () => (fillNormal(generator, float), [out, last]),
    "empty.normal_": () => (fillNormal(generator, float, a, b), [out, last]),
    normal: () =>
      typeof a === "number"
        ? fillNormal(generator, float, a, b)
        : normalEach(generator, float, floats(a), floats(b)),
    randint: () => fillRandint(generator, out, a, b),
    randint_like: () => fillRandint(generator, out, b, c),
    randperm: () => [widenToInt64(randperm(generator, a)), 0],
    "empty.random_": () => fillRandom(generator, out, dtype === "bool"),
    "empty.bernoulli_": () => fillBernoulli(generator, out, a),
    bernoulli: () => fillBernoulliEach(generator, out, floats(a)),
    "empty.exponential_": () => (fillExponential(generator, float, a), [out, 1e-14]),
    "empty.geometric_": () => fillGeometric(generator, out, a),
    "empty.cauchy_": () => (fillCauchy(generator, float, a, b), [out, 1e-6]),
    "empty.log_normal_": () => (fillLogNormal(generator, float, a, b), [out, 1e-6]),
    "nn.functional.dropout of ones": () => fillDropoutMask(generator, float, a),
    multinomial: () => {
      const { shape } = args[0] as Weights;
      const options = { rows: shape.length > 1 ? shape[0] : 1, replacement: args[2] as boolean };
      return [widenToInt64(multinomial(generator, floats(a), b, options)), 0];
    },
  };
  return run[call]() ?? [out, 0];
}

describe("scripts of mixed draws from one generator", () => {
  it.each(fixtures.scripts.map(({ seed, steps }, i) => ({ i, seed, steps: steps as Step[] })))(
    "script $i from seed $seed gives PyTorch's draws at every step",
    ({ seed, steps }) => {
      const generator = new Generator(seed);
      for (const step of steps) {
        const [draws, tolerance] = runStep(generator, step);
        expect(differences(draws, step.output, tolerance)).toEqual([]);
      }
    },
  );
});
