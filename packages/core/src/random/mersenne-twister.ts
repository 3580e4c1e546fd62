// The MT19937 word stream that PyTorch's CPU generator and NumPy's RandomState both draw from.

import { ValueError } from "../errors.ts";

/** Words in one block of the generator. */
export const MERSENNE_WORDS = 624;

const SHIFT = 397;

/** The raw block and how many of its words are used up (624: the next draw makes a new block), as NumPy's `get_state` has them. */
export interface MersenneTwisterState {
  readonly key: Uint32Array;
  readonly position: number;
}

/** MT19937 of Matsumoto and Nishimura (1998), seeded by one 32-bit integer. */
export class MersenneTwister {
  private readonly key = new Int32Array(MERSENNE_WORDS);
  // Tempering a whole block at once leaves one load and one compare for each draw.
  private readonly words = new Uint32Array(MERSENNE_WORDS);
  private position = MERSENNE_WORDS;

  constructor(seed = 0) {
    this.seed(seed);
  }

  /** Starts the stream of a seed, of which the low 32 bits count. */
  seed(seed: number): void {
    const key = this.key;
    key[0] = seed;
    for (let j = 1; j < MERSENNE_WORDS; j++) {
      const previous = key[j - 1];
      key[j] = Math.imul(1812433253, previous ^ (previous >>> 30)) + j;
    }
    this.position = MERSENNE_WORDS;
  }

  /** The next word, an integer in [0, 2^32). */
  next32(): number {
    if (this.position === MERSENNE_WORDS) this.refill();
    return this.words[this.position++];
  }

  /** A copy of the block and the position in it. */
  getState(): MersenneTwisterState {
    return { key: Uint32Array.from(this.key), position: this.position };
  }

  /** Goes on from a state of `getState`, of NumPy or of PyTorch. Throws `ValueError` for a block or position that cannot be one. */
  setState({ key, position }: MersenneTwisterState): void {
    if (key.length !== MERSENNE_WORDS)
      throw new ValueError(
        `setState: wrong number of words: got ${key.length}; MT19937 has ${MERSENNE_WORDS}`,
        { length: key.length },
      );
    if (!Number.isInteger(position) || position < 0 || position > MERSENNE_WORDS)
      throw new ValueError(
        `setState: position out of range: got ${position}; it must be an integer from 0 to ${MERSENNE_WORDS}`,
        { position },
      );
    this.key.set(key);
    this.position = position;
    this.temper();
  }

  private refill(): void {
    const key = this.key;
    for (let k = 0; k < MERSENNE_WORDS; k++) {
      const next = k + 1 === MERSENNE_WORDS ? 0 : k + 1;
      const far = k + SHIFT < MERSENNE_WORDS ? k + SHIFT : k + SHIFT - MERSENNE_WORDS;
      const y = (key[k] & 0x80000000) | (key[next] & 0x7fffffff);
      key[k] = key[far] ^ (y >>> 1) ^ (-(y & 1) & 0x9908b0df);
    }
    this.position = 0;
    this.temper();
  }

  private temper(): void {
    const { key, words } = this;
    for (let k = 0; k < MERSENNE_WORDS; k++) {
      let y = key[k];
      y ^= y >>> 11;
      y ^= (y << 7) & 0x9d2c5680;
      y ^= (y << 15) & 0xefc60000;
      words[k] = y ^ (y >>> 18);
    }
  }
}
