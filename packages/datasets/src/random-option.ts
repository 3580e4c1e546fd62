// The randomState option: a seed, a RandomState to go on from, or nothing.

import { RandomState } from "@flambeau/core";

/** Seed of a generator's draws, or the RandomState that they advance; undefined draws an unpredictable seed. */
export type RandomStateOption = number | RandomState | undefined;

/** The RandomState that an option stands for. Throws `ValueError` for a seed outside [0, 2^32). */
export const toRandomState = (option: RandomStateOption): RandomState =>
  option instanceof RandomState ? option : new RandomState(option);
