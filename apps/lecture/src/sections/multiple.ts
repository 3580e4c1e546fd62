// Multiple linear regression: three features, the same model with three weights.
import { sklearn } from "flambeau";
import type { Context, Section } from "../context.ts";
import { narrate } from "../narrate.ts";
import { problems } from "../problems.ts";
import { weightsTable } from "../weights.ts";

async function give(context: Context): Promise<void> {
  const { X, y } = problems.plane();
  context.report.text(
    "With three features the line becomes a hyperplane; the layer has three weights and a bias.",
  );
  const exact = new sklearn.LinearRegression().fit(X, y);
  const { session, predictions } = await narrate(context, "multiple", {
    trained: (trained) => weightsTable(context, trained, exact),
  });
  context.report.part("Predictions");
  context.report.show(`model(tensor(${JSON.stringify(session.experiment.points)}))`, predictions);
}

/** Multiple linear regression. */
export const multiple: Section = { title: "Multiple linear regression", give };
