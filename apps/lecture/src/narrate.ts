// Tells an experiment while it runs: model, summary, state before and after, losses, predictions.
import { defaultGenerator, nn } from "flambeau";
import { plotLosses } from "@flambeau/plot";
import type { Context } from "./context.ts";
import { experiments } from "./experiments.ts";
import { everyEpoch, someEpochs, type Progress } from "./progress.ts";
import { run, type Observer, type Outcome, type Session } from "./run.ts";

// Up to this many epochs each has its line.
const listedEpochs = 30;
// Losses that span more than this are drawn on a logarithmic axis.
const logarithmicFrom = 10;

/** Runs and tells an experiment; `told` adds to what is said at each stage. */
export async function narrate(
  context: Context,
  name: keyof typeof experiments,
  told: Observer = {},
): Promise<Outcome> {
  return measure(context, name, name, {
    ...told,
    prepared(session) {
      describe(context, session);
      told.prepared?.(session);
    },
    trained(session, index) {
      context.report.show("model.stateDict()", session.model.stateDict());
      told.trained?.(session, index);
    },
  });
}

/** Runs an experiment once more from another seed; tells its losses alone, and keeps it under `label`. */
export async function narrateAgain(
  context: Context,
  name: keyof typeof experiments,
  label: string,
  seed: number,
): Promise<Outcome> {
  return measure({ ...context, seed }, name, label, {});
}

async function measure(
  context: Context,
  name: keyof typeof experiments,
  label: string,
  told: Observer,
): Promise<Outcome> {
  const { report, device, seed, maxEpochs } = context;
  const experiment = experiments[name];
  const start = performance.now();
  let progress: Progress;
  const observer: Observer = {
    ...told,
    started(index, epochs) {
      const going = index === 0 ? "Training" : "Going on where it left off";
      report.part(`${going}: ${epochs} epochs of ${experiment.optimizer}`);
      progress = progressOf(context, epochs);
    },
    epoch: (epoch, loss) => progress.epoch(epoch, loss),
    trained(session, index) {
      progress.stop();
      told.trained?.(session, index);
    },
  };
  const outcome = await run(experiment, { device, seed, maxEpochs }, observer);
  const seconds = (performance.now() - start) / 1000;
  context.outcomes.set(label, { outcome, seed, seconds });
  const losses = outcome.runs.flatMap((stretch) => stretch.losses);
  const options = {
    title: `Losses of ${experiment.title}, seed ${seed}`,
    logScale: Math.max(...losses) > logarithmicFrom * Math.min(...losses),
  };
  context.gallery.hang(`${label}-losses`, plotLosses([{ name: "training", losses }], options));
  return outcome;
}

const progressOf = ({ report, terminal }: Context, epochs: number): Progress =>
  epochs <= listedEpochs ? everyEpoch(report) : someEpochs(report, epochs, terminal);

/** Prints the model's outputs for the experiment's points. */
export function tellPredictions({ report }: Context, { session, predictions }: Outcome): void {
  report.part("Predictions");
  report.show(`model(tensor(${source(session.experiment.points)}))`, predictions);
}

/** Rows of numbers as they are written in a program. */
export const source = (rows: readonly (readonly number[])[]): string =>
  JSON.stringify(rows).replaceAll(",", ", ");

function describe({ report }: Context, session: Session): void {
  const { model, loader, X, y, experiment } = session;
  report.part(`Model and data: ${experiment.title}`);
  report.show("model", model);
  report.show(`nn.summary(model, [${X.shape[1]}])`, summarize(session));
  report.show("model.stateDict()", model.stateDict());
  report.show("X.shape, y.shape", `[${X.shape.join(", ")}], [${y.shape.join(", ")}]`);
  report.show("loader.length", loader.length);
  report.show("model(X.at(0))", model(X.at(0)));
}

/** A summary draws an input; the generator is put back, so that the training draws as if it had not been made. */
function summarize({ model, X }: Session): string {
  const generator = defaultGenerator();
  const state = generator.getState();
  const text = String(nn.summary(model, [X.shape[1]]));
  generator.setState(state);
  return text;
}
