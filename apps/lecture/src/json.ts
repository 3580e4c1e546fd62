// The numbers of a lecture as plain data.
import type { Context } from "./context.ts";
import type { Options } from "./options.ts";
import type { Outcome } from "./run.ts";
import { plain } from "./state.ts";

async function outcomeToJson(seed: number, outcome: Outcome) {
  const { session, initialState, runs, accuracy, ...answers } = outcome;
  const { predictions, probabilities, classes } = answers;
  return {
    title: session.experiment.title,
    seed,
    initialState,
    runs,
    points: session.experiment.points,
    predictions: await plain(predictions),
    ...(probabilities && { probabilities: await plain(probabilities) }),
    ...(classes && { classes: await plain(classes) }),
    ...(accuracy !== undefined && { accuracy }),
  };
}

/** Losses, weights and predictions of all experiments, by name. */
export async function toJson({ seed, device }: Options, { outcomes }: Context) {
  const entries = [];
  for (const [name, { outcome, seed: own }] of outcomes) {
    entries.push([name, await outcomeToJson(own, outcome)]);
  }
  return { seed, device, experiments: Object.fromEntries(entries) };
}
