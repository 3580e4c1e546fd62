// Owns initial weights: those of modules, of nn.init's functions, and the gains.
import { callFunction, construct } from "../../call.ts";
import { closeFloat, compareValue, EXACT } from "../../compare.ts";
import type { Context } from "../../context.ts";
import { lookup, method } from "../../library.ts";
import { constructorParameters } from "../../module-signatures.ts";
import { type CaseResult, runCase } from "../../result.ts";
import { parseSignature, type Parameter } from "../../signatures.ts";
import { compareState } from "../../states.ts";
import type { Value } from "../../values.ts";
import { compareAfter } from "./after.ts";

const LOOSE: Record<string, number> = { orthogonal_: 1e-5, trunc_normal_: 1e-6 };

/** Optional numbers of these functions are options; `sparsity` and `val` are required. */
const SIGNATURES: Record<string, string> = {
  uniform_: "(tensor, a=0.0, b=1.0)",
  normal_: "(tensor, mean=0.0, std=1.0)",
  constant_: "(tensor, val)",
  sparse_: "(tensor, sparsity, std=0.01)",
};

function initParameters(name: string): Parameter[] {
  return parseSignature(SIGNATURES[name] ?? "(tensor)");
}

async function checkModule(context: Context, stored: Value): Promise<string | null> {
  context.seed(stored.seed);
  const args = stored.args.map((value: unknown) => context.decoder.value(value));
  const kwargs = context.decoder.dictionary(stored.kwargs ?? {});
  const parameters = constructorParameters(stored.module);
  const module = construct(context.library, `nn.${stored.module}`, parameters, args, kwargs);
  return (
    (await compareState(module, stored.state, context.comparison(EXACT))) ??
    compareAfter(context, stored.rand_after)
  );
}

async function checkFunction(context: Context, stored: Value): Promise<string | null> {
  const { library, decoder } = context;
  const tensor = method(library, "empty")(stored.shape);
  context.seed(stored.seed);
  const args = stored.args.map((value: unknown) => decoder.value(value));
  const kwargs = decoder.dictionary(stored.kwargs);
  const result = callFunction(
    library,
    `nn.init.${stored.fn}`,
    initParameters(stored.fn),
    [tensor, ...args],
    kwargs,
  );
  const bound = LOOSE[stored.fn] ?? 0;
  const comparison = context.comparison({ rtol: bound, atol: bound });
  return (
    (await compareValue("output", result ?? tensor, stored.output, comparison)) ??
    compareAfter(context, stored.rand_after)
  );
}

function checkGain(context: Context, [name, parameter, expected]: Value[]): string | null {
  const calculateGain = lookup(context.library, "nn.init.calculateGain");
  const value = context.decoder.value(parameter);
  const actual = value === null ? calculateGain(name) : calculateGain(name, value);
  return closeFloat(actual, expected, { rtol: 1e-15, atol: 0 })
    ? null
    : `${actual}, expected ${expected}`;
}

/** A Sequential described in words: "Sequential(Linear(1, 3), ...)" is built from its text. */
function isDescribed(stored: Value): boolean {
  return stored.args === undefined;
}

async function checkDescribed(context: Context, stored: Value): Promise<string | null> {
  context.seed(stored.seed);
  const text = String(stored.desc).replace(/(?<![\w.])(?=[A-Z]\w*\()/g, "nn.");
  const module = context.interpreter().run(text);
  return (
    (await compareState(module, stored.state, context.comparison(EXACT))) ??
    compareAfter(context, stored.rand_after)
  );
}

/** Runs random/init.json. */
export async function* runInit(context: Context): AsyncGenerator<CaseResult> {
  const file = context.folder.read("random/init");
  for (const [i, stored] of (file?.modules ?? []).entries()) {
    if (!context.wants(stored.module)) continue;
    const check = isDescribed(stored) ? checkDescribed : checkModule;
    yield await runCase("random", `init of ${stored.module}`, `${i}, seed ${stored.seed}`, () =>
      check(context, stored),
    );
  }
  for (const [i, stored] of (file?.init_functions ?? []).entries()) {
    if (!context.wants(stored.fn)) continue;
    yield await runCase("random", `nn.init.${stored.fn}`, `${i}, seed ${stored.seed}`, () =>
      checkFunction(context, stored),
    );
  }
  for (const gain of file?.gains ?? []) {
    if (context.wants("calculate_gain"))
      yield await runCase("random", "calculate_gain", gain[0], () => checkGain(context, gain));
  }
}
