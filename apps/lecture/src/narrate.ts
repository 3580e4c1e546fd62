// Tells an experiment while it runs: model, summary, state before and after, losses.
import { defaultGenerator, nn } from "flambeau";
import { plotLosses } from "@flambeau/plot";
import type { Context } from "./context.ts";
import { experiments } from "./experiments.ts";
import { everyEpoch, someEpochs, type Progress } from "./progress.ts";
import { run, type Observer, type Outcome, type Session } from "./run.ts";

// Up to this many epochs each has its line.
const listedEpochs = 30;

/** Runs and tells an experiment; `told` adds to what is said at each stage. */
export async function narrate(
  context: Context,
  name: keyof typeof experiments,
  told: Observer = {},
): Promise<Outcome> {
  const { report, device, seed, maxEpochs, terminal } = context;
  const experiment = experiments[name];
  const start = performance.now();
  let progress: Progress;
  const outcome = await run(
    experiment,
    { device, seed, maxEpochs },
    {
      prepared(session) {
        describe(context, session);
        told.prepared?.(session);
      },
      peeked: told.peeked,
      started(index, epochs) {
        const again = index === 0 ? "Training" : "Going on where it left off";
        report.part(`${again}: ${epochs} epochs of ${experiment.optimizer}`);
        progress =
          epochs <= listedEpochs ? everyEpoch(report) : someEpochs(report, epochs, terminal);
        told.started?.(index, epochs);
      },
      epoch: (epoch, loss) => progress.epoch(epoch, loss),
      trained(session, index) {
        progress.stop();
        report.show("model.stateDict()", session.model.stateDict());
        told.trained?.(session, index);
      },
    },
  );
  context.outcomes.set(name, { outcome, seconds: (performance.now() - start) / 1000 });
  const losses = outcome.runs.flatMap((stretch) => stretch.losses);
  const options = { title: `Losses: ${experiment.title}`, logScale: true };
  context.gallery.hang(`${name}-losses`, plotLosses([{ name: "training", losses }], options));
  return outcome;
}

function describe({ report }: Context, session: Session): void {
  const { model, loader, X, experiment } = session;
  report.part(`Model and data: ${experiment.title}`);
  report.show("model", model);
  report.show(`nn.summary(model, [${X.shape[1]}])`, summarize(session));
  report.show("model.stateDict()", model.stateDict());
  report.show("[X.shape, y.shape]", `[${X.shape.join(", ")}], [${session.y.shape.join(", ")}]`);
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
