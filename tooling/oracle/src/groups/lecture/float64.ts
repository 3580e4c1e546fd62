// Owns the same experiment in float64: losses, final state and predictions.
import { comparePlain, plainOf, readTensor } from "../../compare.ts";
import type { Context } from "../../context.ts";
import { method } from "../../library.ts";
import type { EncodedTensor } from "../../values.ts";
import type { Stored } from "./checks.ts";
import { runExperiment } from "./experiment.ts";
import { compareLosses } from "./tolerance.ts";

const RELATIVE = 1e-6;

function largest(encoded: EncodedTensor): number {
  return Math.max(0, ...Array.from(plainOf(encoded).data, (value) => Math.abs(Number(value))));
}

/** First difference, or null. */
export async function runFloat64(context: Context, stored: Stored): Promise<string | null> {
  const experiment = await runExperiment(context, stored, "float64");
  const losses = compareLosses(experiment.losses, stored.losses_float64!, RELATIVE);
  if (losses !== null) return losses;
  const last = experiment.states.at(-1)!;
  for (const [key, expected] of Object.entries(stored.final_state_float64 ?? {})) {
    const tolerance = { rtol: 0, atol: RELATIVE * largest(expected) };
    const difference = comparePlain(`state ${key}`, last.get(key)!, plainOf(expected), tolerance);
    if (difference !== null) return difference;
  }
  if (!stored.predictions_float64 || !stored.points) return null;
  const points = method(context.decoder.tensor(stored.points), "to", "Tensor")("float64");
  const expected = stored.predictions_float64;
  const tolerance = { rtol: 0, atol: RELATIVE * largest(expected) };
  return comparePlain(
    "predictions",
    await readTensor(experiment.model(points)),
    plainOf(expected),
    tolerance,
  );
}
