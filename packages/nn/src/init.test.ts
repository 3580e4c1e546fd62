// Tests of the initialisations, with PyTorch's numbers from seed 0.

import { ShapeError, ValueError } from "@flambeau/core";
import { empty, manualSeed, rand, zeros, type Tensor } from "@flambeau/tensor";
import { expect, it } from "vitest";
import { init, Parameter } from "./index.ts";

const flat = (tensor: Tensor): number[] => (tensor.tolist() as number[][]).flat();
const floats = (values: number[]): number[] => values.map(Math.fround);

it("draws uniform and normal numbers as PyTorch", () => {
  manualSeed(0);
  const uniform = init.uniform_(empty(3, 4), { a: -2, b: 0.5 });
  expect(flat(uniform).slice(0, 4)).toEqual(
    floats([-0.7593585, -0.07944551, -1.7788064, -1.6699238]),
  );
  expect(flat(rand(1, 2))).toEqual(floats([0.022325754, 0.16885895]));
  manualSeed(0);
  const normal = init.normal_(empty(5, 4), { mean: 1, std: 0.1 });
  expect(flat(normal).slice(0, 4)).toEqual(floats([0.887416, 0.88476396, 0.97494215, 0.9566121]));
});

it("draws Xavier's numbers as PyTorch", () => {
  manualSeed(0);
  const plain = init.xavierUniform_(empty(3, 4));
  expect(flat(plain).slice(0, 3)).toEqual(floats([-0.006931449, 0.49665028, -0.76199174]));
  manualSeed(0);
  const gained = init.xavierUniform_(empty(3, 4), { gain: 1.5 });
  expect(flat(gained).slice(0, 3)).toEqual(floats([-0.010397173, 0.7449754, -1.1429876]));
  manualSeed(0);
  const normal = init.xavierNormal_(empty(4, 5));
  expect(flat(normal).slice(0, 3)).toEqual(floats([-0.530726, -0.5432278, -0.118123874]));
});

it("draws Kaiming's numbers as PyTorch", () => {
  const drawn = (fill: () => Tensor, length: number) => {
    manualSeed(0);
    return (fill().flatten().tolist() as number[]).slice(0, length);
  };
  expect(drawn(() => init.kaimingUniform_(empty(3, 4)), 2)).toEqual(
    floats([-0.009169445, 0.65700656]),
  );
  expect(drawn(() => init.kaimingUniform_(empty(3, 4), { a: Math.sqrt(5) }), 2)).toEqual(
    floats([-0.00374341, 0.2682218]),
  );
  const relu = { mode: "fan_out", nonlinearity: "relu" } as const;
  expect(drawn(() => init.kaimingUniform_(empty(3, 4), relu), 2)).toEqual(
    floats([-0.010587962, 0.7586458]),
  );
  const tanh = { nonlinearity: "tanh" } as const;
  expect(drawn(() => init.kaimingUniform_(empty(2, 2, 3, 3), tanh), 2)).toEqual(
    floats([-0.005094136, 0.36500365]),
  );
  expect(drawn(() => init.kaimingNormal_(empty(4, 5)), 2)).toEqual(
    floats([-0.71204364, -0.72881657]),
  );
  expect(drawn(() => init.kaimingNormal_(empty(2, 3, 2, 2), relu), 2)).toEqual(
    floats([-0.5629199, -0.5761801]),
  );
  const leaky = { a: 0.2, nonlinearity: "leaky_relu" } as const;
  expect(drawn(() => init.kaimingNormal_(empty(2, 3), leaky), 2)).toEqual(
    floats([1.2337843, -0.23493114]),
  );
});

it("fills with a constant, in a parameter and without a graph", () => {
  const parameter = new Parameter(empty(2, 2));
  expect(init.constant_(parameter, 3)).toBe(parameter);
  expect(flat(parameter)).toEqual([3, 3, 3, 3]);
  expect(flat(init.ones_(parameter))).toEqual([1, 1, 1, 1]);
  expect(flat(init.zeros_(parameter))).toEqual([0, 0, 0, 0]);
  expect(parameter.isLeaf && parameter.requiresGrad).toBe(true);
});

it("knows the gains", () => {
  expect(init.calculateGain("linear")).toBe(1);
  expect(init.calculateGain("tanh")).toBe(5 / 3);
  expect(init.calculateGain("relu")).toBe(Math.SQRT2);
  expect(init.calculateGain("leaky_relu", 0.2)).toBeCloseTo(1.3867504905630728, 15);
  expect(() => init.calculateGain("gelu" as "relu")).toThrow(ValueError);
});

it("needs two dimensions for a fan, and leaves empty weights alone", () => {
  expect(() => init.kaimingUniform_(zeros(3))).toThrow(ShapeError);
  expect(() => init.kaimingUniform_(zeros(3, 3), { mode: "fan" as "fan_in" })).toThrow(ValueError);
  expect(init.kaimingUniform_(zeros(3, 0)).shape).toEqual([3, 0]);
});
