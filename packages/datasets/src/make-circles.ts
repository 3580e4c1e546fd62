// makeCircles and makeMoons as tensors.

import { fromArray, type Tensor } from "@flambeau/tensor";
import {
  circlesArrays,
  type MakeCirclesOptions,
  type MakeMoonsOptions,
  moonsArrays,
} from "./circles-arrays.ts";
import type { LabelledPoints } from "./matrix.ts";

/**
 * Two concentric circles: x float64 [n, 2] and the class y int64 [n], 0 outside and 1 inside. The numbers are those of scikit-learn's
 * `make_circles`. Throws `ValueError` for options outside their domain.
 */
export const makeCircles = (options: MakeCirclesOptions = {}): [x: Tensor, y: Tensor] =>
  toTensors(circlesArrays(options));

/**
 * Two interleaving half circles: x float64 [n, 2] and the class y int64 [n]. The numbers are those of scikit-learn's `make_moons`.
 * Throws `ValueError` for options outside their domain.
 */
export const makeMoons = (options: MakeMoonsOptions = {}): [x: Tensor, y: Tensor] =>
  toTensors(moonsArrays(options));

const toTensors = ({ x, y }: LabelledPoints): [Tensor, Tensor] => [
  fromArray(x.data, [...x.shape]),
  fromArray(y, [y.length]),
];
