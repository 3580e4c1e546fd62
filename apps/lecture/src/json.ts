// The numbers of a lecture as plain data.
import type { Context } from "./context.ts";
import type { Options } from "./options.ts";
import type { Outcome } from "./run.ts";
import { plain } from "./state.ts";

async function outcomeToJson({ session, initialState, runs, accuracy, ...answers }: Outcome) {
  const { predictions, probabilities, classes } = answers;
  return {
    title: session.experiment.title,
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
  for (const [name, { outcome }] of outcomes) entries.push([name, await outcomeToJson(outcome)]);
  return { seed, device, experiments: Object.fromEntries(entries) };
}
