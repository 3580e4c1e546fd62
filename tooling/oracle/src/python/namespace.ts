// Owns the names that Python text starts from: torch, nn, np, scikit-learn's functions, the built-ins.
import { callFunction, construct, toArguments } from "../call.ts";
import {
  camelCase,
  find,
  isTensor,
  lookup,
  method,
  NotImplemented,
  type Library,
} from "../library.ts";
import { createModels } from "../models.ts";
import { constructorParameters } from "../module-signatures.ts";
import { parametersOf, type Parameter } from "../signatures.ts";
import { DeviceValue, DTYPES, DTypeValue, SizeValue, type Value } from "../values.ts";
import { numpyModule } from "./numpy.ts";
import { PythonModule, pythonFunction } from "./objects.ts";

/** Signatures of ops, by op name, as the reference files give them. */
export type Signatures = ReadonlyMap<string, Parameter[]>;

const DTYPE_ALIASES: Record<string, string> = {
  float: "float32",
  double: "float64",
  long: "int64",
  int: "int32",
  short: "int16",
};

function classModule(library: Library, name: string, path: string): PythonModule {
  return new PythonModule(name, (member) => {
    const full = `${path}.${member}`;
    if (find(library, full) === undefined) throw new NotImplemented(`${name}.${member}`);
    return pythonFunction((args, kwargs) =>
      construct(
        library,
        full,
        optimizerParameters(member) ?? constructorParameters(member),
        args,
        kwargs,
      ),
    );
  });
}

/** Optimizers take the parameters, everything else is an option; SGD's lr too. */
function optimizerParameters(name: string): Parameter[] | undefined {
  const optimizers = /^(SGD|Adam\w*|NAdam|RAdam|RMSprop|Adagrad|Adadelta|Rprop|ASGD|LBFGS)$/;
  if (!optimizers.test(name)) return undefined;
  return [
    { name: "params", required: true, rest: false },
    { name: "lr", required: false, rest: false },
  ];
}

function functionModule(
  library: Library,
  name: string,
  path: string,
  signatures: Signatures,
): PythonModule {
  return new PythonModule(name, (member) => {
    const op = path === "" ? member : `${path}.${member}`;
    return pythonFunction((args, kwargs) =>
      callFunction(library, op, signatures.get(op) ?? parametersOf(op), args, kwargs),
    );
  });
}

function modules(library: Library, signatures: Signatures): PythonModule {
  const classes = classModule(library, "nn", "nn");
  const functional = functionModule(library, "nn.functional", "nn.functional", signatures);
  const init = functionModule(library, "nn.init", "nn.init", signatures);
  return new PythonModule("nn", (name) => {
    if (name === "functional") return functional;
    if (name === "init") return init;
    return classes.get(name);
  });
}

function autogradModule(library: Library): PythonModule {
  return new PythonModule("autograd", (name) => {
    if (name !== "grad") throw new NotImplemented(`autograd.${name}`);
    return pythonFunction((args, kwargs) => {
      const [outputs, inputs] = args.map((value) => (Array.isArray(value) ? [...value] : [value]));
      const options = toArguments(library, "grad", undefined, [], kwargs);
      return method(lookup(library, "autograd"), "grad", "autograd")(outputs, inputs, ...options);
    });
  });
}

function torchModule(library: Library, signatures: Signatures): PythonModule {
  const functions = functionModule(library, "torch", "", signatures);
  const schedulers = classModule(library, "lr_scheduler", "optim");
  const optimizers = classModule(library, "optim", "optim");
  const own: Record<string, Value> = {
    nn: modules(library, signatures),
    optim: new PythonModule("optim", (name) =>
      name === "lr_scheduler" ? schedulers : optimizers.get(name),
    ),
    autograd: autogradModule(library),
    linalg: functionModule(library, "linalg", "linalg", signatures),
    special: functionModule(library, "special", "special", signatures),
    Size: pythonFunction(([sizes]) => new SizeValue((sizes ?? []).map(Number))),
    device: pythonFunction(([name]) => new DeviceValue(String(name))),
    manual_seed: pythonFunction(([seed]) => method(library, "manualSeed")(seed)),
    set_printoptions: pythonFunction((_, kwargs) =>
      method(library, "setPrintOptions")(...toArguments(library, "", undefined, [], kwargs)),
    ),
  };
  return new PythonModule("torch", (name) => {
    if (Object.hasOwn(own, name)) return own[name];
    const dtype = DTYPE_ALIASES[name] ?? name;
    if ((DTYPES as readonly string[]).includes(dtype)) return new DTypeValue(dtype);
    return functions.get(name);
  });
}

function builtins(library: Library): [string, Value][] {
  const range = (args: Value[]) => {
    const [from, to] = args.length > 1 ? args : [0n, args[0]];
    return Array.from(
      { length: Math.max(0, Number(to) - Number(from)) },
      (_, i) => from + BigInt(i),
    );
  };
  const bool = (value: Value) => {
    if (!isTensor(library, value)) return Boolean(value);
    return method(value, "item", "Tensor")() !== 0;
  };
  return [
    ["range", pythonFunction(range)],
    [
      "float",
      pythonFunction(([value]) => Number(String(value).replace(/^([+-]?)inf$/, "$1Infinity"))),
    ],
    ["int", pythonFunction(([value]) => BigInt(Math.trunc(Number(value))))],
    ["bool", pythonFunction(([value]) => bool(value))],
    ["len", pythonFunction(([value]) => BigInt(value.length ?? value.size))],
    ["list", pythonFunction(([value]) => [...value])],
    ["abs", pythonFunction(([value]) => (value < 0 ? -value : value))],
  ];
}

function dataNames(library: Library): [string, Value][] {
  const positional: Record<string, Parameter[]> = {
    TensorDataset: [{ name: "tensors", required: false, rest: true }],
    DataLoader: required("dataset"),
    BatchSampler: required("sampler", "batch_size", "drop_last"),
    SequentialSampler: required("dataset"),
    RandomSampler: required("dataset"),
    SubsetRandomSampler: required("indices"),
    WeightedRandomSampler: required("weights", "num_samples"),
  };
  const classes = Object.entries(positional).map(([name, parameters]): [string, Value] => [
    name,
    pythonFunction((args, kwargs) => construct(library, `data.${name}`, parameters, args, kwargs)),
  ]);
  const split = pythonFunction((args, kwargs) =>
    callFunction(library, "data.random_split", required("dataset", "lengths"), args, kwargs),
  );
  return [...classes, ["random_split", split]];
}

function required(...names: string[]): Parameter[] {
  return names.map((name) => ({ name, required: true, rest: false }));
}

/** Dataset generators: keyword arguments become one options object. */
export function callDataset(
  library: Library,
  name: string,
  args: readonly Value[],
  kwargs: ReadonlyMap<string, Value>,
): Value {
  const camel = camelCase(name);
  const make = find(library, `datasets.${camel}`) ?? find(library, `sklearn.${camel}`);
  if (make === undefined) throw new NotImplemented(name);
  return make(...toArguments(library, camel, undefined, args, kwargs));
}

function datasetNames(library: Library): [string, Value][] {
  const names = [
    "regression",
    "circles",
    "moons",
    "blobs",
    "swiss_roll",
    "s_curve",
    "classification",
  ];
  return names.map((name) => [
    `make_${name}`,
    pythonFunction((args, kwargs) => callDataset(library, `make_${name}`, args, kwargs)),
  ]);
}

function modelNames(library: Library): [string, Value][] {
  if (find(library, "nn.Module") === undefined) return [];
  return Object.entries(createModels(library)).map(([name, Model]) => [
    name,
    pythonFunction((args) => new Model(...args.map(Number))),
  ]);
}

/** All names that Python text of the reference files may use. */
export function createNamespace(
  library: Library,
  signatures: Signatures = new Map(),
): Map<string, Value> {
  const torch = torchModule(library, signatures);
  return new Map<string, Value>([
    ...builtins(library),
    ...datasetNames(library),
    ...dataNames(library),
    ...modelNames(library),
    ["torch", torch],
    ["nn", torch.get("nn")],
    ["F", torch.get("nn").get("functional")],
    ["np", numpyModule(library)],
  ]);
}
