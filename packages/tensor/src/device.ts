// The default device and the generator that everything random draws from.

import { CpuBackend } from "@flambeau/backend-cpu-js";
import { Generator, type Backend } from "@flambeau/core";

let cpuDevice: CpuBackend | undefined;
let generator: Generator | undefined;

/** The cpu device, made on first use. */
export const cpu = (): Backend => (cpuDevice ??= new CpuBackend());

/** The generator that is used where none is given. */
export const defaultGenerator = (): Generator => (generator ??= new Generator());

/** Seeds the default generator, as `torch.manual_seed`. Throws `ValueError` unless the seed is an integer. */
export function manualSeed(seed: number | bigint): Generator {
  return defaultGenerator().manualSeed(seed);
}
