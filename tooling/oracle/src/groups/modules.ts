// Owns the nn modules: initial weights, printed form, forward, gradients, and state afterwards.
import { construct, OptionWatch, toArguments } from "../call.ts";
import { compareValue, EXACT } from "../compare.ts";
import type { Context } from "../context.ts";
import { gradients, compareGradients, tensorsOf } from "../gradients.ts";
import { method, NotImplemented } from "../library.ts";
import { constructorParameters } from "../module-signatures.ts";
import { type CaseResult, runCase } from "../result.ts";
import { compareState, loadState, stateEntries } from "../states.ts";
import type { Parameter } from "../signatures.ts";
import type { EncodedTensor, Value } from "../values.ts";

const TOLERANCE = { rtol: 1e-4, atol: 1e-5 };
const TOLERANCE_64 = { rtol: 1e-7, atol: 1e-7 };

/** Forward arguments that stand in place although PyTorch has a default for them. */
const FORWARD: Record<string, string> = {
  MultiheadAttention: "query key value",
  Transformer: "src tgt",
  TransformerEncoderLayer: "src",
  TransformerDecoderLayer: "tgt memory",
};

function forwardParameters(name: string): Parameter[] | undefined {
  return Object.hasOwn(FORWARD, name)
    ? FORWARD[name]
        .split(" ")
        .map((parameter) => ({ name: parameter, required: true, rest: false }))
    : undefined;
}

function namedParameters(module: Value): Map<string, Value> {
  return new Map(method(module, "namedParameters", "Module")());
}

async function checkGradients(
  context: Context,
  stored: Value,
  module: Value,
  inputs: Value[],
  output: Value,
): Promise<string | null> {
  if (!stored.cotangents?.some((cotangent: unknown) => cotangent)) return null;
  const parameters = namedParameters(module);
  const wanted = [
    ...(stored.input_grads ?? []).map(({ at, grad }: Value) => ({
      at,
      grad,
      leaf: inputAt(inputs, at),
    })),
    ...Object.entries(stored.param_grads ?? {}).map(([at, grad]) => ({
      at,
      grad,
      leaf: parameters.get(at),
    })),
  ];
  if (wanted.length === 0) return null;
  const tensors = tensorsOf(context.library, output);
  const used = stored.cotangents.flatMap((cotangent: unknown, i: number) => (cotangent ? [i] : []));
  const actual = gradients(
    context.library,
    used.map((i: number) => tensors[i]),
    wanted.map(({ leaf }) => leaf),
    used.map((i: number) => context.decoder.tensor(stored.cotangents[i])),
    false,
  );
  return compareGradients("gradient", wanted, actual, context.comparison(TOLERANCE, TOLERANCE_64));
}

function inputAt(inputs: Value[], at: string): Value {
  return at
    .split(".")
    .slice(1)
    .reduce<Value>((value, key) => value[key], inputs);
}

async function checkCase(
  context: Context,
  stored: Value,
  watch: OptionWatch,
): Promise<string | null> {
  const { library, decoder } = context;
  const name: string = stored.module;
  const args = stored.ctor_args.map((value: unknown) => decoder.value(value));
  const kwargs = decoder.dictionary(stored.ctor_kwargs);
  context.seed(stored.init_seed);
  const module = construct(library, `nn.${name}`, constructorParameters(name), args, kwargs, watch);
  if (context.device !== undefined) method(module, "to", "Module")(context.device);
  const initial = await compareState(module, stored.state, context.comparison(EXACT));
  if (initial !== null) return `initial ${initial}`;
  loadState(decoder, module, stored.state);
  if (String(module) !== stored.repr) {
    return `text: ${JSON.stringify(String(module))}, expected ${JSON.stringify(stored.repr)}`;
  }
  method(module, "train", "Module")(stored.train);
  const inputs = stored.inputs.map((value: unknown) => decoder.value(value));
  const named = decoder.dictionary(stored.input_kwargs ?? {});
  if (stored.forward_seed !== undefined) context.seed(stored.forward_seed);
  const output = module(
    ...toArguments(library, name, forwardParameters(name), inputs, named, watch),
  );
  const comparison = context.comparison(TOLERANCE, TOLERANCE_64);
  return (
    (await compareValue("output", output, stored.output, comparison)) ??
    (await checkGradients(context, stored, module, inputs, output)) ??
    compareAfter(context, module, stored.state_after)
  );
}

async function compareAfter(
  context: Context,
  module: Value,
  stored: Record<string, EncodedTensor> | undefined,
): Promise<string | null> {
  const state = new Map(stateEntries(module));
  for (const [key, value] of Object.entries(stored ?? {})) {
    const comparison = context.comparison(TOLERANCE, TOLERANCE_64);
    const difference = await compareValue(`afterwards ${key}`, state.get(key), value, comparison);
    if (difference !== null) return difference;
  }
  return null;
}

/** Runs the files of `modules/`. */
export async function* run(context: Context): AsyncGenerator<CaseResult> {
  for (const file of context.folder.list("modules")) {
    for (const [name, cases] of Object.entries<Value[]>(context.folder.read(file).modules)) {
      if (!context.wants(name)) continue;
      for (const stored of cases) {
        const watch = new OptionWatch();
        yield await runCase("modules", name, stored.id, async () => {
          const difference = await checkCase(context, stored, watch);
          const unread = watch.unread();
          if (unread.length > 0) throw new NotImplemented(`option ${unread.join(", ")} of ${name}`);
          return difference;
        });
      }
    }
  }
}
