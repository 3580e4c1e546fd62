// Owns the optimizers: 12 steps on one small problem, losses, parameters after each step, and state.
import { toArguments } from "../call.ts";
import {
  closeFloat,
  compareValue,
  type Comparison,
  readTensor,
  type Tolerance,
} from "../compare.ts";
import type { Context } from "../context.ts";
import { lookup, method } from "../library.ts";
import { type CaseResult, runCase } from "../result.ts";
import { isEncodedTensor, type Value } from "../values.ts";

function tolerances(optim: string, spread: number): { float32: Tolerance; float64: Tolerance } {
  const wide = Math.max(1e-5, 20 * spread);
  const narrow = optim === "LBFGS" ? Math.max(1e-9, spread * 1e-3) : 1e-9;
  return { float32: { rtol: wide, atol: wide }, float64: { rtol: narrow, atol: narrow } };
}

/** The loss of the file's problem, built from the library's own operations. */
function makeLoss(context: Context, x: Value, w: Value, dtype: string): () => Value {
  const constant = (shape: number[], data: number[]) =>
    context.decoder.tensor({ shape, dtype, data });
  const a = constant([3, 2], [0.3, -0.7, 1.1, 0.4, -0.6, 0.9]);
  const t = constant([3], [0.2, -0.4, 0.7]);
  return () => {
    const [x0, x1] = [x.at(0), x.at(1)];
    const rosenbrock = x0
      .neg()
      .add(1)
      .pow(2)
      .add(x1.sub(x0.pow(2)).pow(2).mul(5));
    const fit = a.matmul(w).tanh().matmul(x).sub(t).pow(2).mean();
    return rosenbrock.add(fit).add(w.mul(3).sin().sum().mul(0.1));
  };
}

async function compareState(
  stored: Record<string, Record<string, Value>> | null,
  parameters: Value[],
  optimizer: Value,
  comparison: Comparison,
): Promise<string | null> {
  for (const [index, entries] of Object.entries(stored ?? {})) {
    const state = optimizer.state?.get?.(parameters[Number(index)]) ?? {};
    for (const [key, expected] of Object.entries(entries)) {
      const actual = state instanceof Map ? state.get(key) : (state[key] ?? state[camel(key)]);
      // A number may be held as a 0-d tensor and the other way round; its value counts.
      const scalar =
        typeof expected === "number" || (isEncodedTensor(expected) && expected.shape.length === 0);
      const name = `state[${index}].${key}`;
      if (scalar) {
        const wanted = Number(isEncodedTensor(expected) ? expected.data[0] : expected);
        const value = typeof actual === "number" ? actual : Number(actual?.item?.());
        if (!closeFloat(value, wanted, comparison.tolerance("float32")))
          return `${name}: ${value}, expected ${wanted}`;
      } else {
        const difference = await compareValue(name, actual, expected, comparison);
        if (difference !== null) return difference;
      }
    }
  }
  return null;
}

function camel(key: string): string {
  return key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

async function checkCase(context: Context, problem: Value, stored: Value): Promise<string | null> {
  const { library, decoder } = context;
  const Optimizer = lookup(library, `optim.${stored.optim}`);
  const leaf = (shape: number[], data: number[]) =>
    decoder.tensor({ shape, dtype: stored.dtype, data, requires_grad: true });
  const parameters = [leaf([2], problem.x0), leaf([2, 2], problem.w0.flat())];
  const options = (kwargs: Value) =>
    toArguments(library, "", undefined, [], decoder.dictionary(kwargs))[0] as object | undefined;
  const groups = stored.groups?.map((group: Value, i: number) => ({
    params: [parameters[i]],
    ...options(group),
  }));
  const optimizer = new Optimizer(groups ?? parameters, options(stored.kwargs) ?? {});
  const loss = makeLoss(context, parameters[0], parameters[1], stored.dtype);
  const { float32, float64 } = tolerances(stored.optim, stored.spread);
  const comparison = context.comparison(float32, float64);
  const tolerance = comparison.tolerance(stored.dtype);
  const closure = () => {
    method(optimizer, "zeroGrad", "Optimizer")();
    const value = loss();
    value.backward();
    return value;
  };
  for (let k = 0; k <= problem.steps; k++) {
    for (const [i, parameter] of parameters.entries()) {
      const { data } = await readTensor(parameter);
      for (let j = 0; j < data.length; j++) {
        const expected = stored.params[k][i][j];
        if (!closeFloat(Number(data[j]), expected, tolerance)) {
          return `params[${k}][${i}][${j}]: ${String(data[j])}, expected ${expected}`;
        }
      }
    }
    if (k === problem.steps) break;
    const returned = method(optimizer, "step", "Optimizer")(closure);
    const value =
      typeof returned === "number" ? returned : Number((await readTensor(returned)).data[0]);
    if (!closeFloat(value, stored.losses[k], tolerance)) {
      return `losses[${k}]: ${value}, expected ${stored.losses[k]}`;
    }
  }
  return compareState(stored.state, parameters, optimizer, comparison);
}

/** Runs optim.json. */
export async function* run(context: Context): AsyncGenerator<CaseResult> {
  const file = context.folder.read("optim");
  for (const stored of file?.cases ?? []) {
    if (!context.wants(stored.optim)) continue;
    yield await runCase("optim", stored.optim, stored.id, () =>
      checkCase(context, file.problem, stored),
    );
  }
}
