// Random bit streams and what is drawn from them, over typed arrays: PyTorch's CPU generator and NumPy's RandomState.

export {
  type AlphaDropoutConstants,
  alphaDropoutConstants,
  fillAlphaDropout,
  fillDropoutMask,
} from "./dropout-masks.ts";
export {
  fillBernoulli,
  fillBernoulliEach,
  fillCauchy,
  fillExponential,
  fillGeometric,
  fillLogNormal,
  fillRreluSlopes,
} from "./distributions.ts";
export { fillRandint, fillRandom, randperm } from "./fill-integer.ts";
export { fillNormal } from "./fill-normal.ts";
export { fillUniform } from "./fill-uniform.ts";
export { fma32, fma64 } from "./fma.ts";
export { DEFAULT_SEED, Generator } from "./generator.ts";
export { widenToInt64 } from "./int64-words.ts";
export { MersenneTwister, type MersenneTwisterState } from "./mersenne-twister.ts";
export { type MultinomialOptions, multinomial } from "./multinomial.ts";
export { RandomState, type RandomStateState, type Shuffleable } from "./random-state.ts";
export type { ChoiceOptions } from "./random-state-choice.ts";
