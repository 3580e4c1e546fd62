// scikit-learn's own results on small data, and the cases it leaves to the reader.

import { ShapeError, ValueError } from "@flambeau/core";
import { ones, tensor, type Tensor } from "@flambeau/tensor";
import { describe, expect, it } from "vitest";
import fixtures from "./fixtures.json" with { type: "json" };
import { LinearRegression, StandardScaler } from "./index.ts";

interface Data {
  shape: number[];
  data: number[];
}
type Case = { call: string; id: string } & Record<string, unknown>;

const cases = (call: string) =>
  (fixtures.cases as unknown as Case[]).filter((c) => c.call === call);
const load = ({ data, shape }: Data): Tensor => tensor(data, { dtype: "float64" }).reshape(shape);

function expectNear(actual: Tensor | null, expected: Data | null): void {
  if (!expected) return;
  expect(actual!.dtype).toBe("float64");
  expect(actual!.shape).toEqual(expected.shape);
  const values = actual!.toTypedArray() as Float64Array;
  for (const [i, value] of expected.data.entries())
    expect(Math.abs(values[i] - value)).toBeLessThanOrEqual(1e-12 * (1 + Math.abs(value)));
}

describe("StandardScaler", () => {
  it.each(cases("StandardScaler"))("scales as scikit-learn: $id", (c) => {
    const { with_std: withStd, with_mean: withMean } = c.kwargs as Record<string, boolean>;
    const scaler = new StandardScaler({ withStd, withMean });
    const x = load(c.fit as Data);
    const scaled = scaler.fitTransform(x);
    expectNear(scaled, c.transform as Data);
    expectNear(scaler.inverseTransform(scaled), c.inverse as Data);
    const [input, output] = c.transform_new as [Data, Data];
    expectNear(scaler.transform(load(input)), output);
    for (const [name, value] of [
      ["mean_", scaler.mean],
      ["var_", scaler.var],
      ["scale_", scaler.scale],
    ] as const) {
      expect(value === null).toBe(c[name] === undefined);
      expectNear(value, (c[name] as Data | undefined) ?? null);
    }
    expect(scaler.nSamplesSeen).toBe(c.n_samples_seen_);
  });

  it("leaves its input and its fit alone", () => {
    const x = tensor([[1], [3]], { dtype: "float64" });
    const scaler = new StandardScaler();
    expect(scaler.fitTransform(x).tolist()).toEqual([[-1], [1]]);
    scaler.mean!.fill_(7);
    expect(x.tolist()).toEqual([[1], [3]]);
    expect(scaler.transform(x).tolist()).toEqual([[-1], [1]]);
  });

  it("can scale without centring", () => {
    const scaler = new StandardScaler({ withMean: false });
    expect(scaler.fitTransform(tensor([[1], [3]])).tolist()).toEqual([[1], [3]]);
    expect(scaler.mean!.tolist()).toEqual([2]);
  });

  it("throws for samples that are not 2-d, not finite, or not as fitted", () => {
    const scaler = new StandardScaler();
    expect(() => scaler.transform(ones(2, 2))).toThrow(/not fitted yet/);
    expect(() => scaler.fit(ones(3))).toThrow(ShapeError);
    expect(() => scaler.fit(tensor([[NaN]]))).toThrow(ValueError);
    scaler.fit(ones(3, 2));
    expect(() => scaler.transform(ones(3, 1))).toThrow(/got 1; it was fitted with 2/);
  });
});

describe("LinearRegression", () => {
  it.each(cases("LinearRegression"))("fits as scikit-learn: $id", (c) => {
    const [x, y] = [load(c.X as Data), load(c.y as Data)];
    const model = new LinearRegression().fit(x, y);
    expectNear(model.coef, c.coef_ as Data);
    expectNear(model.intercept, c.intercept_ as Data);
    expectNear(model.predict(x), c.predict as Data);
    expect(model.score(x, y)).toBeCloseTo(c.score as number, 12);
  });

  it("takes the smallest coefficients where several fit as well", () => {
    const x = tensor([[1, 1, 2], [2, 2, 4], [3, 3, 6], [5, 5, 10]]); // prettier-ignore
    const y = tensor([6, 12, 18, 30]);
    expectNear(new LinearRegression().fit(x, y).coef, { shape: [3], data: [1, 1, 2] });
    const wide = new LinearRegression({ fitIntercept: false });
    wide.fit(tensor([[3, 4, 0], [0, 0, 2]]), tensor([25, 4])); // prettier-ignore
    expectNear(wide.coef, { shape: [3], data: [3, 4, 2] });
    expect(wide.intercept!.item()).toBe(0);
    const skew = new LinearRegression({ fitIntercept: false });
    skew.fit(tensor([[1, 2, 3], [4, 5, 7]]), tensor([1, 0])); // prettier-ignore
    // Aᵀ·(A·Aᵀ)⁻¹·b
    expectNear(skew.coef, { shape: [3], data: [-10 / 7, 1 / 7, 5 / 7] });
  });

  it("gives a constant feature no weight", () => {
    const x = tensor([[1, 7], [2, 7], [4, 7]]); // prettier-ignore
    const model = new LinearRegression().fit(x, tensor([3, 5, 9]));
    expectNear(model.coef, { shape: [2], data: [2, 0] });
    expectNear(model.intercept, { shape: [], data: [1] });
    expect(model.score(x, tensor([3, 5, 9]))).toBeCloseTo(1, 12);
  });

  it("scores a constant output 1 if it is met, else 0", () => {
    const x = tensor([[1], [2]]);
    const model = new LinearRegression().fit(x, tensor([5, 5]));
    expect(model.score(x, tensor([5, 5]))).toBe(1);
    expect(model.score(x, tensor([6, 6]))).toBe(0);
  });

  it("throws for a y that does not fit X, and before it is fitted", () => {
    const model = new LinearRegression();
    expect(() => model.predict(ones(2, 1))).toThrow(/not fitted yet/);
    expect(() => model.fit(ones(2, 1), ones(3))).toThrow(ShapeError);
    expect(() => model.fit(ones(2), ones(2))).toThrow(ShapeError);
  });
});
