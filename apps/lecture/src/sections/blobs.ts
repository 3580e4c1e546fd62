// Classification into four classes: four logits, softmax, cross entropy.
import { plotClassification2d } from "@flambeau/plot";
import { drawBoundary, tellClasses } from "../boundary.ts";
import type { Context, Section } from "../context.ts";
import { narrate } from "../narrate.ts";
import { problems } from "../problems.ts";

async function give(context: Context): Promise<void> {
  const { report, gallery } = context;
  report.text(
    `Four classes need four logits. Softmax makes them probabilities that add up to one, and the cross
    entropy loss contains it. The class is the one with the largest logit.`,
  );
  const { X, y } = problems.blobs();
  gallery.hang("blobs-data", plotClassification2d(X, y, { title: "Four blobs" }));
  const outcome = await narrate(context, "blobs");
  tellClasses(context, outcome);
  await drawBoundary(context, outcome, "blobs");
}

/** Classification into several classes. */
export const blobs: Section = { title: "Multiclass classification", give };
