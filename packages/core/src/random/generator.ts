// PyTorch's CPU generator: an MT19937 stream, the seed it began with and one cached normal.

import { ValueError } from "../errors.ts";
import { readGeneratorState, writeGeneratorState } from "./generator-state.ts";
import { MersenneTwister } from "./mersenne-twister.ts";

/** The seed of a new `torch.Generator()`. */
export const DEFAULT_SEED = 67280421310721n;

/** A stream of random numbers with the values of PyTorch's CPU generator from the same seed. */
export class Generator {
  private readonly twister = new MersenneTwister();
  private firstSeed = 0n;
  private cachedNormal: number | undefined;

  constructor(seed: number | bigint = DEFAULT_SEED) {
    this.manualSeed(seed);
  }

  /**
   * Starts over from a seed of 64 bits, of which the low 32 decide the stream; a negative one counts as two's complement.
   * Throws `ValueError` for a seed that is no integer or lies outside [-2^63, 2^64).
   */
  manualSeed(seed: number | bigint): this {
    const bits = seedBits(seed);
    this.twister.seed(Number(bits & 0xffffffffn));
    this.firstSeed = bits;
    this.cachedNormal = undefined;
    return this;
  }

  /** The seed of the last `manualSeed` or `seed`, in [0, 2^64). */
  initialSeed(): bigint {
    return this.firstSeed;
  }

  /** Starts over from an unpredictable seed of 53 bits, and returns it. */
  seed(): bigint {
    const words = crypto.getRandomValues(new Uint32Array(2));
    this.manualSeed((words[0] & 0x1fffff) * 4294967296 + words[1]);
    return this.firstSeed;
  }

  /** The state in the 5,056 bytes of `torch.get_rng_state()`; PyTorch can go on from them. */
  getState(): Uint8Array {
    return writeGeneratorState({
      seed: this.firstSeed,
      ...this.twister.getState(),
      cachedNormal: this.cachedNormal,
    });
  }

  /** Goes on from the bytes of `getState` or `torch.get_rng_state()`. Throws `ValueError` for bytes that are no such state. */
  setState(bytes: Uint8Array): this {
    const state = readGeneratorState(bytes);
    this.twister.setState(state);
    this.firstSeed = state.seed;
    this.cachedNormal = state.cachedNormal;
    return this;
  }

  /** The next word, an integer in [0, 2^32). */
  random32(): number {
    return this.twister.next32();
  }

  /** The next two words, the first one high, as an integer in [0, 2^64). */
  random64(): bigint {
    const high = this.twister.next32();
    return (BigInt(high) << 32n) | BigInt(this.twister.next32());
  }

  /** `random64() % 2^53` as a number. */
  random53(): number {
    const high = this.twister.next32();
    return (high & 0x1fffff) * 4294967296 + this.twister.next32();
  }

  /** `torch.empty((), dtype=torch.int64).random_()`, with which samplers and loaders seed others: `random64() % 2^63`. */
  drawSeed(): bigint {
    return this.random64() & 0x7fffffffffffffffn;
  }

  /** A multiple of 2^-24 in [0, 1): one word. */
  uniform32(): number {
    return (this.twister.next32() & 0xffffff) / 16777216;
  }

  /** A multiple of 2^-53 in [0, 1): two words. */
  uniform64(): number {
    return this.random53() / 9007199254740992;
  }

  /** A standard normal by Box and Muller: four words give two, of which the second is kept for the next call. */
  normal(): number {
    const cached = this.cachedNormal;
    if (cached !== undefined) {
      this.cachedNormal = undefined;
      return cached;
    }
    const angle = 2 * Math.PI * this.uniform64();
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform64()));
    this.cachedNormal = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }
}

function seedBits(seed: number | bigint): bigint {
  if (typeof seed === "number" && !Number.isInteger(seed))
    throw new ValueError(`manualSeed: not an integer: got ${seed}; a seed is a whole number`, {
      seed,
    });
  const value = BigInt(seed);
  if (value < -(1n << 63n) || value >= 1n << 64n)
    throw new ValueError(
      `manualSeed: more than 64 bits: got ${seed}; a seed must lie in [-2^63, 2^64)`,
      { seed },
    );
  return BigInt.asUintN(64, value);
}
