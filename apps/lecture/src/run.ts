// One experiment from the data to the predictions, in a fixed order of random draws.
import { data, manualSeed, nn, noGrad, optim, sigmoid, softmax, tensor } from "flambeau";
import type { Device, Tensor } from "flambeau";
import type { Experiment } from "./experiments.ts";
import { problems, type Problem } from "./problems.ts";
import { readState, type State } from "./state.ts";
import { train, type Training } from "./trainer.ts";

/** An experiment that is ready to be trained; `X` and `y` are on its device, `problem` is as it was generated. */
export interface Session extends Training {
  readonly experiment: Experiment;
  readonly device: Device;
  readonly problem: Problem;
  readonly X: Tensor;
  readonly y: Tensor;
}

/** One stretch of training and the state after it. */
export interface Run {
  readonly losses: number[];
  readonly state: State;
}

/** What an experiment gave. */
export interface Outcome {
  readonly session: Session;
  readonly initialState: State;
  readonly runs: Run[];
  /** Outputs for the experiment's points, [k, outputs]; logits where it classifies. */
  readonly predictions: Tensor;
  readonly probabilities?: Tensor;
  readonly classes?: Tensor;
  /** Share of the training data that is classified rightly. */
  readonly accuracy?: number;
}

/** What may be told while an experiment runs; none of it may draw random numbers. */
export interface Observer {
  prepared?(session: Session): void;
  peeked?(batch: readonly Tensor[]): void;
  started?(run: number, epochs: number): void;
  epoch?(epoch: number, loss: number): void;
  trained?(session: Session, run: number): void;
}

/** Options of `run`. */
export interface RunOptions {
  readonly device: Device;
  readonly seed: number;
  /** No run is longer than this. */
  readonly maxEpochs: number;
}

const criteria = {
  MSELoss: nn.MSELoss,
  BCEWithLogitsLoss: nn.BCEWithLogitsLoss,
  CrossEntropyLoss: nn.CrossEntropyLoss,
};
const optimizers = { SGD: optim.SGD, Adam: optim.Adam };

/** Builds model, optimizer and loader from the generator as it stands. */
export function prepare(experiment: Experiment, device: Device): Session {
  const problem = problems[experiment.problem]();
  const classification = experiment.criterion === "CrossEntropyLoss";
  const X = problem.X.float().to(device);
  const y = (classification ? problem.y : problem.y.float()).to(device);
  const model = experiment.createModel();
  model.to(device);
  return {
    experiment,
    device,
    problem,
    X,
    y,
    model,
    criterion: new criteria[experiment.criterion](),
    optimizer: new optimizers[experiment.optimizer](model.parameters(), {
      lr: experiment.learningRate,
    }),
    loader: new data.DataLoader(new data.TensorDataset(X, y), {
      batchSize: experiment.batchSize,
      shuffle: true,
    }),
    flatten: !classification,
  };
}

/** Seeds the generator, trains the experiment and asks the model for its predictions. */
export async function run(
  experiment: Experiment,
  { device, seed, maxEpochs }: RunOptions,
  observer: Observer = {},
): Promise<Outcome> {
  manualSeed(seed);
  const session = prepare(experiment, device);
  const initialState = await readState(session.model);
  observer.prepared?.(session);
  if (experiment.peek) {
    for (const batch of session.loader) {
      observer.peeked?.(batch);
      break;
    }
  }
  const runs: Run[] = [];
  for (const [index, epochs] of experiment.epochs.entries()) {
    const count = Math.min(epochs, maxEpochs);
    observer.started?.(index, count);
    const losses = await train(session, count, observer.epoch);
    runs.push({ losses, state: await readState(session.model) });
    observer.trained?.(session, index);
  }
  const predictions = await predict(session, tensor(experiment.points));
  return { session, initialState, runs, predictions, ...(await classify(session, predictions)) };
}

/** The model's outputs for rows of features, on the cpu. */
export async function predict({ model, device }: Session, X: Tensor): Promise<Tensor> {
  return noGrad(() => model(X.to(device))).cpu();
}

/** Probabilities and classes of logits: a sigmoid and a threshold for one logit, else softmax and the largest. */
export function decide(logits: Tensor): { probabilities: Tensor; classes: Tensor } {
  if (logits.shape[1] === 1) {
    const probabilities = sigmoid(logits);
    return { probabilities, classes: probabilities.gt(0.5).long() };
  }
  const probabilities = softmax(logits, 1);
  return { probabilities, classes: probabilities.argmax(1) };
}

async function classify(session: Session, logits: Tensor) {
  if (session.experiment.criterion === "MSELoss") return {};
  const { classes } = decide(await predict(session, session.X));
  const right = classes.flatten().eq(session.problem.y);
  return { ...decide(logits), accuracy: Number(right.sum().item()) / right.numel() };
}
