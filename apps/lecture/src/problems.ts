// The data of the experiments, as scikit-learn and NumPy generate them: float64 features and targets, int64 labels.

import { datasets, fromArray, RandomState, type Tensor } from "flambeau";

/** Features [n, d] and targets [n]. */
export interface Problem {
  readonly X: Tensor;
  readonly y: Tensor;
}

/** y = x² + 15 sin³ x at 500 sorted draws of the standard normal distribution. */
function curve(): Problem {
  const x = fromArray(new RandomState(2020).randn(500).sort(), [500]);
  return { X: x.reshape(-1, 1), y: x.pow(2).add(x.sin().pow(3).mul(15)) };
}

function linear(nFeatures: number): Problem {
  const options = { nSamples: 500, nFeatures, randomState: 0, noise: 10 };
  const [X, y] = datasets.makeRegression(options);
  return { X, y };
}

function circles(): Problem {
  const [X, y] = datasets.makeCircles({
    nSamples: 300,
    factor: 0.5,
    noise: 0.1,
    randomState: 2020,
  });
  return { X, y };
}

function blobs(): Problem {
  const [X, y] = datasets.makeBlobs({
    nSamples: 200,
    centers: 4,
    centerBox: [-1.2, 1.2],
    clusterStd: [0.15, 0.15, 0.15, 0.15],
    randomState: 12345,
  });
  return { X, y };
}

/** The problems by name; each call makes the same data. */
export const problems = {
  line: () => linear(1),
  plane: () => linear(3),
  curve,
  circles,
  blobs,
};
