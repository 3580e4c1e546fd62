// Memory of a loop written naively: no call from the user frees anything.

import { nn, optim, randint, randn } from "flambeau";
import { deepRegression } from "./workloads.ts";

/** Resident bytes after some steps. */
export interface MemoryPoint {
  readonly steps: number;
  readonly bytes: number;
}

interface Loop {
  readonly name: string;
  readonly points: readonly [number, number];
  readonly make: () => () => void;
}

export const LOOPS: readonly Loop[] = [
  {
    name: "1-10-10-1, batch 50",
    points: [1000, 10000],
    make: () => {
      const model = deepRegression();
      const criterion = new nn.MSELoss();
      const optimizer = new optim.SGD(model.parameters(), { lr: 0.02 });
      return () => {
        optimizer.zeroGrad();
        criterion(model(randn(50, 1)).flatten(), randn(50)).backward();
        optimizer.step();
      };
    },
  },
  {
    name: "MLP 784-128-64-10, batch 64",
    points: [500, 2000],
    make: () => {
      const model = new nn.Sequential(
        new nn.Linear(784, 128),
        new nn.ReLU(),
        new nn.Linear(128, 64),
        new nn.ReLU(),
        new nn.Linear(64, 10),
      );
      const criterion = new nn.CrossEntropyLoss();
      const optimizer = new optim.Adam(model.parameters());
      return () => {
        optimizer.zeroGrad();
        criterion(model(randn(64, 784)), randint(0, 10, [64])).backward();
        optimizer.step();
      };
    },
  },
];

/** Runs a loop synchronously and reads the resident set at its two points. */
export function watch({ points, make }: Loop): MemoryPoint[] {
  const step = make();
  const seen: MemoryPoint[] = [];
  for (let i = 1; i <= points[1]; i++) {
    step();
    if (points.includes(i)) seen.push({ steps: i, bytes: process.memoryUsage().rss });
  }
  return seen;
}
