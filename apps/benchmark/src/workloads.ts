// What is timed: the lecture's training steps and kernels, one step each.

import { nn, optim, rand, randint, randn, tensor, type Tensor } from "flambeau";

/** Something that is timed. `torch` is the name of its twin in torch-steps.py. */
export interface Workload {
  readonly name: string;
  readonly torch: string;
  /** Floating-point operations of one step, where that says something. */
  readonly operations?: number;
  /** Steps a round, chosen so that a round lasts long enough to be timed. */
  readonly steps: number;
  /** Makes the step; it returns a number that depends on its work. */
  readonly make: () => () => number;
}

const BATCH = 50;

function training(
  model: nn.Module & ((x: Tensor) => Tensor),
  criterion: (prediction: Tensor, target: Tensor) => Tensor,
  optimizer: { zeroGrad(): void; step(): unknown },
  x: Tensor,
  y: Tensor,
  flat: boolean,
): () => number {
  return () => {
    optimizer.zeroGrad();
    const prediction = model(x);
    const loss = criterion(flat ? prediction.flatten() : prediction, y);
    loss.backward();
    optimizer.step();
    return loss.item() as number;
  };
}

/** The lecture's 1-10-10-1 network. */
export const deepRegression = (): nn.Sequential =>
  new nn.Sequential(
    new nn.Linear(1, 10),
    new nn.Sigmoid(),
    new nn.Linear(10, 10),
    new nn.Sigmoid(),
    new nn.Linear(10, 1),
  );

const matmul = (n: number): Workload => ({
  name: `matmul ${n}`,
  torch: `matmul-${n}`,
  operations: 2 * n ** 3,
  steps: n > 256 ? 1 : 4,
  make: () => {
    const [a, b] = [randn(n, n), randn(n, n)];
    return () => a.matmul(b).at(0, 0).item() as number;
  },
});

export const WORKLOADS: readonly Workload[] = [
  {
    name: "linear regression 1-1, batch 50, SGD",
    torch: "linear",
    steps: 1000,
    make: () => {
      const model = new nn.Linear(1, 1);
      const optimizer = new optim.SGD(model.parameters(), { lr: 0.02 });
      return training(model, new nn.MSELoss(), optimizer, randn(BATCH, 1), randn(BATCH), true);
    },
  },
  {
    name: "1-10-10-1 sigmoid, batch 50, SGD",
    torch: "deep",
    steps: 500,
    make: () => {
      const model = deepRegression();
      const optimizer = new optim.SGD(model.parameters(), { lr: 0.02 });
      return training(model, new nn.MSELoss(), optimizer, randn(BATCH, 1), randn(BATCH), true);
    },
  },
  {
    name: "circles 2-5-1, batch 50, Adam, BCE",
    torch: "circles",
    steps: 500,
    make: () => {
      const model = new nn.Sequential(new nn.Linear(2, 5), new nn.ReLU(), new nn.Linear(5, 1));
      const optimizer = new optim.Adam(model.parameters(), { lr: 0.1 });
      const y = rand(BATCH).round();
      return training(model, new nn.BCEWithLogitsLoss(), optimizer, randn(BATCH, 2), y, true);
    },
  },
  {
    name: "blobs 2-5-4, batch 50, Adam, CE",
    torch: "blobs",
    steps: 500,
    make: () => {
      const model = new nn.Sequential(new nn.Linear(2, 5), new nn.ReLU(), new nn.Linear(5, 4));
      const optimizer = new optim.Adam(model.parameters(), { lr: 0.2 });
      const y = randint(0, 4, [BATCH]);
      return training(model, new nn.CrossEntropyLoss(), optimizer, randn(BATCH, 2), y, false);
    },
  },
  {
    name: "add of two 1-element tensors",
    torch: "add",
    steps: 20000,
    make: () => {
      const [a, b] = [tensor([1]), tensor([2])];
      return () => a.add(b).numel();
    },
  },
  {
    name: "the same, recorded for autograd",
    torch: "add-recorded",
    steps: 20000,
    make: () => {
      const [a, b] = [tensor([1], { requiresGrad: true }), tensor([2])];
      return () => a.add(b).numel();
    },
  },
  matmul(256),
  matmul(512),
];
