// Binary classification: one logit, a sigmoid, and the loss that contains it.
import { nn, sigmoid, tensor } from "flambeau";
import { plotClassification2d } from "@flambeau/plot";
import { drawBoundary, tellClasses } from "../boundary.ts";
import type { Context, Section } from "../context.ts";
import { narrate, narrateAgain } from "../narrate.ts";
import { problems } from "../problems.ts";

// Added to the seed for the second start.
const otherSeed = 42;

async function give(context: Context): Promise<void> {
  const { report, gallery } = context;
  report.text(
    `Two classes need one output: a logit, any real number, whose sigmoid is the probability of class 1.
    The data are two rings, one within the other; the hidden layer uses ReLU, the optimizer is Adam.`,
  );
  const { X, y } = problems.circles();
  gallery.hang("circles-data", plotClassification2d(X, y, { title: "Two circles" }));
  compareLosses(context);
  const outcome = await narrate(context, "circles");
  tellClasses(context, outcome);
  await drawBoundary(context, outcome, "circles", `Two circles, seed ${context.seed}`);

  report.text(
    `How well this goes depends on the start: a ReLU whose sum is negative for all examples has no
    gradient and never comes back. Training anew from another seed shows how far the same model gets.`,
  );
  const seed = context.seed + otherSeed;
  const again = await narrateAgain(context, "circles", "circles-again", seed);
  tellClasses(context, again);
  await drawBoundary(context, again, "circles-again", `Two circles, seed ${seed}`);
}

/** Why the sigmoid belongs into the loss. */
function compareLosses({ report, device }: Context): void {
  report.part("A sigmoid and BCELoss, or BCEWithLogitsLoss");
  report.text(
    `Both are the binary cross entropy. The second takes the logit itself and stays exact where the
    sigmoid has already been rounded to 1.`,
  );
  const target = tensor([0]).to(device);
  const rows = [2, 20, 200].map((logit) => {
    const z = tensor([logit]).to(device);
    const separate = new nn.BCELoss()(sigmoid(z), target);
    const joint = new nn.BCEWithLogitsLoss()(z, target);
    return [String(logit), ...[separate, joint].map((loss) => Number(loss.item()).toFixed(4))];
  });
  report.table(["logit, target 0", "BCELoss(sigmoid)", "BCEWithLogitsLoss"], rows);
}

/** Binary classification. */
export const circles: Section = { title: "Binary classification", give };
