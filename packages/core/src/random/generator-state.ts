// The byte layout of torch.get_rng_state() for PyTorch's CPU generator.

import { ValueError } from "../errors.ts";
import { MERSENNE_WORDS, type MersenneTwisterState } from "./mersenne-twister.ts";

const BYTES = 5056;
// Little-endian: seed u64, words left i32, seeded i32, next word u64, 624 words as u64, three doubles of which the second is
// the cached normal, whether it is valid i32, and padding that PyTorch leaves zero.
const LEFT = 8;
const SEEDED = 12;
const NEXT = 16;
const WORDS = 24;
const CACHED_NORMAL = WORDS + 8 * MERSENNE_WORDS + 8;
const CACHED_NORMAL_IS_VALID = WORDS + 8 * MERSENNE_WORDS + 24;

/** Everything that a generator's future depends on, and the seed it began with. */
export interface GeneratorState extends MersenneTwisterState {
  readonly seed: bigint;
  readonly cachedNormal: number | undefined;
}

/** The state as PyTorch's bytes. */
export function writeGeneratorState(state: GeneratorState): Uint8Array {
  const bytes = new Uint8Array(BYTES);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, state.seed, true);
  view.setInt32(LEFT, MERSENNE_WORDS + 1 - state.position, true);
  view.setInt32(SEEDED, 1, true);
  view.setUint32(NEXT, state.position % MERSENNE_WORDS, true);
  for (let k = 0; k < MERSENNE_WORDS; k++) view.setUint32(WORDS + 8 * k, state.key[k], true);
  if (state.cachedNormal !== undefined) {
    view.setFloat64(CACHED_NORMAL, state.cachedNormal, true);
    view.setInt32(CACHED_NORMAL_IS_VALID, 1, true);
  }
  return bytes;
}

/** The state in PyTorch's bytes. Throws `ValueError` where they cannot be one. */
export function readGeneratorState(bytes: Uint8Array): GeneratorState {
  if (bytes.length !== BYTES)
    throw new ValueError(
      `setState: wrong size: got ${bytes.length} bytes; a generator state has ${BYTES}`,
      { length: bytes.length },
    );
  const view = new DataView(bytes.buffer, bytes.byteOffset, BYTES);
  const left = view.getInt32(LEFT, true);
  if (view.getInt32(SEEDED, true) !== 1 || left < 1 || left > MERSENNE_WORDS)
    throw new ValueError(
      `setState: not a generator state: ${left} words left in the block; there must be 1 to ${MERSENNE_WORDS}, of a seeded generator`,
      { left },
    );
  const key = new Uint32Array(MERSENNE_WORDS);
  for (let k = 0; k < MERSENNE_WORDS; k++) key[k] = view.getUint32(WORDS + 8 * k, true);
  const isValid = view.getInt32(CACHED_NORMAL_IS_VALID, true) !== 0;
  return {
    seed: view.getBigUint64(0, true),
    key,
    position: MERSENNE_WORDS + 1 - left,
    cachedNormal: isValid ? view.getFloat64(CACHED_NORMAL, true) : undefined,
  };
}
