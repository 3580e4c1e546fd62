// Normal clusters around centers, as arrays.

import { type RandomState, ValueError } from "@flambeau/core";
import {
  type Float64Values,
  type LabelledPoints,
  requireCount,
  requireScale,
  shufflePoints,
} from "./matrix.ts";
import { type RandomStateOption, toRandomState } from "./random-option.ts";

/** Options of `makeBlobs`. */
export interface MakeBlobsOptions {
  /** Points in all, divided equally; or the points of each cluster. Default 100. */
  readonly nSamples?: number | readonly number[];
  /** Number of coordinates where `centers` does not tell. Default 2. */
  readonly nFeatures?: number;
  /** The centers [k, d], or how many to draw. Default 3, or one for each entry of `nSamples`. */
  readonly centers?: number | readonly (readonly number[])[];
  /** Standard deviation of the clusters, one for all or one for each. Default 1. */
  readonly clusterStd?: number | readonly number[];
  /** Bounds of the centers that are drawn. Default [-10, 10]. */
  readonly centerBox?: readonly [low: number, high: number];
  /** Whether to put the points in a random order. Default true. */
  readonly shuffle?: boolean;
  readonly randomState?: RandomStateOption;
  /** Whether to return the centers too. Default false. */
  readonly returnCenters?: boolean;
}

/** Points [n, d] around centers [k, d], each with the index of its center. */
export function blobsArrays(
  options: MakeBlobsOptions,
): LabelledPoints & { centers: Float64Values } {
  const { nSamples = 100, clusterStd = 1, shuffle = true } = options;
  checkOptions(options);
  const state = toRandomState(options.randomState);
  const centers = chooseCenters(state, options);
  const [clusters, width] = centers.shape;
  const counts = typeof nSamples === "number" ? divide(nSamples, clusters) : nSamples;
  const count = counts.reduce((sum, n) => sum + n, 0);
  const data = new Float64Array(count * width);
  const y = new BigInt64Array(count);
  for (let cluster = 0, row = 0; cluster < clusters; cluster++) {
    const std = typeof clusterStd === "number" ? clusterStd : clusterStd[cluster];
    y.fill(BigInt(cluster), row, row + counts[cluster]);
    for (const end = row + counts[cluster]; row < end; row++)
      for (let j = 0; j < width; j++)
        data[row * width + j] = centers.data[cluster * width + j] + std * state.nextGaussian();
  }
  const ordered = { x: { data, shape: [count, width] }, y };
  return { ...(shuffle ? shufflePoints(state, ordered) : ordered), centers };
}

/** Given centers as a matrix, or centers drawn from the box. */
function chooseCenters(state: RandomState, options: MakeBlobsOptions): Float64Values {
  const { centers, nFeatures = 2, centerBox = [-10, 10] } = options;
  if (Array.isArray(centers))
    return { data: Float64Array.from(centers.flat()), shape: [centers.length, centers[0].length] };
  const shape = [clusterCount(options), nFeatures];
  return { data: state.uniform(centerBox[0], centerBox[1], shape[0] * nFeatures), shape };
}

function clusterCount({ nSamples, centers }: MakeBlobsOptions): number {
  if (Array.isArray(nSamples)) return nSamples.length;
  if (Array.isArray(centers)) return centers.length;
  return typeof centers === "number" ? centers : 3;
}

/** Equal shares; the first ones get what is left over. */
const divide = (total: number, shares: number): number[] =>
  Array.from(
    { length: shares },
    (_, i) => Math.floor(total / shares) + (i < total % shares ? 1 : 0),
  );

function checkOptions(options: MakeBlobsOptions): void {
  const { nSamples = 100, nFeatures = 2, centers, clusterStd = 1, centerBox } = options;
  const clusters = clusterCount(options);
  requireCount("makeBlobs", "number of centers", clusters, 1);
  requireCount("makeBlobs", "nFeatures", nFeatures, 1);
  if (typeof nSamples === "number") requireCount("makeBlobs", "nSamples", nSamples, 1);
  else {
    for (const count of nSamples) requireCount("makeBlobs", "nSamples", count, 0);
    if (centers !== undefined && (typeof centers === "number" || centers.length !== clusters))
      throw new ValueError(
        `makeBlobs: centers do not fit nSamples: ${clusters} counts, ${typeof centers === "number" ? "a number of" : centers.length} centers; give one center for each count, or none`,
        { nSamples, centers },
      );
  }
  if (
    typeof centers === "object" &&
    centers.some((c) => c.length !== centers[0].length || !c.length)
  )
    throw new ValueError(
      `makeBlobs: centers have ${centers.map((c) => c.length).join(", ")} coordinates; all must have the same number, at least 1`,
      { centers },
    );
  const stds = typeof clusterStd === "number" ? [clusterStd] : clusterStd;
  for (const std of stds) requireScale("makeBlobs", "clusterStd", std);
  if (typeof clusterStd !== "number" && clusterStd.length !== clusters)
    throw new ValueError(
      `makeBlobs: clusterStd does not fit the centers: ${clusterStd.length} deviations, ${clusters} centers; give one for each, or one for all`,
      { clusterStd },
    );
  if (centerBox && !(centerBox[0] <= centerBox[1]))
    throw new ValueError(
      `makeBlobs: centerBox is [${centerBox.join(", ")}]; its first bound must not exceed its second`,
      { centerBox },
    );
}
