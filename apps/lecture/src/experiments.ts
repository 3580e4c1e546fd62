// The settings of the seven experiments.
import {
  binaryClassifier,
  deepRegression,
  linearRegression,
  multiClassifier,
  nonlinRegression,
  type Network,
} from "./models.ts";
import type { problems } from "./problems.ts";

/** What is trained, on what, and how. */
export interface Experiment {
  readonly title: string;
  readonly problem: keyof typeof problems;
  readonly createModel: () => Network;
  readonly criterion: "MSELoss" | "BCEWithLogitsLoss" | "CrossEntropyLoss";
  readonly optimizer: "SGD" | "Adam";
  readonly learningRate: number;
  readonly batchSize: number;
  /** Epochs of each run; the second goes on where the first left off. */
  readonly epochs: readonly number[];
  /** Whether a batch is looked at before training, which draws from the generator. */
  readonly peek?: boolean;
  /** Inputs whose predictions are shown afterwards, [k, d]. */
  readonly points: readonly (readonly number[])[];
}

const curvePoints = [[-3], [-1.5], [0], [0.5], [2], [3]];
const regression = { criterion: "MSELoss", optimizer: "SGD", batchSize: 50 } as const;

const table = {
  simple: {
    ...regression,
    title: "simple linear regression",
    problem: "line",
    createModel: () => new linearRegression(1, 1),
    learningRate: 0.02,
    epochs: [30, 20],
    peek: true,
    points: [[-2], [0], [1.5]],
  },
  multiple: {
    ...regression,
    title: "multiple linear regression",
    problem: "plane",
    createModel: () => new linearRegression(3, 1),
    learningRate: 0.05,
    epochs: [100],
    points: [
      [0, 0, 0],
      [1, -1, 0.5],
      [-2, 0.3, 1],
    ],
  },
  nonlinear: {
    ...regression,
    title: "non-linear regression 1-3-1",
    problem: "curve",
    createModel: () => new nonlinRegression(1, 3, 1),
    learningRate: 0.01,
    epochs: [1000],
    points: curvePoints,
  },
  deep: {
    ...regression,
    title: "deep regression 1-5-3-1",
    problem: "curve",
    createModel: () => new deepRegression(1, 5, 3, 1),
    learningRate: 0.3,
    epochs: [1000],
    points: curvePoints,
  },
  wide: {
    ...regression,
    title: "deep regression 1-10-10-1",
    problem: "curve",
    createModel: () => new deepRegression(1, 10, 10, 1),
    learningRate: 0.2,
    epochs: [1000],
    points: curvePoints,
  },
  circles: {
    title: "binary classification (circles)",
    problem: "circles",
    createModel: () => new binaryClassifier(2, 5, 1),
    criterion: "BCEWithLogitsLoss",
    optimizer: "Adam",
    learningRate: 0.1,
    batchSize: 50,
    epochs: [20],
    points: [
      [0, 0],
      [-1, -1],
      [0.5, 0.1],
    ],
  },
  blobs: {
    title: "multiclass classification (blobs)",
    problem: "blobs",
    createModel: () => new multiClassifier(2, 5, 4),
    criterion: "CrossEntropyLoss",
    optimizer: "Adam",
    learningRate: 0.2,
    batchSize: 50,
    epochs: [10],
    points: [
      [-1, -1],
      [0, 0],
      [0.7, -0.4],
    ],
  },
} as const satisfies Record<string, Experiment>;

/** The experiments by the name of their section. */
export const experiments: Readonly<Record<keyof typeof table, Experiment>> = table;
