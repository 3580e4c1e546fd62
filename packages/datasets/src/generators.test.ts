// The generators' arrays against those recorded from scikit-learn 1.2.1 (fixtures.json).

import { RandomState, ValueError } from "@flambeau/core";
import { describe, expect, it } from "vitest";
import { blobsArrays, type MakeBlobsOptions } from "./blobs-arrays.ts";
import { circlesArrays, type MakeCirclesOptions, moonsArrays } from "./circles-arrays.ts";
import fixtures from "./fixtures.json";
import { type MakeRegressionOptions, regressionArrays } from "./regression-arrays.ts";

interface Values {
  readonly data: ArrayLike<number | bigint>;
  readonly shape: readonly number[];
}

const labels = (y: BigInt64Array): Values => ({ data: y, shape: [y.length] });

const generators: Record<string, (options: object) => Values[]> = {
  makeRegression(options: MakeRegressionOptions) {
    const { x, y, coef } = regressionArrays(options);
    return options.coef ? [x, y, coef] : [x, y];
  },
  makeCircles(options: MakeCirclesOptions) {
    const { x, y } = circlesArrays(options);
    return [x, labels(y)];
  },
  makeMoons(options: MakeCirclesOptions) {
    const { x, y } = moonsArrays(options);
    return [x, labels(y)];
  },
  makeBlobs(options: MakeBlobsOptions) {
    const { x, y, centers } = blobsArrays(options);
    return options.returnCenters ? [x, labels(y), centers] : [x, labels(y)];
  },
};

describe("generators", () => {
  for (const { call, options, output } of fixtures.cases)
    it(`give scikit-learn's ${call}(${JSON.stringify(options)})`, () => {
      const arrays = generators[call](options);
      // Products are summed by BLAS there, and a QR decomposition is in the low-rank ones.
      const tolerance = "effectiveRank" in options ? 1e-8 : 1e-12;
      expect(arrays.map(({ shape }) => shape)).toEqual(output.map(({ shape }) => shape));
      const wrong = output.flatMap(({ data }, k) =>
        (data as number[]).filter((expected, i) => {
          const difference = Math.abs(Number(arrays[k].data[i]) - expected);
          return !(difference <= tolerance * (1 + Math.abs(expected)));
        }),
      );
      expect(wrong).toEqual([]);
    });

  it("go on from a given RandomState", () => {
    const state = new RandomState(3);
    const first = circlesArrays({ noise: 0.1, randomState: state });
    const second = circlesArrays({ noise: 0.1, randomState: state });
    expect(first).toEqual(circlesArrays({ noise: 0.1, randomState: 3 }));
    expect(second).not.toEqual(first);
  });

  it("differ from call to call without a seed", () => {
    expect(blobsArrays({}).x.data).not.toEqual(blobsArrays({}).x.data);
  });

  it("make y linear in the returned coefficients", () => {
    const { x, y, coef } = regressionArrays({
      nSamples: 20,
      nFeatures: 4,
      bias: 2,
      randomState: 0,
    });
    for (let i = 0; i < 20; i++) {
      const row = x.data.subarray(4 * i, 4 * i + 4);
      expect(y.data[i]).toBeCloseTo(
        row.reduce((sum, value, j) => sum + value * coef.data[j], 2),
        10,
      );
    }
  });

  it("refuse options outside their domain", () => {
    const state = new RandomState(0);
    const before = state.getState();
    const refused: (() => unknown)[] = [
      () => circlesArrays({ factor: 1, randomState: state }),
      () => circlesArrays({ nSamples: 0, randomState: state }),
      () => circlesArrays({ nSamples: 2.5, randomState: state }),
      () => circlesArrays({ nSamples: [3, -1], randomState: state }),
      () => moonsArrays({ noise: -0.1, randomState: state }),
      () => blobsArrays({ centers: 0, randomState: state }),
      () => blobsArrays({ nSamples: [1, 2], centers: 2, randomState: state }),
      () => blobsArrays({ nSamples: [1, 2], centers: [[0], [1], [2]], randomState: state }),
      () => blobsArrays({ centers: [[0, 1], [2]], randomState: state }),
      () => blobsArrays({ centers: [[]], randomState: state }),
      () => blobsArrays({ centers: 2, clusterStd: [1, 2, 3], randomState: state }),
      () => blobsArrays({ clusterStd: -1, randomState: state }),
      () => blobsArrays({ centerBox: [1, 0], randomState: state }),
      () => regressionArrays({ nFeatures: 0, randomState: state }),
      () => regressionArrays({ nInformative: -1, randomState: state }),
      () => regressionArrays({ noise: Number.NaN, randomState: state }),
      () => regressionArrays({ effectiveRank: 0, randomState: state }),
      () => regressionArrays({ tailStrength: 2, randomState: state }),
      () => regressionArrays({ bias: Number.POSITIVE_INFINITY, randomState: state }),
      () => regressionArrays({ randomState: -1 }),
    ];
    for (const call of refused) expect(call).toThrow(ValueError);
    expect(state.getState()).toEqual(before);
  });
});
