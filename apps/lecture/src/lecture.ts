// The whole lecture: its sections in order, a look back, and the numbers as JSON.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Context } from "./context.ts";
import { createDevice } from "./devices.ts";
import { Gallery } from "./gallery.ts";
import { toJson } from "./json.ts";
import type { Options } from "./options.ts";
import type { Report } from "./report.ts";
import { sections } from "./sections/index.ts";

const quickEpochs = 20;

/** Gives the lecture. */
export async function giveLecture(
  options: Options,
  report: Report,
  terminal: boolean,
): Promise<void> {
  const start = performance.now();
  // A file that cannot be written is better known before the training than after it.
  if (options.json !== undefined) writeJson(options.json, {});
  const context: Context = {
    report,
    gallery: new Gallery(options.out, report),
    device: createDevice(options.device),
    seed: options.seed,
    maxEpochs: options.quick ? quickEpochs : Infinity,
    terminal,
    outcomes: new Map(),
  };
  report.title("Neural networks with Flambeau", `seed ${options.seed}, device ${options.device}`);
  for (const [name, { title, give }] of Object.entries(sections)) {
    if (!options.only.includes(name)) continue;
    report.section(title);
    await give(context);
  }
  if (context.outcomes.size > 0) lookBack(context, (performance.now() - start) / 1000);
  if (options.json !== undefined) {
    writeJson(options.json, await toJson(options, context));
    report.file(options.json);
  }
}

function lookBack({ report, outcomes }: Context, seconds: number): void {
  report.section("Looking back");
  report.text(
    `A network is layers of weighted sums with activation functions between them. Data decide the number
    of inputs and outputs; the hidden layers are yours to choose. All of the models below were
    trained by the same loop.`,
  );
  report.table(
    ["experiment", "seed", "epochs", "first loss", "last loss", "accuracy", "seconds"],
    [...outcomes.values()].map(({ outcome, seed, seconds: each }) => {
      const losses = outcome.runs.flatMap((run) => run.losses);
      return [
        outcome.session.experiment.title,
        String(seed),
        String(losses.length),
        losses[0].toFixed(4),
        losses[losses.length - 1].toFixed(4),
        outcome.accuracy === undefined ? "" : `${(100 * outcome.accuracy).toFixed(2)} %`,
        each.toFixed(1),
      ];
    }),
  );
  report.block(`${seconds.toFixed(1)} s in all`);
}

function writeJson(path: string, value: object): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}
