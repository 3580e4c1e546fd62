// The public names of @flambeau/datasets.

export type { MakeBlobsOptions } from "./blobs-arrays.ts";
export type { MakeCirclesOptions, MakeMoonsOptions } from "./circles-arrays.ts";
export { makeBlobs } from "./make-blobs.ts";
export { makeCircles, makeMoons } from "./make-circles.ts";
export { makeRegression } from "./make-regression.ts";
export type { RandomStateOption } from "./random-option.ts";
export type { MakeRegressionOptions } from "./regression-arrays.ts";
