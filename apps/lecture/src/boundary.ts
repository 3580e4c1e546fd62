// The picture of what a trained classifier decides, and the telling of its answers.
import { fromArray } from "flambeau";
import { decisionGrid, plotClassification2d } from "@flambeau/plot";
import type { Context } from "./context.ts";
import { source } from "./narrate.ts";
import { predict, type Outcome } from "./run.ts";

/** Logits, probabilities and classes of the experiment's points, and how much of the data is classified rightly. */
export function tellClasses({ report }: Context, outcome: Outcome): void {
  const { session, predictions, probabilities, classes, accuracy } = outcome;
  const several = predictions.shape[1] > 1;
  report.part("Logits, probabilities, classes");
  report.show(`const logits = model(tensor(${source(session.experiment.points)}))`, predictions);
  report.show(
    `const probability = ${several ? "softmax(logits, 1)" : "sigmoid(logits)"}`,
    probabilities,
  );
  if (several)
    report.show("probability.sum(1, { keepdim: true })", probabilities!.sum(1, { keepdim: true }));
  report.show(several ? "probability.argmax(1)" : "probability.gt(0.5).long()", classes);
  const rows = session.problem.y.shape[0];
  report.show("accuracy", `${(100 * accuracy!).toFixed(2)} % of ${rows} training examples`);
}

/** Draws the data over the regions of each class. */
export async function drawBoundary(
  { gallery }: Context,
  outcome: Outcome,
  name: string,
  title: string,
): Promise<void> {
  const { session, predictions } = outcome;
  const { X, y } = session.problem;
  const { points, count } = decisionGrid(X);
  const logits = await predict(session, fromArray(points, [count, 2]));
  gallery.hang(
    `${name}-boundary`,
    plotClassification2d(X, y, {
      title,
      predict: () => logits,
      transform: predictions.shape[1] > 1 ? "Softmax" : "Sigmoid",
    }),
  );
}
