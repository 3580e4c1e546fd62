// The public names of @flambeau/tensor.

export {
  Generator,
  getDefaultDType,
  MersenneTwister,
  RandomState,
  setDefaultDType,
  promoteTypes,
  canCast,
  FlambeauError,
  ShapeError,
  DTypeError,
  DeviceError,
  IndexError,
  ValueError,
  GradError,
} from "@flambeau/core";
export type { Backend, DType, Shape, TypedArray } from "@flambeau/core";
export { enableGrad, isGradEnabled, noGrad } from "@flambeau/autograd";
export type { BackwardOptions, Hook } from "@flambeau/autograd";
export * as autograd from "./autograd.ts";
export {
  arange,
  empty,
  emptyLike,
  eye,
  fromArray,
  full,
  fullLike,
  linspace,
  ones,
  onesLike,
  tensor,
  zeros,
  zerosLike,
} from "./creation.ts";
export type { TensorData, TensorOptions } from "./creation.ts";
export { cpu, defaultGenerator, manualSeed } from "./device.ts";
export { bernoulli, dropout, multinomial, randintLike } from "./distributions.ts";
export type { DropoutOptions, MultinomialOptions } from "./distributions.ts";
export { gather, indexSelect } from "./gather.ts";
export { applyUpdate } from "./in-place.ts";
export { Slice, slice } from "./indexing.ts";
export type { Index } from "./indexing.ts";
export { cat, stack } from "./join.ts";
export {
  binaryCrossEntropy,
  binaryCrossEntropyWithLogits,
  crossEntropy,
  l1Loss,
  mseLoss,
  nllLoss,
} from "./loss.ts";
export type {
  ClassLossOptions,
  CrossEntropyOptions,
  LogitsLossOptions,
  LossOptions,
  Reduction,
  WeightedLossOptions,
} from "./loss.ts";
export { bmm, linear, matmul, mm } from "./matmul.ts";
export {
  abs,
  add,
  atan2,
  bitwiseAnd,
  bitwiseNot,
  bitwiseOr,
  bitwiseXor,
  ceil,
  clamp,
  cos,
  div,
  elu,
  eq,
  exp,
  expm1,
  floor,
  fmod,
  ge,
  gt,
  isfinite,
  isnan,
  le,
  leakyRelu,
  log,
  log1p,
  logicalAnd,
  logicalNot,
  logicalOr,
  logicalXor,
  logsigmoid,
  lt,
  maximum,
  minimum,
  mul,
  ne,
  neg,
  pow,
  reciprocal,
  relu,
  remainder,
  resultType,
  round,
  rsqrt,
  selu,
  sigmoid,
  sign,
  silu,
  sin,
  softplus,
  softsign,
  sqrt,
  square,
  sub,
  tan,
  tanh,
  trunc,
  where,
} from "./pointwise.ts";
export type { AlphaOptions, ClampLimits } from "./pointwise.ts";
export {
  formatDevice,
  formatDType,
  formatNamed,
  formatSize,
  getPrintOptions,
  pythonFloat,
  pythonValue,
  resetPrintOptions,
  setPrintOptions,
} from "./printing/index.ts";
export type { PrintOptions, PythonValue } from "./printing/index.ts";
export { normal, rand, randint, randLike, randn, randnLike, randperm } from "./random.ts";
export type { NormalOptions, RandomOptions } from "./random.ts";
export {
  all,
  amax,
  amin,
  any,
  argmax,
  argmin,
  logsumexp,
  max,
  mean,
  min,
  norm,
  prod,
  sum,
  ValuesAndIndices,
} from "./reduce.ts";
export { logSoftmax, softmax } from "./softmax.ts";
export { Tensor } from "./tensor.ts";
export type { Device, ReduceOptions, TensorOrNumber } from "./tensor.ts";
export {
  expand,
  flatten,
  narrow,
  permute,
  reshape,
  select,
  squeeze,
  t,
  transpose,
  unbind,
  unsqueeze,
} from "./view.ts";
