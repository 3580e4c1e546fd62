// The public names of @flambeau/core.

export type { Algebra, Intrinsic } from "./algebra.ts";
export { INTRINSICS } from "./algebra.ts";
export type { Backend, ScatterMode } from "./backend.ts";
export {
  arrayOf,
  byteSize,
  canCast,
  checkDType,
  DTYPE_CODE,
  DTYPES,
  dtypeOfArray,
  getDefaultDType,
  isBool,
  isFloat,
  isInteger,
  isScalarKind,
  kindDType,
  KINDS,
  promoteTypes,
  resultType,
  SCALAR_BOOL,
  SCALAR_FLOAT,
  SCALAR_INT,
  scalarKind,
  setDefaultDType,
  tensorKind,
} from "./dtype.ts";
export type { DType, OperandKind, TypedArray, TypedArrayConstructor } from "./dtype.ts";
export {
  DeviceError,
  DTypeError,
  FlambeauError,
  GradError,
  IndexError,
  ShapeError,
  ValueError,
} from "./errors.ts";
export { ExpressionAlgebra, linearize, renumber, usedLeaves } from "./expression.ts";
export type { Expression } from "./expression.ts";
export { broadcastStrides, mergeLoops, planLoops } from "./iteration.ts";
export type { Loops } from "./iteration.ts";
export type { PointwiseKernel, ReductionKernel, Scalar } from "./kernel.ts";
export { convert, NumberAlgebra, powAsC, roundHalfEven } from "./numbers.ts";
export type { NumberValue } from "./numbers.ts";
export type { Operand, Storage } from "./operand.ts";
export { pointwise, reduction, update } from "./row.ts";
export type {
  Accepts,
  ComputeRule,
  Monoid,
  PointwiseRow,
  ReductionRow,
  RowFunction,
  RowFunctions,
  RowTest,
  UpdateRow,
} from "./row.ts";
export {
  broadcastShapes,
  contiguousStrides,
  isContiguous,
  numel,
  sameShape,
  shapeText,
  wrapDim,
  wrapDims,
} from "./shape.ts";
export type { Shape } from "./shape.ts";
export { kindsKey, NONE, PASS, pointwiseSpec, reductionSpec, updateSpec } from "./trace.ts";
export type { BackwardPlan, PointwiseSpec, ReductionSpec, Traced } from "./trace.ts";
export * from "./random/index.ts";
