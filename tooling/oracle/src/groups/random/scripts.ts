// Owns the scripts: seed once, then all steps in order, so that one wrong draw shows in the next.
import { callFunction } from "../../call.ts";
import { compareValue, EXACT, type Tolerance } from "../../compare.ts";
import type { Context } from "../../context.ts";
import { method } from "../../library.ts";
import { type CaseResult, runCase } from "../../result.ts";
import { parametersOf } from "../../signatures.ts";
import { DTypeValue, type Value } from "../../values.ts";

function tolerance(call: string): { float32: Tolerance; float64: Tolerance } {
  const last = { rtol: 1e-14, atol: 0 };
  if (/log_normal_|cauchy_/.test(call)) {
    const loose = { rtol: 1e-6, atol: 0 };
    return { float32: loose, float64: loose };
  }
  if (/exponential_/.test(call)) return { float32: last, float64: last };
  return { float32: EXACT, float64: /normal|randn/.test(call) ? last : EXACT };
}

function runStep(context: Context, step: Value): Value {
  const { library, decoder } = context;
  const args = (step.args ?? []).map((value: unknown) => decoder.value(value));
  if (step.call === "nn.functional.dropout of ones") {
    const ones = method(library, "ones")(step.shape, { dtype: step.dtype });
    return callFunction(
      library,
      "nn.functional.dropout",
      parametersOf("nn.functional.dropout"),
      [ones, ...args],
      new Map(),
    );
  }
  if (step.call.startsWith("empty.")) {
    const name = step.call.slice("empty.".length);
    const empty = method(library, "empty")(step.shape, { dtype: step.dtype });
    return callFunction(library, `Tensor.${name}`, inPlace(name), [empty, ...args], new Map());
  }
  const kwargs = decoder.dictionary(step.kwargs ?? {});
  if (typeof step.kwargs?.dtype === "string")
    kwargs.set("dtype", new DTypeValue(step.kwargs.dtype));
  return callFunction(library, step.call, parametersOf(step.call), args, kwargs);
}

/** The parameters of `uniform_(from, to)` and its kin stand in place. */
function inPlace(name: string) {
  return parametersOf(name)?.map((parameter) => ({ ...parameter, required: true }));
}

/** Runs random/torch_scripts.json. */
export async function* runScripts(context: Context): AsyncGenerator<CaseResult> {
  const scripts = context.folder.read("random/torch_scripts")?.scripts ?? [];
  if (!context.wants("torch_scripts")) return;
  for (const [i, script] of scripts.entries()) {
    yield await runCase("random", "torch_scripts", `script ${i}, seed ${script.seed}`, async () => {
      context.seed(script.seed);
      for (const [k, step] of script.steps.entries()) {
        const { float32, float64 } = tolerance(step.call);
        const label = `step ${k}, ${step.call}`;
        const comparison = context.comparison(float32, float64);
        const difference = await compareValue(
          label,
          runStep(context, step),
          step.output,
          comparison,
        );
        if (difference !== null) return difference;
      }
      return null;
    });
  }
}
