// Simple linear regression: a line by least squares, by training, by more training, and from the start again.
import { sklearn } from "flambeau";
import { plotRegression } from "@flambeau/plot";
import type { Context, Section } from "../context.ts";
import { experiments } from "../experiments.ts";
import { narrate, tellPredictions } from "../narrate.ts";
import { problems } from "../problems.ts";
import { predict, run } from "../run.ts";
import { weightsTable } from "../weights.ts";

const ranges = { xRange: [-3, 3], dx: 1, yRange: [-150, 150], dy: 50 } as const;

async function give(context: Context): Promise<void> {
  const { report, gallery } = context;
  const { X, y } = problems.line();
  report.text(
    `500 points scatter about a line. Least squares finds the best line in one step; a linear layer
    finds it by gradient descent from random parameters, fifty points at a time.`,
  );
  const exact = new sklearn.LinearRegression().fit(X, y);
  gallery.hang("simple-data", plotRegression(X, y, undefined, { title: "Data", ...ranges }));
  const fit = exact.predict(X);
  gallery.hang(
    "simple-least-squares",
    plotRegression(X, y, fit, { title: "Least squares", ...ranges }),
  );

  const outcome = await narrate(context, "simple", {
    peeked([XBatch, yBatch]) {
      const shapes = [XBatch, yBatch].map(({ shape }) => `[${shape.join(", ")}]`);
      report.show("one batch of the loader", `X ${shapes[0]}, y ${shapes[1]}`);
    },
    trained: (session) => weightsTable(context, session, exact),
  });
  await again(context);
  const prediction = await predict(outcome.session, outcome.session.X);
  tellPredictions(context, outcome);
  const title = "A linear layer, trained";
  gallery.hang("simple-fit", plotRegression(X, y, prediction, { title, ...ranges }));
}

/** A new model and a new optimizer know nothing of the training before. */
async function again({ report, device, seed, maxEpochs }: Context): Promise<void> {
  const epochs = Math.min(3, maxEpochs);
  report.part(`Training anew: a new model and a new optimizer, ${epochs} epochs`);
  report.text(
    "Training goes on as long as model and optimizer are kept. Made again, they begin at the top.",
  );
  await run(
    { ...experiments.simple, epochs: [epochs] },
    { device, seed, maxEpochs },
    { epoch: (epoch, loss) => report.epoch(epoch, loss) },
  );
}

/** Simple linear regression. */
export const simple: Section = { title: "Simple linear regression", give };
