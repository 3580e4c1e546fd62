// Owns NumPy's names in Python text: arrays are float64 (or int64) tensors of the library.
import { callFunction } from "../call.ts";
import { toNested } from "../decode.ts";
import {
  camelCase,
  find,
  isTensor,
  lookup,
  method,
  NotImplemented,
  type Library,
} from "../library.ts";
import { parametersOf } from "../signatures.ts";
import type { Value } from "../values.ts";
import { PythonModule, pythonFunction } from "./objects.ts";

/** Functions that PyTorch calls otherwise. */
const RENAMED: Record<string, string> = {
  power: "pow",
  absolute: "abs",
  clip: "clamp",
  concatenate: "cat",
  arcsin: "asin",
  arccos: "acos",
  arctan: "atan",
};

const CONSTANTS: Record<string, number> = { pi: Math.PI, e: Math.E, inf: Infinity, nan: NaN };

/** Functions of np.random and of a RandomState. */
const RANDOM = [
  "rand",
  "randn",
  "random_sample",
  "standard_normal",
  "normal",
  "uniform",
  "randint",
  "permutation",
  "shuffle",
  "choice",
  "exponential",
];

/** Names of the parameters of those functions. */
const RANDOM_PARAMETERS: Record<string, string[]> = {
  random_sample: ["size"],
  standard_normal: ["size"],
  normal: ["loc", "scale", "size"],
  uniform: ["low", "high", "size"],
  randint: ["low", "high", "size"],
  exponential: ["scale", "size"],
  choice: ["a", "size", "replace", "p"],
};

const DEFAULTS: Record<string, number> = { loc: 0, scale: 1, low: 0, high: 1 };

/** A tensor of what NumPy would hold as an array. */
export function toArray(library: Library, value: Value): Value {
  if (isTensor(library, value)) return value;
  if (ArrayBuffer.isView(value)) {
    const data = value instanceof Int32Array ? BigInt64Array.from(value, BigInt) : value;
    return method(library, "fromArray")(data, [(data as Float64Array).length]);
  }
  const nested = toNested(value);
  const integral = [nested].flat(Infinity as 1).some((leaf) => typeof leaf === "bigint");
  return method(library, "tensor")(nested, { dtype: integral ? "int64" : "float64" });
}

function sizeOf(value: Value): number[] | null {
  if (value === null || value === undefined) return null;
  return Array.isArray(value) ? value.map(Number) : [Number(value)];
}

/** Drawn numbers as an array of that size; without a size one number. */
function shaped(library: Library, drawn: ArrayLike<number | bigint>, size: number[] | null): Value {
  if (size === null) return drawn[0];
  return method(toArray(library, drawn), "reshape", "Tensor")(size);
}

function count(size: number[] | null): number {
  return (size ?? []).reduce((product, length) => product * length, 1);
}

/** What is shuffled: 0..n-1, or the rows of nested lists, as flat numbers. */
function rowsOf(value: Value): { flat: number[]; shape: number[] } {
  if (!Array.isArray(value)) {
    const length = Number(value);
    return { flat: Array.from({ length }, (_, i) => i), shape: [length] };
  }
  const shape = Array.isArray(value[0]) ? [value.length, value[0].length] : [value.length];
  return { flat: value.flat().map(Number), shape };
}

function rearrange(library: Library, state: Value, name: string, value: Value): Value {
  const { flat, shape } = rowsOf(value);
  if (name === "permutation" && !Array.isArray(value)) {
    return shaped(library, method(state, "permutation", "RandomState")(shape[0]), shape);
  }
  // permutation(array) is a shuffled copy.
  const data = Float64Array.from(flat);
  method(state, "shuffle", "RandomState")(data, shape[1] ?? 1);
  return shaped(library, BigInt64Array.from(data, BigInt), shape);
}

function choose(library: Library, state: Value, bound: ReadonlyMap<string, Value>): Value {
  const from = bound.get("a");
  const options = {
    ...(bound.has("replace") ? { replace: bound.get("replace") } : {}),
    ...(bound.has("p") ? { p: bound.get("p").map(Number) } : {}),
  };
  const size = sizeOf(bound.get("size"));
  const length = Array.isArray(from) ? from.length : Number(from);
  const chosen: Int32Array = method(state, "choice", "RandomState")(length, count(size), options);
  const picked = Array.isArray(from) ? Float64Array.from(chosen, (i) => Number(from[i])) : chosen;
  return shaped(library, picked, size);
}

/** One call of a RandomState with NumPy's arguments; sizes become counts, results arrays of that shape. */
export function drawRandom(
  library: Library,
  state: Value,
  name: string,
  args: readonly Value[],
  kwargs: ReadonlyMap<string, Value>,
): Value {
  const draw = (method_: string) => method(state, camelCase(method_), "RandomState");
  if (name === "rand" || name === "randn") {
    const size = args.length === 0 ? null : args.map(Number);
    return shaped(library, draw(name)(count(size)), size);
  }
  if (name === "permutation" || name === "shuffle") return rearrange(library, state, name, args[0]);
  const names = RANDOM_PARAMETERS[name];
  const bound = new Map<string, Value>(kwargs);
  args.forEach((value, i) => bound.set(names[i], value));
  if (name === "choice") return choose(library, state, bound);
  if (name === "randint" && (bound.get("high") ?? null) === null) {
    bound.set("high", bound.get("low"));
    bound.set("low", 0n);
  }
  const size = sizeOf(bound.get("size"));
  const leading = names
    .filter((parameter) => parameter !== "size")
    .map((parameter) => Number(bound.get(parameter) ?? DEFAULTS[parameter]));
  return shaped(library, draw(name)(...leading, count(size)), size);
}

function randomModule(library: Library): PythonModule {
  let state: Value;
  const RandomState = () => lookup(library, "RandomState");
  return new PythonModule("np.random", (name) => {
    if (name === "seed") {
      return pythonFunction(([seed]) => {
        state = new (RandomState())(Number(seed));
        return null;
      });
    }
    if (name === "RandomState") return pythonFunction(([seed]) => randomState(library, seed));
    if (!RANDOM.includes(name)) throw new NotImplemented(`np.random.${name}`);
    return pythonFunction((args, kwargs) => {
      state ??= new (RandomState())();
      return drawRandom(library, state, name, args, kwargs);
    });
  });
}

function randomState(library: Library, seed: Value): PythonModule {
  const state = new (lookup(library, "RandomState"))(Number(seed));
  return new PythonModule("RandomState", (name) => {
    if (!RANDOM.includes(name)) throw new NotImplemented(`RandomState.${name}`);
    return pythonFunction((args, kwargs) => drawRandom(library, state, name, args, kwargs));
  });
}

/** The namespace `np`. */
export function numpyModule(library: Library): PythonModule {
  const random = randomModule(library);
  const own: Record<string, Value> = {
    random,
    ...CONSTANTS,
    array: pythonFunction(([value]) => toArray(library, value)),
    asarray: pythonFunction(([value]) => toArray(library, value)),
    sort: pythonFunction(([value]) => sorted(library, toArray(library, value))),
  };
  return new PythonModule("np", (name) => {
    if (Object.hasOwn(own, name)) return own[name];
    const torchName = RENAMED[name] ?? name;
    if (find(library, camelCase(torchName)) === undefined) throw new NotImplemented(`np.${name}`);
    return pythonFunction((args, kwargs) => {
      const creates = ["linspace", "arange", "zeros", "ones", "eye"].includes(name);
      const named = new Map(
        [...kwargs].map(([key, value]) => [key === "axis" ? "dim" : key, value]),
      );
      if (!creates) {
        const arrays = args.map((value, i) => (i === 0 ? operand(library, value) : value));
        return callFunction(library, torchName, parametersOf(torchName), arrays, named);
      }
      const integral = name === "arange" && args.every((value) => typeof value === "bigint");
      if (name === "linspace" && args.length === 2) args = [...args, 50n];
      named.set("dtype", integral ? "int64" : "float64");
      return callFunction(library, torchName, parametersOf(torchName), args, named);
    });
  });
}

/** A one-dimensional array in ascending order. */
function sorted(library: Library, array: Value): Value {
  if (array.shape.length !== 1) throw new NotImplemented("np.sort of several dimensions");
  return method(library, "fromArray")(array.toTypedArray().slice().sort(), array.shape);
}

/** The first argument of a function: an array, or a list of arrays, or a scalar as a 0-d array. */
function operand(library: Library, value: Value): Value {
  if (Array.isArray(value) && value.some((item) => isTensor(library, item))) return value;
  return toArray(library, value);
}
