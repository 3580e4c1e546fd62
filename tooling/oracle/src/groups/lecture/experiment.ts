// Owns one replay of a lecture experiment, in the order of draws that the file states.
import { construct, toArguments } from "../../call.ts";
import { type Plain, readTensor } from "../../compare.ts";
import type { Context } from "../../context.ts";
import { isTensor, lookup, method, NotImplemented } from "../../library.ts";
import { constructorParameters } from "../../module-signatures.ts";
import { createModels } from "../../models.ts";
import { stateEntries } from "../../states.ts";
import type { EncodedTensor, Value } from "../../values.ts";
import type { Stored } from "./checks.ts";

export type FloatType = "float32" | "float64";
export type State = Map<string, Plain>;

/** Everything that a replay gives. */
export interface Experiment {
  X: Value;
  y: Value;
  model: Value;
  text: string;
  initialState: State;
  initialText: string;
  firstOutput: Plain;
  peekBatch: number[] | null;
  /** Mean loss of each epoch, over all runs. */
  losses: number[];
  printed: string[];
  /** Indices in the order of the batches, of the first epochs. */
  batchOrder: number[][][];
  states: State[];
  stateTexts: string[];
  randomAfter: Plain;
}

/** X and y as the generators or NumPy give them: float64, or int64 labels. */
export function makeData(context: Context, call: string): { X: Value; y: Value } {
  const python = context.interpreter();
  const last = python.run(call);
  if (python.variables.has("X") && python.variables.has("y")) {
    return { X: python.variables.get("X"), y: python.variables.get("y") };
  }
  if (isTensor(context.library, last) || !last) throw new NotImplemented(`data: ${call}`);
  return { X: last[0], y: last[1] };
}

function place(context: Context, tensor: Value): Value {
  return context.device === undefined ? tensor : method(tensor, "to", "Tensor")(context.device);
}

/** Inputs as rows of the float type; labels of a cross entropy stay int64, other targets are floats. */
function toTensors(
  context: Context,
  stored: Stored,
  data: { X: Value; y: Value },
  type: FloatType,
): [Value, Value] {
  const rows = data.X.shape.length === 1 ? method(data.X, "reshape", "Tensor")([-1, 1]) : data.X;
  const target = stored.loss === "CrossEntropyLoss" ? "int64" : type;
  // The data are float32 in both runs: the float64 one computes more precisely on the same numbers.
  const rounded = (tensor: Value): Value =>
    method(method(tensor, "to", "Tensor")("float32"), "to", "Tensor")(type);
  return [
    place(context, rounded(rows)),
    place(context, target === "int64" ? method(data.y, "to", "Tensor")(target) : rounded(data.y)),
  ];
}

function makeModel(context: Context, stored: Stored, type: FloatType): Value {
  const models = createModels(context.library);
  const Model = models[stored.model];
  if (!Model) throw new NotImplemented(`model ${stored.model}`);
  const model = new Model(...stored.sizes);
  if (type === "float64") method(model, "to", "Module")("float64");
  if (context.device !== undefined) method(model, "to", "Module")(context.device);
  return model;
}

function makeOptimizer(context: Context, stored: Stored, model: Value): Value {
  const Optimizer = lookup(context.library, `optim.${stored.optim}`);
  const kwargs = context.decoder.dictionary(stored.optim_kwargs);
  const [options] = toArguments(context.library, "", undefined, [], kwargs);
  return new Optimizer(method(model, "parameters", "Module")(), options ?? {});
}

/** The loader of the file; a third tensor of indices shows the order without changing it. */
function makeLoader(context: Context, stored: Stored, X: Value, y: Value): Value {
  const count: number = X.shape[0];
  const index: EncodedTensor = {
    shape: [count],
    dtype: "int64",
    data: Array.from({ length: count }, (_, i) => i),
  };
  const { TensorDataset, DataLoader } = lookup(context.library, "data");
  if (!TensorDataset || !DataLoader) throw new NotImplemented("data.DataLoader");
  return new DataLoader(new TensorDataset(X, y, context.decoder.tensor(index)), {
    batchSize: stored.batch_size,
    shuffle: true,
  });
}

async function batchIndices(batch: Value): Promise<number[]> {
  return Array.from((await readTensor(batch[2])).data, Number);
}

async function peek(loader: Value): Promise<number[]> {
  const iterator = (loader[Symbol.iterator] ?? loader[Symbol.asyncIterator]).call(loader);
  return batchIndices((await iterator.next()).value);
}

/** A copy of the state dict's numbers. */
export async function readState(model: Value): Promise<State> {
  const state: State = new Map();
  for (const [key, tensor] of stateEntries(model)) {
    const plain = await readTensor(tensor);
    state.set(key, { ...plain, data: Array.from(plain.data as ArrayLike<number>) });
  }
  return state;
}

/** The printed state dict; a GPU's is moved to the host first, which makes a new dict of the same kind. */
async function stateText(context: Context, model: Value): Promise<string> {
  const state = method(model, "stateDict", "Module")();
  if (!context.onGpu) return String(state);
  for (const [key, tensor] of stateEntries(model)) {
    const local = await tensor.cpu();
    if (state instanceof Map) state.set(key, local);
    else state[key] = local;
  }
  return String(state);
}

/** Replays an experiment. */
export async function runExperiment(
  context: Context,
  stored: Stored,
  type: FloatType,
): Promise<Experiment> {
  const data = makeData(context, stored.data_call);
  const [X, y] = toTensors(context, stored, data, type);
  context.seed(stored.seed);
  const model = makeModel(context, stored, type);
  const optimizer = makeOptimizer(context, stored, model);
  const criterion = construct(
    context.library,
    `nn.${stored.loss}`,
    constructorParameters(stored.loss),
    [],
    new Map(),
  );
  const loader = makeLoader(context, stored, X, y);
  const initialState = await readState(model);
  const initialText = await stateText(context, model);
  const firstOutput = await readTensor(model(X.at(0)));
  const peekBatch = stored.peek ? await peek(loader) : null;
  const flat = stored.loss !== "CrossEntropyLoss";
  const results = {
    losses: [] as number[],
    printed: [] as string[],
    batchOrder: [] as number[][][],
  };
  const states: State[] = [];
  const stateTexts: string[] = [];
  for (const epochs of stored.epochs) {
    for (let epoch = 1; epoch <= epochs; epoch++) {
      let total = 0;
      const order: number[][] = [];
      for await (const batch of loader) {
        method(optimizer, "zeroGrad", "Optimizer")();
        const output = model(batch[0]);
        const loss = criterion(flat ? method(output, "flatten", "Tensor")() : output, batch[1]);
        loss.backward();
        optimizer.step();
        total += context.onGpu ? (await loss.cpu()).item() : loss.item();
        if (results.losses.length < (stored.batch_order_first_epochs?.length ?? 0))
          order.push(await batchIndices(batch));
      }
      if (order.length > 0) results.batchOrder.push(order);
      const mean = total / loader.length;
      results.losses.push(mean);
      results.printed.push(`epoch: ${epoch}, loss: ${mean.toFixed(4)}`);
    }
    states.push(await readState(model));
    stateTexts.push(await stateText(context, model));
  }
  const randomAfter = await readTensor(context.randomAfter(stored.rand_after?.length ?? 0));
  return {
    X,
    y,
    model,
    text: String(model),
    initialState,
    initialText,
    firstOutput,
    peekBatch,
    ...results,
    states,
    stateTexts,
    randomAfter,
  };
}
