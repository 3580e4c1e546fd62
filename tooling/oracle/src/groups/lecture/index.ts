// Owns the lecture's cases: its experiments, and its snippets in one session of Python.
import type { Context } from "../../context.ts";
import { type CaseResult, fromError, runCase } from "../../result.ts";
import { compareText, textOf } from "../../texts.ts";
import type { Value } from "../../values.ts";
import { CHECKS, type Stored } from "./checks.ts";
import { type Experiment, runExperiment } from "./experiment.ts";
import { runFloat64 } from "./float64.ts";

/** What the lecture's session holds at these points, and what it did since. */
const BETWEEN: Record<string, string> = {
  "mse = ((X * w - y)**2).mean()":
    "X = torch.tensor([1.0, 2.0, 3.0]); w = torch.tensor([1.0], requires_grad=True); y = torch.tensor([2.0, 4.0, 6.0])",
  "w.grad": "mse.backward()",
};

async function* runStored(context: Context, stored: Stored): AsyncGenerator<CaseResult> {
  const op = stored.name;
  const id = (check: string) => `seed ${stored.seed}: ${check}`;
  const wanted = Object.keys(CHECKS).filter((name) => CHECKS[name].applies(stored));
  let experiment: Experiment;
  try {
    experiment = await runExperiment(context, stored, "float32");
  } catch (error) {
    for (const name of wanted) yield fromError("lecture", op, id(name), error);
    return;
  }
  for (const name of wanted) {
    yield await runCase("lecture", op, id(name), () =>
      CHECKS[name].run(context, stored, experiment),
    );
  }
  if (stored.losses_float64 && !context.onGpu) {
    yield await runCase("lecture", op, id("float64"), () => runFloat64(context, stored));
  }
}

async function* runSnippets(context: Context, snippets: Value): AsyncGenerator<CaseResult> {
  if (!snippets || !context.wants("snippets")) return;
  const python = context.interpreter();
  let seeded = false;
  for (const [i, step] of snippets.steps.entries()) {
    yield await runCase("lecture", "snippets", `${i}: ${step.code}`, () => {
      if (!seeded) context.seed(snippets.seed);
      seeded = true;
      if (Object.hasOwn(BETWEEN, step.code)) python.run(BETWEEN[step.code]);
      return compareText("text", textOf(context.library, python.run(step.code)), step.repr);
    });
  }
}

/** Runs lecture.json. */
export async function* run(context: Context): AsyncGenerator<CaseResult> {
  const file = context.folder.read("lecture");
  for (const stored of file?.experiments ?? []) {
    if (context.wants(stored.name) || context.wants(stored.data)) yield* runStored(context, stored);
  }
  yield* runSnippets(context, file?.snippets);
}
