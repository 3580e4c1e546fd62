// Owns dropout and randomized leaky relu: masks, gradients through them, and the draws they cost.
import { construct } from "../../call.ts";
import { compareValue, EXACT } from "../../compare.ts";
import type { Context } from "../../context.ts";
import { lookup, method } from "../../library.ts";
import { constructorParameters } from "../../module-signatures.ts";
import { type CaseResult, runCase } from "../../result.ts";
import type { Value } from "../../values.ts";
import { compareAfter, compareList } from "./after.ts";

// The masks are exact; the affine part of alpha dropout is float32 arithmetic.
const ROUNDED = { rtol: 1.3e-6, atol: 1e-6 };

async function check(context: Context, stored: Value): Promise<string | null> {
  const args = stored.args.map((value: unknown) => context.decoder.value(value));
  const module = construct(
    context.library,
    `nn.${stored.module}`,
    constructorParameters(stored.module),
    args,
    new Map(),
  );
  method(module, "train", "Module")(true);
  const input = context.decoder.tensor(stored.input);
  context.seed(stored.seed);
  const output = module(input);
  const exact = stored.module.startsWith("Dropout") ? EXACT : ROUNDED;
  const comparison = context.comparison(exact);
  const difference = await compareValue("output", output, stored.output, comparison);
  if (difference !== null) return difference;
  method(method(output, "sum", "Tensor")(), "backward", "Tensor")();
  return (
    (await compareValue("gradient of the sum", input.grad, stored.grad_of_sum, comparison)) ??
    compareAfter(context, stored.rand_after)
  );
}

/** "p=0.5 on ones(6): train, train, eval, train" */
async function checkModes(context: Context, stored: Value): Promise<string | null> {
  const [, p, count, modes] = /p=([\d.]+) on ones\((\d+)\): (.*)/.exec(stored.desc)!;
  const module = new (lookup(context.library, "nn.Dropout"))({ p: Number(p) });
  context.seed(stored.seed);
  for (const [i, mode] of modes.split(", ").entries()) {
    method(module, "train", "Module")(mode === "train");
    const ones = method(context.library, "ones")([Number(count)]);
    const difference = await compareList(`call ${i} (${mode})`, module(ones), stored.outputs[i]);
    if (difference !== null) return difference;
  }
  return null;
}

/** Runs random/dropout.json. */
export async function* runDropout(context: Context): AsyncGenerator<CaseResult> {
  const cases = context.folder.read("random/dropout")?.cases ?? [];
  for (const [i, stored] of cases.entries()) {
    const op = stored.module;
    if (!context.wants(op)) continue;
    yield await runCase("random", `draws of ${op}`, `${i}, seed ${stored.seed}`, () =>
      stored.desc ? checkModes(context, stored) : check(context, stored),
    );
  }
}
