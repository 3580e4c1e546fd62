// Multiple linear regression: three features, the same model with three weights.
import { sklearn } from "flambeau";
import type { Context, Section } from "../context.ts";
import { narrate, tellPredictions } from "../narrate.ts";
import { problems } from "../problems.ts";
import { weightsTable } from "../weights.ts";

async function give(context: Context): Promise<void> {
  const { X, y } = problems.plane();
  context.report.text(
    "With three features the line becomes a hyperplane; the layer has three weights and a bias.",
  );
  const exact = new sklearn.LinearRegression().fit(X, y);
  const outcome = await narrate(context, "multiple", {
    trained: (trained) => weightsTable(context, trained, exact),
  });
  tellPredictions(context, outcome);
}

/** Multiple linear regression. */
export const multiple: Section = { title: "Multiple linear regression", give };
