// Owns state dicts: reading them in order, comparing them with stored ones, loading stored ones.
import { compareValue, type Comparison } from "./compare.ts";
import type { Decoder } from "./decode.ts";
import { method } from "./library.ts";
import type { EncodedTensor, Value } from "./values.ts";

/** Entries of a state dict in order, whether it is a Map or a plain object. */
export function stateEntries(module: Value): [string, Value][] {
  const state = method(module, "stateDict", "Module")();
  return state instanceof Map ? [...state] : Object.entries(state);
}

/** First difference between a module's state and a stored one: keys in order, then values. */
export async function compareState(
  module: Value,
  stored: Record<string, EncodedTensor>,
  comparison: Comparison,
): Promise<string | null> {
  const entries = stateEntries(module);
  const keys = entries.map(([key]) => key).join(", ");
  const wanted = Object.keys(stored).join(", ");
  if (keys !== wanted) return `state: keys are ${keys}, expected ${wanted}`;
  for (const [key, value] of entries) {
    const difference = await compareValue(`state ${key}`, value, stored[key], comparison);
    if (difference !== null) return difference;
  }
  return null;
}

/** Loads a stored state into a module, in whichever of the two forms its own state dict has. */
export function loadState(
  decoder: Decoder,
  module: Value,
  stored: Record<string, EncodedTensor>,
): void {
  const entries = Object.entries(stored).map(
    ([key, value]) => [key, decoder.tensor(value)] as const,
  );
  const asMap = method(module, "stateDict", "Module")() instanceof Map;
  method(module, "loadStateDict", "Module")(asMap ? new Map(entries) : Object.fromEntries(entries));
}
