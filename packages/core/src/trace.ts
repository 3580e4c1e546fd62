// From rows to kernels: a row traced at the dtypes of a call, forward and gradient, once for each combination.

import {
  DTYPE_CODE,
  getDefaultDType,
  isBool,
  isFloat,
  isScalarKind,
  kindDType,
  KINDS,
  resultType,
  type DType,
  type OperandKind,
} from "./dtype.ts";
import { DTypeError } from "./errors.ts";
import { ExpressionAlgebra, renumber, usedLeaves, type Expression } from "./expression.ts";
import type { PointwiseKernel, ReductionKernel } from "./kernel.ts";
import type { PointwiseRow, ReductionRow, UpdateRow } from "./row.ts";

/**
 * A kernel and what it reads. Slots are tensors: 0 is g, 1…n the operands, n + 1… the outputs. Scalars are numbers:
 * 0…n−1 the operands that are numbers, then the row's params, last the element count of a reduction.
 */
export interface Traced<Kernel> {
  readonly kernel: Kernel;
  readonly slots: readonly number[];
  readonly scalars: readonly number[];
}

/** Place of an operand's gradient that is g itself, and of one that does not exist. */
export const PASS = -1;
export const NONE = -2;

/** One kernel for the gradients wanted; `places[i]` is operand i's output, or `PASS`, or `NONE`. */
export interface BackwardPlan extends Traced<PointwiseKernel> {
  readonly places: readonly number[];
}

export interface PointwiseSpec extends Traced<PointwiseKernel> {
  readonly row: PointwiseRow;
  readonly result: DType;
  /** Bits of the operands that a gradient reaches. */
  readonly differentiable: number;
  /** The plan for the operands whose bits are set in `needs`. */
  backward(needs: number): BackwardPlan;
}

export interface ReductionSpec extends Traced<ReductionKernel> {
  readonly row: ReductionRow;
  readonly results: readonly DType[];
  readonly differentiable: number;
  backward(needs: number): BackwardPlan;
}

/** Cache key of a list of kinds under the default dtype in force. */
export function kindsKey(kinds: readonly OperandKind[]): number {
  let key = getDefaultDType() === "float64" ? 1 : 0;
  for (let i = 0; i < kinds.length; i++) key = key * KINDS + kinds[i];
  return key;
}

/** The row's kernels at these operand kinds. Throws `DTypeError` if it takes none such. */
export function pointwiseSpec(row: PointwiseRow, kinds: readonly OperandKind[]): PointwiseSpec {
  const key = kindsKey(kinds);
  let spec = row.specs.get(key);
  if (!spec) row.specs.set(key, (spec = tracePointwise(row, kinds)));
  return spec;
}

/** The same for a reduction; `dtype` overrides the dtype that it computes in. */
export function reductionSpec(
  row: ReductionRow,
  kinds: readonly OperandKind[],
  dtype?: DType,
): ReductionSpec {
  if (dtype) {
    checkAccepts(row, dtype, kinds);
    return traceReduction(row, kinds, dtype);
  }
  const key = kindsKey(kinds);
  let spec = row.specs.get(key);
  if (!spec) row.specs.set(key, (spec = traceReduction(row, kinds, computeDType(row, kinds))));
  return spec;
}

function tracePointwise(row: PointwiseRow, kinds: readonly OperandKind[]): PointwiseSpec {
  const compute = computeDType(row, kinds);
  const o = new ExpressionAlgebra(compute);
  const leaves = operandLeaves(o, row, kinds);
  const y = row.forward<Expression>(o, ...leaves);
  return {
    row,
    result: y.dtype,
    ...cut(row.name, [y]),
    ...gradientPlans(row, kinds, o, leaves, [y], []),
  };
}

function traceReduction(
  row: ReductionRow,
  kinds: readonly OperandKind[],
  compute: DType,
): ReductionSpec {
  const o = new ExpressionAlgebra(compute);
  const leaves = operandLeaves(o, row, kinds);
  const params = leaves.slice(kinds.length);
  const count = o.param(kinds.length + row.params, isFloat(compute) ? compute : "int64");
  const prologue = row.prologue<Expression>(o, ...leaves, o.coordinate());
  const states = prologue.map((e) => e.dtype);
  const state = states.map((dtype, i) => o.input(i, dtype));
  const other = states.map((dtype, i) => o.input(states.length + i, dtype));
  const epilogue = row.epilogue<Expression>(o, ...state, ...params, count);

  const slots = usedLeaves(prologue, "input");
  const scalars = usedLeaves([...prologue, ...epilogue], "param");
  const scalarIndices = scalars.map((e) => e.index);
  const stateIndices = state.map((e) => e.index);
  return {
    row,
    results: epilogue.map((e) => e.dtype),
    kernel: {
      name: row.name,
      inputs: slots.map((e) => e.dtype),
      params: scalars.map((e) => e.dtype),
      identity: row.monoid.identity(compute),
      prologue: renumber(
        prologue,
        slots.map((e) => e.index),
        scalarIndices,
      ),
      combine: row.monoid.combine<Expression>(o, state, other),
      epilogue: renumber(epilogue, stateIndices, scalarIndices),
    },
    slots: slots.map((e) => e.index),
    scalars: scalarIndices,
    ...gradientPlans(row, kinds, o, leaves, epilogue, [count]),
  };
}

/** The update's kernel for operands that all have this dtype. */
export function updateSpec(row: UpdateRow, dtype: DType): Traced<PointwiseKernel> {
  const key = DTYPE_CODE[dtype];
  let spec = row.specs.get(key);
  if (!spec) {
    const o = new ExpressionAlgebra(dtype);
    const operands = Array.from({ length: row.operands }, (_, i) => o.input(i, dtype));
    const params = Array.from({ length: row.params }, (_, i) => o.param(i, dtype));
    row.specs.set(key, (spec = cut(row.name, row.forward<Expression>(o, ...operands, ...params))));
  }
  return spec;
}

/** Operands cast to what the row computes in, numbers as params, then the row's params. */
function operandLeaves(
  o: ExpressionAlgebra,
  row: PointwiseRow | ReductionRow,
  kinds: readonly OperandKind[],
): Expression[] {
  const operands = kinds.map((kind, i) => {
    const dtype = row.boolOperands.includes(i) ? "bool" : o.dtype;
    return isScalarKind(kind) ? o.param(i, dtype) : o.cast(o.input(i + 1, kindDType(kind)), dtype);
  });
  const params = Array.from({ length: row.params }, (_, i) => o.param(kinds.length + i, o.dtype));
  return [...operands, ...params];
}

function gradientPlans(
  row: PointwiseRow | ReductionRow,
  kinds: readonly OperandKind[],
  o: ExpressionAlgebra,
  leaves: readonly Expression[],
  outputs: readonly Expression[],
  extra: readonly Expression[],
): Pick<PointwiseSpec, "differentiable" | "backward"> {
  const result = outputs[0].dtype;
  const g = o.input(0, result);
  const ys = outputs.map((e, i) => o.input(kinds.length + 1 + i, e.dtype));
  const values = [g, ...leaves, ...ys, ...extra];
  const plans: BackwardPlan[] = [];
  const flows = (i: number): boolean =>
    !!row.vjp[i] && isFloat(result) && isFloat(kindDType(kinds[i]));

  function plan(needs: number): BackwardPlan {
    const gradients: Expression[] = [];
    const places = kinds.map((_, i) => {
      const vjp = needs & (1 << i) ? row.vjp[i] : null;
      if (!vjp) return NONE;
      const gradient = vjp<Expression>(o, ...values);
      return gradient === g ? PASS : gradients.push(gradient) - 1;
    });
    return { places, ...cut(row.gradName, gradients) };
  }

  return {
    differentiable: kinds.reduce((bits, _, i) => (flows(i) ? bits | (1 << i) : bits), 0),
    backward: (needs) => (plans[needs] ??= plan(needs)),
  };
}

/** A kernel that takes only the leaves its outputs use. */
function cut(name: string, outputs: readonly Expression[]): Traced<PointwiseKernel> {
  const inputs = usedLeaves(outputs, "input");
  const params = usedLeaves(outputs, "param");
  const slots = inputs.map((e) => e.index);
  const scalars = params.map((e) => e.index);
  return {
    kernel: {
      name,
      inputs: inputs.map((e) => e.dtype),
      params: params.map((e) => e.dtype),
      outputs: renumber(outputs, slots, scalars),
    },
    slots,
    scalars,
  };
}

function computeDType(row: PointwiseRow | ReductionRow, kinds: readonly OperandKind[]): DType {
  for (const i of row.boolOperands)
    if (!isBool(kindDType(kinds[i])))
      throw new DTypeError(
        `${row.name}: operand ${i} must be bool: got ${kindDType(kinds[i])}; compare first, as in x.gt(0)`,
        { dtype: kindDType(kinds[i]) },
      );
  const dtype = resultType(kinds.filter((_, i) => !row.boolOperands.includes(i)));
  checkAccepts(row, dtype, kinds);
  if (row.compute === "logical") return "bool";
  if (row.compute === "float" && !isFloat(dtype)) return getDefaultDType();
  return row.compute === "sum" && !isFloat(dtype) ? "int64" : dtype;
}

function checkAccepts(
  row: PointwiseRow | ReductionRow,
  dtype: DType,
  kinds: readonly OperandKind[],
): void {
  if (!accepts(row, dtype))
    throw new DTypeError(
      `${row.name}: ${dtype} is not supported: got operands of ${kinds.map(kindDType).join(" and ")}; ${NEEDED[row.accepts]}`,
      { dtype },
    );
}

const NEEDED = {
  any: "any dtype will do",
  "no-bool": "cast bool to a number first, or use a logical op",
  float: "cast to float32 or float64 first",
  integral: "it needs integers or bool",
  integer: "it needs integers",
} as const;

function accepts(row: PointwiseRow | ReductionRow, dtype: DType): boolean {
  if (row.accepts === "float") return isFloat(dtype);
  if (row.accepts === "integral") return !isFloat(dtype);
  if (row.accepts === "integer") return !isFloat(dtype) && !isBool(dtype);
  return row.accepts === "any" || !isBool(dtype);
}
