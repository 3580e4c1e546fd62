// Checks of options, with errors that name the option and its value.

import { ValueError } from "@flambeau/core";

/** Throws `ValueError` unless the option is zero or positive. */
export function requireNonNegative(optimizer: string, option: string, value: number): void {
  if (!(value >= 0))
    throw new ValueError(
      `${optimizer}: ${option} is negative or not a number: got ${value}; it must be at least 0`,
      { [option]: value },
    );
}

/** Throws `ValueError` unless the decay rate lies in [0, 1). */
export function requireDecayRate(optimizer: string, option: string, value: number): void {
  if (!(value >= 0 && value < 1))
    throw new ValueError(
      `${optimizer}: ${option} is out of range: got ${value}; it must lie in [0, 1)`,
      { [option]: value },
    );
}
