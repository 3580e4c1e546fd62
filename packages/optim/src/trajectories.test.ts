// PyTorch's own trajectories of SGD and Adam on a small problem of two parameters.

import { randn, tensor, type Tensor } from "@flambeau/tensor";
import { describe, expect, it } from "vitest";
import fixtures from "./fixtures.json" with { type: "json" };
import { Adam, SGD } from "./index.ts";

type Case = (typeof fixtures.cases)[number];
type DType = "float32" | "float64";

const optimizers = { SGD, Adam } as unknown as Record<
  string,
  new (params: unknown, options: object) => SGD
>;

/** (1 − x₀)² + 5·(x₁ − x₀²)² + mean((tanh(a@w)@x − t)²) + 0.1·sum(sin(3·w)) */
function problem(dtype: DType) {
  const make = (values: number[] | number[][], requiresGrad = false): Tensor =>
    tensor(values, { dtype, requiresGrad });
  const a = make([[0.3, -0.7], [1.1, 0.4], [-0.6, 0.9]]); // prettier-ignore
  const t = make([0.2, -0.4, 0.7]);
  const x = make([-1.2, 1], true);
  const w = make([[0.5, -0.3], [0.8, 0.1]], true); // prettier-ignore
  const loss = (): Tensor => {
    const [x0, x1] = [x.at(0), x.at(1)];
    const valley = x0.neg().add(1).square().add(x1.sub(x0.square()).square().mul(5));
    const fit = a.matmul(w).tanh().matmul(x).sub(t).square().mean();
    return valley.add(fit).add(w.mul(3).sin().sum().mul(0.1));
  };
  return { x, w, loss };
}

const flat = (x: Tensor): number[] => Array.from(x.detach().toTypedArray() as Float64Array);

function expectNear(actual: readonly number[], expected: readonly number[], tolerance: number) {
  expect(actual.length).toBe(expected.length);
  for (const [i, value] of expected.entries())
    expect(Math.abs(actual[i] - value)).toBeLessThanOrEqual(tolerance * (1 + Math.abs(value)));
}

const tolerance = ({ dtype, spread }: Case): number =>
  dtype === "float64" ? 1e-9 : Math.max(1e-5, 20 * spread);

function run(testCase: Case) {
  const { x, w, loss } = problem(testCase.dtype as DType);
  const { groups, options } = testCase;
  const params = groups.length
    ? [
        { params: [x], ...groups[0] },
        { params: [w], ...groups[1] },
      ]
    : [x, w];
  const optimizer = new optimizers[testCase.optimizer](params, options);
  const step = (): number =>
    optimizer
      .step(() => {
        optimizer.zeroGrad();
        const value = loss();
        value.backward();
        return value;
      })
      .item() as number;
  return { x, w, optimizer, step };
}

describe.each(fixtures.cases)("$id", (testCase) => {
  it("takes PyTorch's steps, and ends in its state", () => {
    const { x, w, optimizer, step } = run(testCase);
    for (const [k, [expectedX, expectedW]] of testCase.params.entries()) {
      expectNear(flat(x), expectedX, tolerance(testCase));
      expectNear(flat(w), expectedW, tolerance(testCase));
      const losses = testCase.losses.slice(k, k + 1);
      expectNear(losses.map(step), losses, tolerance(testCase));
    }
    const { state } = optimizer.stateDict();
    for (const [i, expected] of Object.entries(testCase.state)) {
      expect(Object.keys(state[i]).sort()).toEqual(Object.keys(expected).sort());
      for (const [name, values] of Object.entries<number[] | null>(expected)) {
        const saved = state[i][name] as Tensor | null;
        expect(saved === null).toBe(values === null);
        expectNear(saved ? flat(saved) : [], values ?? [], tolerance(testCase));
      }
    }
  });

  it("prints as PyTorch prints it", () => {
    expect(String(run(testCase).optimizer)).toBe(testCase.repr);
  });

  it("goes on from a saved state as if it had never stopped", () => {
    const whole = run(testCase);
    const resumed = run(testCase);
    for (let k = 0; k < 4; k++) whole.step();
    resumed.x.detach().copy_(whole.x.detach());
    resumed.w.detach().copy_(whole.w.detach());
    resumed.optimizer.loadStateDict(whole.optimizer.stateDict());
    for (let k = 0; k < 4; k++) expect(resumed.step()).toBe(whole.step());
    expect(flat(resumed.w)).toEqual(flat(whole.w));
  });
});

it("updates large and strided gradients as small ones", () => {
  const gradient = randn(300, 70).t();
  const big = gradient.mul(0).requiresGrad_();
  big.grad = gradient;
  new SGD([big], { lr: 0.5, weightDecay: 0.1, momentum: 0.9 }).step();
  expect(flat(big)).toEqual(flat(gradient.mul(-0.5)));
});
