// Tests of comparisons: they must fail as surely as they pass.
import { describe, expect, it } from "vitest";
import { closeFloat, comparePlain, compareValue, EXACT, type Plain } from "./compare.ts";
import { compareExactOrFactors, compareFactors, compareWithTies } from "./compare-modes.ts";
import { FakeTensor, fakeLibrary } from "./testing/fake-library.ts";

const library = fakeLibrary();
const comparison = { library, tolerance: () => EXACT };
const close = { library, tolerance: () => ({ rtol: 1e-6, atol: 1e-6 }) };
const float32 = (data: number[], shape = [data.length]): Plain => ({
  shape,
  dtype: "float32",
  data: Float32Array.from(data),
});

describe("floats", () => {
  it("uses |a - b| <= atol + rtol * |b|", () => {
    expect(closeFloat(1.1, 1, { rtol: 0.1, atol: 0.001 })).toBe(true);
    expect(closeFloat(1.1, 1, { rtol: 0.05, atol: 0.001 })).toBe(false);
  });

  it("lets NaN equal NaN only, and infinities their own sign only", () => {
    expect(closeFloat(NaN, NaN, EXACT)).toBe(true);
    expect(closeFloat(1, NaN, { rtol: 1, atol: 1 })).toBe(false);
    expect(closeFloat(NaN, 1, { rtol: 1, atol: 1 })).toBe(false);
    expect(closeFloat(Infinity, Infinity, EXACT)).toBe(true);
    expect(closeFloat(-Infinity, Infinity, { rtol: 1, atol: 1 })).toBe(false);
    expect(closeFloat(1e300, Infinity, { rtol: 1, atol: 1 })).toBe(false);
    expect(closeFloat(-0, 0, EXACT)).toBe(true);
  });
});

describe("tensors", () => {
  it("names the first element that differs", () => {
    const difference = comparePlain(
      "output",
      float32([1, 2, 3, 4], [2, 2]),
      float32([1, 2, 5, 6], [2, 2]),
      EXACT,
    );
    expect(difference).toContain("output[1, 0]: 3, expected 5");
  });

  it("notices shape and dtype before values", () => {
    expect(comparePlain("x", float32([1, 2]), float32([1, 2], [2, 1]), EXACT)).toContain(
      "shape is [2]",
    );
    const double = { ...float32([1]), dtype: "float64" };
    expect(comparePlain("x", double, float32([1]), EXACT)).toContain("dtype is float64");
  });

  it("compares integers exactly whatever the tolerance, also beyond 2^53", () => {
    const int64 = (value: bigint): Plain => ({
      shape: [1],
      dtype: "int64",
      data: BigInt64Array.of(value),
    });
    const loose = { rtol: 1, atol: 1 };
    expect(comparePlain("x", int64(2n ** 53n), int64(2n ** 53n + 1n), loose)).not.toBeNull();
    expect(comparePlain("x", int64(2n ** 60n), int64(2n ** 60n), loose)).toBeNull();
  });
});

describe("values", () => {
  it("compares named results by name and tuples in order", async () => {
    const stored = { tuple: [1, { float: 2.5 }], fields: ["values", "indices"] };
    expect(await compareValue("r", { indices: 2.5, values: 1 }, stored, comparison)).toBeNull();
    expect(await compareValue("r", { indices: 2.5, values: 2 }, stored, comparison)).toContain(
      "r.values: 2",
    );
    expect(await compareValue("r", [1], { tuple: [1, 2] }, comparison)).toContain(
      "1 results, expected 2",
    );
  });

  it("takes a number for no tensor and a tensor for no number", async () => {
    const stored = { shape: [], dtype: "float32", data: [1] };
    expect(await compareValue("r", 1, stored, comparison)).toContain("expected a tensor");
    expect(
      await compareValue("r", new FakeTensor(Float32Array.of(1), []), 1, comparison),
    ).not.toBeNull();
    expect(await compareValue("r", true, false, comparison)).not.toBeNull();
    expect(await compareValue("r", undefined, null, comparison)).toBeNull();
  });
});

describe("results that are right in more than one way", () => {
  const int64 = (data: number[]) => ({ shape: [data.length], dtype: "int64", data });
  const input = new FakeTensor(Float32Array.of(2, 1, 2), [3]);
  const expected = int64([0, 2, 1]);
  const indices = (data: number[]) =>
    new FakeTensor(BigInt64Array.from(data, BigInt), [data.length]);

  it("accepts another index of an equal value, and then skips gradients", async () => {
    const verdict = await compareWithTies(input, -1, indices([2, 0, 1]), expected, comparison);
    expect(verdict).toEqual({ difference: null, skipGradients: true });
  });

  it("refuses an index of another value, and one that is taken twice", async () => {
    expect(
      (await compareWithTies(input, -1, indices([1, 0, 2]), expected, comparison)).difference,
    ).toContain("expected 0");
    expect(
      (await compareWithTies(input, -1, indices([0, 0, 1]), expected, comparison)).difference,
    ).toContain("twice");
  });

  const matrix = new FakeTensor(Float64Array.of(3, 0, 4, 5), [2, 2]);
  const stored = (shape: number[], data: number[]) => ({ shape, dtype: "float64", data });
  const factors = (first: number[], second: number[]) => ({
    Q: new FakeTensor(Float64Array.from(first), [2, 2]),
    R: new FakeTensor(Float64Array.from(second), [2, 2]),
  });
  const qr = {
    tuple: [stored([2, 2], [-0.6, -0.8, -0.8, 0.6]), stored([2, 2], [-5, -4, 0, 3])],
    fields: ["Q", "R"],
  };

  it("accepts QR factors of other signs and refuses factors of another matrix", async () => {
    const right = factors([0.6, 0.8, 0.8, -0.6], [5, 4, 0, -3]);
    expect(await compareExactOrFactors("linalg.qr", matrix, right, qr, close)).toEqual({
      difference: null,
      skipGradients: true,
    });
    const wrong = factors([0.6, 0.8, 0.8, -0.6], [5, 4, 0, 3]);
    expect(
      (await compareExactOrFactors("linalg.qr", matrix, wrong, qr, close)).difference,
    ).toContain("do not multiply");
  });

  it("accepts eigenvectors of other signs and refuses those that are not orthonormal", async () => {
    const symmetric = new FakeTensor(Float64Array.of(2, 0, 0, 3), [2, 2]);
    const eigh = {
      tuple: [stored([2], [2, 3]), stored([2, 2], [1, 0, 0, 1])],
      fields: ["eigenvalues", "eigenvectors"],
    };
    const result = (vectors: number[]) => ({
      eigenvalues: new FakeTensor(Float64Array.of(2, 3), [2]),
      eigenvectors: new FakeTensor(Float64Array.from(vectors), [2, 2]),
    });
    expect(
      (await compareFactors("linalg.eigh", symmetric, result([-1, 0, 0, 1]), eigh, close))
        .difference,
    ).toBeNull();
    expect(
      (await compareFactors("linalg.eigh", symmetric, result([0, 1, 1, 0]), eigh, close))
        .difference,
    ).toContain("do not multiply");
  });
});
