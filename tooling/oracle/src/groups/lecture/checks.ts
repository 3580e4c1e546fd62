// Owns what is compared after a replay; each check is one case.
import { comparePlain, EXACT, type Plain, plainOf, readTensor } from "../../compare.ts";
import type { Context } from "../../context.ts";
import { method } from "../../library.ts";
import { compareNumberText, compareText, textOf } from "../../texts.ts";
import type { EncodedTensor, Value } from "../../values.ts";
import type { Experiment } from "./experiment.ts";
import { compareSklearn, compareTable } from "./sklearn.ts";
import { compareLosses, compareStates, compareTensor, lossTolerance } from "./tolerance.ts";

/** An experiment as lecture.json stores it. */
export interface Stored {
  name: string;
  data: string;
  model: string;
  sizes: number[];
  loss: string;
  optim: string;
  optim_kwargs: Record<string, Value>;
  batch_size: number;
  epochs: number[];
  peek?: boolean;
  seed: number;
  data_call: string;
  repr?: string;
  initial_state?: Record<string, EncodedTensor>;
  initial_state_repr?: string;
  first_output?: EncodedTensor;
  peek_batch?: number[];
  runs: { epochs: number; state: Record<string, EncodedTensor>; state_repr?: string }[];
  batch_order_first_epochs?: number[][][];
  rand_after?: number[];
  points?: EncodedTensor;
  predictions?: EncodedTensor;
  predictions_repr?: string;
  probabilities?: EncodedTensor;
  probabilities_repr?: string;
  sum_repr?: string;
  classes?: number[] | number[][];
  accuracy?: number;
  sklearn?: { intercept_: number; coef_: number[] };
  table_rounded_2?: Record<string, [number, number]>;
  table_text?: string;
  losses?: number[];
  printed?: string[];
  losses_float64?: number[];
  final_state_float64?: Record<string, EncodedTensor>;
  predictions_float64?: EncodedTensor;
  spread?: { max_relative: number };
}

interface Check {
  applies: (stored: Stored) => boolean;
  run: (
    context: Context,
    stored: Stored,
    experiment: Experiment,
  ) => Promise<string | null> | string | null;
}

function has(...keys: (keyof Stored)[]): Check["applies"] {
  return (stored) => keys.every((key) => stored[key] !== undefined && stored[key] !== null);
}

function sameIndices(label: string, actual: unknown, expected: unknown): string | null {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  return a === b ? null : `${label}: ${a?.slice(0, 100)}, expected ${b.slice(0, 100)}`;
}

/** model(points), without a graph. */
export function predict(context: Context, stored: Stored, experiment: Experiment): Value {
  return method(experiment.model(context.decoder.tensor(stored.points!)), "detach", "Tensor")();
}

function probabilities(context: Context, stored: Stored, logits: Value): Value {
  return stored.loss === "CrossEntropyLoss"
    ? method(context.library, "softmax")(logits, 1)
    : method(context.library, "sigmoid")(logits);
}

/** The class of each row: the largest probability, or 1 where it is above one half (shape of the output). */
async function classesOf(
  context: Context,
  stored: Stored,
  logits: Value,
): Promise<number[] | number[][]> {
  const likely = probabilities(context, stored, logits);
  if (stored.loss === "CrossEntropyLoss") {
    return Array.from((await readTensor(method(likely, "argmax", "Tensor")(1))).data, Number);
  }
  return Array.from((await readTensor(likely)).data, (p) => [Number(Number(p) > 0.5)]);
}

async function checkAccuracy(
  context: Context,
  stored: Stored,
  { model, X, y }: Experiment,
): Promise<string | null> {
  const classes = (await classesOf(context, stored, method(model(X), "detach", "Tensor")())).flat();
  const labels = Array.from((await readTensor(y)).data, Number);
  const right = classes.filter((value, i) => value === labels[i]).length;
  const accuracy = right / labels.length;
  return Math.abs(accuracy - stored.accuracy!) < 1e-12
    ? null
    : `accuracy: ${accuracy}, expected ${stored.accuracy}`;
}

function compareExactState(actual: Map<string, Plain>, stored: Stored): string | null {
  const expected = stored.initial_state!;
  const keys = Object.keys(expected).join();
  if ([...actual.keys()].join() !== keys)
    return `keys are ${[...actual.keys()].join()}, expected ${keys}`;
  for (const [key, plain] of actual) {
    const difference = comparePlain(key, plain, plainOf(expected[key]), EXACT);
    if (difference !== null) return difference;
  }
  return null;
}

/** The checks of a replay, by name. */
export const CHECKS: Record<string, Check> = {
  model: {
    applies: has("repr"),
    run: (_, stored, { text }) => compareText("text", text, stored.repr!),
  },
  "initial state": {
    applies: has("initial_state"),
    run: (_, stored, { initialState }) => compareExactState(initialState, stored),
  },
  "initial state text": {
    applies: has("initial_state_repr"),
    run: (_, stored, { initialText }) =>
      compareText("text", initialText, stored.initial_state_repr!),
  },
  "first output": {
    applies: has("first_output"),
    run: (context, stored, { firstOutput }) =>
      compareTensor("output", firstOutput, stored.first_output!, stored, context.onGpu),
  },
  "peeked batch": {
    applies: has("peek_batch"),
    run: (_, stored, { peekBatch }) => sameIndices("indices", peekBatch, stored.peek_batch),
  },
  "batch order": {
    applies: has("batch_order_first_epochs"),
    run: (_, stored, { batchOrder }) =>
      sameIndices("indices", batchOrder, stored.batch_order_first_epochs),
  },
  "draws afterwards": {
    applies: has("rand_after"),
    run: (_, stored, { randomAfter }) => {
      const data = Float32Array.from(stored.rand_after!);
      return comparePlain(
        "rand",
        randomAfter,
        { shape: [data.length], dtype: "float32", data },
        EXACT,
      );
    },
  },
  losses: {
    applies: has("losses"),
    run: (context, stored, { losses }) =>
      compareLosses(losses, stored.losses!, lossTolerance(stored, context.onGpu)),
  },
  printed: {
    applies: has("printed"),
    run: (context, stored, { printed }) => {
      const wanted = stored.printed!;
      const relative = lossTolerance(stored, context.onGpu);
      return compareNumberText(
        "text",
        printed.slice(0, wanted.length).join("\n"),
        wanted.join("\n"),
        relative,
      );
    },
  },
  states: {
    applies: has("runs"),
    run: (context, stored, { states }) => {
      for (const [i, { state }] of stored.runs.entries()) {
        const difference = compareStates(`run ${i}`, states[i], state, stored, context.onGpu);
        if (difference !== null) return difference;
      }
      return null;
    },
  },
  "state texts": {
    applies: (stored) => stored.runs.some((run) => run.state_repr !== undefined),
    run: (context, stored, { stateTexts }) => {
      for (const [i, { state_repr: text }] of stored.runs.entries()) {
        if (text === undefined) continue;
        const relative = context.onGpu ? 1e-3 : 0;
        const difference = compareNumberText(`run ${i}`, stateTexts[i], text, relative);
        if (difference !== null) return difference;
      }
      return null;
    },
  },
  predictions: {
    applies: has("points", "predictions"),
    run: async (context, stored, experiment) =>
      compareTensor(
        "predictions",
        await readTensor(predict(context, stored, experiment)),
        stored.predictions!,
        stored,
        context.onGpu,
      ),
  },
  "predictions text": {
    applies: has("points", "predictions_repr"),
    run: async (context, stored, experiment) =>
      compareNumberText(
        "text",
        await localText(context, predict(context, stored, experiment)),
        stored.predictions_repr!,
        context.onGpu ? 1e-3 : 0,
      ),
  },
  probabilities: {
    applies: has("points", "probabilities"),
    run: async (context, stored, experiment) => {
      const likely = probabilities(context, stored, predict(context, stored, experiment));
      return compareTensor(
        "probabilities",
        await readTensor(likely),
        stored.probabilities!,
        stored,
        context.onGpu,
      );
    },
  },
  "probabilities text": {
    applies: has("points", "probabilities_repr"),
    run: async (context, stored, experiment) => {
      const likely = probabilities(context, stored, predict(context, stored, experiment));
      // A small probability is as far off, relatively, as its logit is absolutely.
      return compareNumberText(
        "text",
        await localText(context, likely),
        stored.probabilities_repr!,
        1e-3,
      );
    },
  },
  "sum of probabilities": {
    applies: has("points", "sum_repr"),
    run: async (context, stored, experiment) => {
      const likely = probabilities(context, stored, predict(context, stored, experiment));
      const sum = method(likely, "sum", "Tensor")(1, { keepdim: true });
      // 1. and 1.0000: the sum may miss one by a last bit of float32.
      const unify = (text: string) => text.replaceAll("1.0000", "1.");
      return compareText("text", unify(await localText(context, sum)), unify(stored.sum_repr!));
    },
  },
  classes: {
    applies: has("points", "classes"),
    run: async (context, stored, experiment) =>
      sameIndices(
        "classes",
        await classesOf(context, stored, predict(context, stored, experiment)),
        stored.classes,
      ),
  },
  accuracy: { applies: has("accuracy"), run: checkAccuracy },
  sklearn: {
    applies: has("sklearn"),
    run: (context, stored) => compareSklearn(context, stored),
  },
  table: {
    applies: has("sklearn", "table_rounded_2"),
    run: (context, stored, experiment) => compareTable(context, stored, experiment),
  },
};

async function localText(context: Context, tensor: Value): Promise<string> {
  return textOf(context.library, context.onGpu ? await tensor.cpu() : tensor);
}
