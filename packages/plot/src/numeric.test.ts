import { ShapeError, ValueError } from "@flambeau/core";
import { describe, expect, it } from "vitest";
import { finiteIndices, readMatrix, readValues, readVector, requireSameLength } from "./numeric.ts";
import { tensorLike } from "./testing/samples.ts";
import { thrown } from "./testing/thrown.ts";

describe("readValues", () => {
  it("reads arrays, typed arrays, rows, rows of typed arrays and tensors", () => {
    const flat = { data: Float64Array.of(1, 2), shape: [2] };
    expect(readValues("op", "x", [1, 2])).toEqual(flat);
    expect(readValues("op", "x", Float32Array.of(1, 2))).toEqual(flat);
    expect(readValues("op", "x", BigInt64Array.of(1n, 2n))).toEqual(flat);
    const matrix = { data: Float64Array.of(1, 2, 3, 4), shape: [2, 2] };
    expect(readValues("op", "x", [[1, 2], [3, 4]])).toEqual(matrix); // prettier-ignore
    expect(readValues("op", "x", [Float32Array.of(1, 2), Float32Array.of(3, 4)])).toEqual(matrix);
    expect(readValues("op", "x", tensorLike([2, 2], BigInt64Array.of(1n, 2n, 3n, 4n)))).toEqual(
      matrix,
    );
  });

  it("names the row whose length differs", () => {
    expect(() => readValues("op", "x", [[1, 2], [3]])).toThrow(
      thrown(
        "ShapeError",
        "op: rows of x differ in length: row 0 has 2, row 1 has 1; all must be equal",
      ),
    );
  });

  it("refuses what holds no numbers", () => {
    for (const value of [undefined, null, 3, "text", {}]) {
      expect(() => readValues("op", "x", value as never)).toThrow(ValueError);
    }
  });
});

describe("readVector and readMatrix", () => {
  it("flatten one column", () => {
    expect(readVector("op", "x", [[1], [2]])).toEqual(Float64Array.of(1, 2));
    expect(readVector("op", "x", tensorLike([2, 1], [1, 2]))).toEqual(Float64Array.of(1, 2));
    expect(readMatrix("op", "x", [1, 2])).toMatchObject({ rows: 2, columns: 1 });
  });

  it("name the shape that came", () => {
    expect(() => readVector("op", "x", [[1, 2]])).toThrow(
      "op: x is no vector: it is [1, 2]; [n] or [n, 1] is needed",
    );
    expect(() => readMatrix("op", "x", [[1, 2, 3]], 2)).toThrow(
      "op: x has the wrong shape: it is [1, 3]; [n, 2] is needed",
    );
    expect(() => readMatrix("op", "x", tensorLike([1, 1, 2], [1, 2]), 2)).toThrow(ShapeError);
    expect(() => readVector("op", "x", tensorLike([], [1]))).toThrow(ShapeError);
  });

  it("refuse empty data", () => {
    expect(() => readVector("op", "x", [])).toThrow(
      thrown("ValueError", "op: x is empty: it has 0 values; at least 1 is needed"),
    );
    expect(() => readMatrix("op", "x", tensorLike([0, 2], []), 2)).toThrow(ValueError);
  });
});

describe("checks across arrays", () => {
  it("name every length", () => {
    expect(() => requireSameLength("op", { x: 2, y: 3 })).toThrow(
      thrown("ShapeError", "op: lengths differ: x has 2, y has 3; all must be equal"),
    );
    expect(() => requireSameLength("op", { x: 2, y: 2 })).not.toThrow();
  });

  it("keep the places where all are finite", () => {
    const columns = { x: Float64Array.of(1, NaN, 3, 4), y: Float64Array.of(1, 2, Infinity, 4) };
    expect(finiteIndices("op", columns)).toEqual([0, 3]);
    expect(() => finiteIndices("op", { x: Float64Array.of(NaN, NaN) })).toThrow(
      "none of 2 points is finite in x",
    );
  });
});
