// NumPy's legacy random numbers: numpy.random.RandomState, draw for draw.

import { ValueError } from "../errors.ts";
import { requireInteger, requireNonNegative } from "./check-arguments.ts";
import { highWord, int64Words } from "./int64-words.ts";
import { MersenneTwister, type MersenneTwisterState } from "./mersenne-twister.ts";
import { type ChoiceOptions, chooseIndices } from "./random-state-choice.ts";

const LARGEST_WORD = 0xffffffff;

/** What NumPy's `get_state()` returns beside its name. */
export interface RandomStateState extends MersenneTwisterState {
  readonly cachedGaussian: number | undefined;
}

/** Anything that `shuffle` can permute in place. */
export interface Shuffleable {
  readonly length: number;
  [index: number]: unknown;
}

/** NumPy's `RandomState` of an integer seed. Arrays of draws are flat; their shape is the caller's. */
export class RandomState {
  private readonly twister = new MersenneTwister();
  private cachedGaussian: number | undefined;

  constructor(seed?: number) {
    this.seed(seed);
  }

  /** Starts over from a seed in [0, 2^32), an unpredictable one if none is given. Throws `ValueError` for any other. */
  seed(seed: number = crypto.getRandomValues(new Uint32Array(1))[0]): void {
    requireInteger("RandomState", "seed", seed, 0, LARGEST_WORD);
    this.twister.seed(seed);
    this.cachedGaussian = undefined;
  }

  /** The state, with which NumPy's `set_state` can go on. */
  getState(): RandomStateState {
    return { ...this.twister.getState(), cachedGaussian: this.cachedGaussian };
  }

  /** Goes on from a state of `getState`. Throws `ValueError` for what cannot be one. */
  setState(state: RandomStateState): void {
    this.twister.setState(state);
    this.cachedGaussian = state.cachedGaussian;
  }

  /** The next word, an integer in [0, 2^32). */
  random32(): number {
    return this.twister.next32();
  }

  /** One uniform draw: a multiple of 2^-53 in [0, 1), from two words. */
  nextDouble(): number {
    const high = this.twister.next32() >>> 5;
    return (high * 67108864 + (this.twister.next32() >>> 6)) / 9007199254740992;
  }

  /** One standard normal by Marsaglia's polar method, which gives two and keeps one. */
  nextGaussian(): number {
    const cached = this.cachedGaussian;
    if (cached !== undefined) {
      this.cachedGaussian = undefined;
      return cached;
    }
    for (;;) {
      const x = 2 * this.nextDouble() - 1;
      const y = 2 * this.nextDouble() - 1;
      const squared = x * x + y * y;
      if (squared >= 1 || squared === 0) continue;
      const f = Math.sqrt((-2 * Math.log(squared)) / squared);
      this.cachedGaussian = f * x;
      return f * y;
    }
  }

  /** One integer from 0 to `max`, both included, for a safe integer `max`; 0 draws nothing. */
  interval(max: number): number {
    if (max <= LARGEST_WORD) {
      const mask = max === 0 ? 0 : -1 >>> Math.clz32(max);
      let value = 0;
      if (max > 0)
        do value = (this.twister.next32() & mask) >>> 0;
        while (value > max);
      return value;
    }
    const mask = -1 >>> Math.clz32(highWord(max));
    for (;;) {
      const high = (this.twister.next32() & mask) >>> 0;
      const value = high * 4294967296 + this.twister.next32();
      if (value <= max) return value;
    }
  }

  /** `size` uniform draws from [0, 1): random_sample. */
  randomSample(size: number): Float64Array {
    return this.draws(size, () => this.nextDouble());
  }

  /** `randomSample` under NumPy's other name. */
  rand(size: number): Float64Array {
    return this.randomSample(size);
  }

  /** `size` uniform draws from [low, high). */
  uniform(low: number, high: number, size: number): Float64Array {
    const range = high - low;
    return this.draws(size, () => low + range * this.nextDouble());
  }

  /** `size` standard normals: standard_normal. */
  standardNormal(size: number): Float64Array {
    return this.draws(size, () => this.nextGaussian());
  }

  /** `standardNormal` under NumPy's other name. */
  randn(size: number): Float64Array {
    return this.standardNormal(size);
  }

  /** `size` normals of a mean and a standard deviation. Throws `ValueError` for a negative scale. */
  normal(mean: number, scale: number, size: number): Float64Array {
    requireNonNegative("normal", "scale", scale);
    return this.draws(size, () => mean + scale * this.nextGaussian());
  }

  /** `size` exponential draws of a mean. Throws `ValueError` for a negative scale. */
  exponential(scale: number, size: number): Float64Array {
    requireNonNegative("exponential", "scale", scale);
    return this.draws(size, () => scale * -Math.log(1 - this.nextDouble()));
  }

  /** `size` integers from [low, high), int64 as NumPy's. Throws `ValueError` unless low < high are safe integers less than 2^53 apart. */
  randint(low: number, high: number, size: number): BigInt64Array {
    const max = high - 1 - low;
    if (
      !Number.isSafeInteger(low) ||
      !Number.isSafeInteger(high) ||
      !Number.isSafeInteger(max) ||
      max < 0
    )
      throw new ValueError(
        `randint: nothing to draw from: [${low}, ${high}); low must be below high, both safe integers less than 2^53 apart`,
        { low, high },
      );
    const out = new BigInt64Array(checkSize(size));
    const words = int64Words(out);
    for (let i = 0; i < words.length; i += 2) {
      const value = low + this.interval(max);
      words[i] = value;
      words[i + 1] = highWord(value);
    }
    return out;
  }

  /** Permutes in place, whole rows of `rowLength` elements where the array is a matrix. */
  shuffle(array: Shuffleable, rowLength = 1): void {
    const rows = array.length / rowLength;
    requireInteger("shuffle", "number of rows", rows, 0, Number.MAX_SAFE_INTEGER);
    for (let i = rows - 1; i >= 1; i--) {
      const j = this.interval(i);
      for (let k = 0; k < rowLength; k++) {
        const kept = array[i * rowLength + k];
        array[i * rowLength + k] = array[j * rowLength + k];
        array[j * rowLength + k] = kept;
      }
    }
  }

  /** A random order of 0 .. n-1; for an array, `permutation(array.length)` are the indices to take. */
  permutation(n: number): Int32Array {
    requireInteger("permutation", "n", n, 0, 2 ** 31 - 1);
    const order = new Int32Array(n);
    for (let i = 0; i < n; i++) order[i] = i;
    this.shuffle(order);
    return order;
  }

  /** `size` indices of 0 .. n-1: choice. For an array they are the indices to take. Throws `ValueError` for what cannot be drawn. */
  choice(n: number, size: number, options: ChoiceOptions = {}): Int32Array {
    return chooseIndices(this, n, checkSize(size), options);
  }

  private draws(size: number, draw: () => number): Float64Array {
    const out = new Float64Array(checkSize(size));
    for (let i = 0; i < out.length; i++) out[i] = draw();
    return out;
  }
}

function checkSize(size: number): number {
  requireInteger("RandomState", "size", size, 0, 2 ** 32);
  return size;
}
