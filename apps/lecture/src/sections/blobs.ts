// Classification into four classes: four logits, softmax, cross entropy.
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
    `Four classes need four logits. Softmax makes them probabilities that add up to one, and the cross
    entropy loss contains it. The class is the one with the largest logit.`,
  );
  const { X, y } = problems.blobs();
  gallery.hang("blobs-data", plotClassification2d(X, y, { title: "Four blobs" }));
  const outcome = await narrate(context, "blobs");
  tellClasses(context, outcome);
  await drawBoundary(context, outcome, "blobs", `Four blobs, seed ${context.seed}`);

  report.text("Here too another start may find another solution.");
  const seed = context.seed + otherSeed;
  const again = await narrateAgain(context, "blobs", "blobs-again", seed);
  tellClasses(context, again);
  await drawBoundary(context, again, "blobs-again", `Four blobs, seed ${seed}`);
}

/** Classification into several classes. */
export const blobs: Section = { title: "Multiclass classification", give };
