// makeBlobs as tensors.

import { fromArray, type Tensor } from "@flambeau/tensor";
import { blobsArrays, type MakeBlobsOptions } from "./blobs-arrays.ts";

export function makeBlobs(
  options: MakeBlobsOptions & { readonly returnCenters: true },
): [x: Tensor, y: Tensor, centers: Tensor];
export function makeBlobs(options?: MakeBlobsOptions): [x: Tensor, y: Tensor];
/**
 * Normal clusters: x float64 [n, d] and y int64 [n], the index of each point's center; with `returnCenters` also the centers float64
 * [k, d]. The numbers are those of scikit-learn's `make_blobs`. Throws `ValueError` for options outside their domain.
 */
export function makeBlobs(options: MakeBlobsOptions = {}): Tensor[] {
  const { x, y, centers } = blobsArrays(options);
  const tensors = [fromArray(x.data, [...x.shape]), fromArray(y, [y.length])];
  if (options.returnCenters) tensors.push(fromArray(centers.data, [...centers.shape]));
  return tensors;
}
