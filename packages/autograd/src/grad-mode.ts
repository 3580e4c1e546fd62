// Whether operations are recorded: a flag for the extent of a synchronous function.

import { GradError } from "@flambeau/core";

let enabled = true;

/** Whether operations are recorded now. */
export const isGradEnabled = (): boolean => enabled;

/** Runs a synchronous function with recording on or off. Throws `GradError` if it returns a promise. */
export function withGradMode<T>(mode: boolean, run: () => T, name = "setGradEnabled"): T {
  const before = enabled;
  enabled = mode;
  try {
    const result = run();
    if (result instanceof Promise)
      throw new GradError(
        `${name}: the function returned a promise; the mode would hold for whatever else runs meanwhile. Await outside, and pass a synchronous function`,
      );
    return result;
  } finally {
    enabled = before;
  }
}

/** Runs `run` without recording, as `torch.no_grad`. Throws `GradError` if it returns a promise. */
export const noGrad = <T>(run: () => T): T => withGradMode(false, run, "noGrad");

/** Runs `run` with recording, also inside `noGrad`. Throws `GradError` if it returns a promise. */
export const enableGrad = <T>(run: () => T): T => withGradMode(true, run, "enableGrad");
