// The argument rules that the fillers share, with their messages.

import { ValueError } from "../errors.ts";

/** Throws `ValueError` unless the number is a probability. */
export function requireProbability(op: string, p: number): void {
  if (!(p >= 0 && p <= 1))
    throw new ValueError(`${op}: not a probability: p is ${p}; it must lie in [0, 1]`, { p });
}

/** Throws `ValueError` unless the number is above zero. */
export function requirePositive(op: string, name: string, value: number): void {
  if (!(value > 0))
    throw new ValueError(`${op}: ${name} is ${value}; it must be positive`, {
      [name]: value,
    });
}

/** Throws `ValueError` unless the number is zero or above. */
export function requireNonNegative(op: string, name: string, value: number): void {
  if (!(value >= 0))
    throw new ValueError(`${op}: ${name} is ${value}; it must not be negative`, { [name]: value });
}

/** Throws `ValueError` unless the number is an integer from `low` to `high`. */
export function requireInteger(
  op: string,
  name: string,
  value: number,
  low: number,
  high: number,
): void {
  if (!Number.isInteger(value) || value < low || value > high)
    throw new ValueError(
      `${op}: ${name} is ${value}; it must be an integer from ${low} to ${high}`,
      { [name]: value },
    );
}
