// Op rows: what an op is, written once over the algebra.

import type { Algebra } from "./algebra.ts";
import type { DType } from "./dtype.ts";
import type { PointwiseKernel } from "./kernel.ts";
import type { PointwiseSpec, ReductionSpec, Traced } from "./trace.ts";

/** A function over the algebra; reads the same over numbers, expressions and tensors. */
export type RowFunction = <V>(o: Algebra<V>, ...values: V[]) => V;
export type RowFunctions = <V>(o: Algebra<V>, ...values: V[]) => V[];

/**
 * The dtype that a row computes in. `promote`: the operands' common dtype. `float`: the same, integers
 * and bool become the default floating dtype. `logical`: each operand is cast to bool. `sum`: integers and
 * bool become int64. What comes out has the dtype of the row's expression: comparisons give bool.
 */
export type ComputeRule = "promote" | "float" | "logical" | "sum";

/** Which common dtypes an op takes. */
export type Accepts = "any" | "no-bool" | "float" | "integral" | "integer";

/** What a row is tested by: where its inputs are drawn from, and how near float32 must come to float64. */
export interface RowTest {
  /** Interval that inputs are sampled from, one for all operands or one for each. */
  readonly domain?: readonly [number, number] | readonly (readonly [number, number])[];
  /** Relative and absolute distance allowed in float32; 1.3e-6 and 1e-6 unless stated. */
  readonly tolerance?: readonly [number, number];
  /** Inputs where the derivative jumps. */
  readonly kinks?: readonly number[];
}

/** An op computed element by element. */
export interface PointwiseRow extends RowTest {
  readonly kind: "pointwise";
  readonly name: string;
  /** The text of `gradFn`: PyTorch's name of the node. */
  readonly gradName: string;
  /** Operands that may be tensors (or numbers, which are then params of the kernel). */
  readonly operands: number;
  /** Numbers that follow the operands. */
  readonly params: number;
  /** Operands that must be bool and take no part in promotion. */
  readonly boolOperands: readonly number[];
  readonly compute: ComputeRule;
  readonly accepts: Accepts;
  readonly forward: RowFunction;
  /** Gradient of each operand over (g, ...operands, ...params, y); null where none flows. */
  readonly vjp: readonly (RowFunction | null)[];
  /** Traced kernels by `kindsKey`. */
  readonly specs: Map<number, PointwiseSpec>;
}

type PointwiseDefinition = Partial<Omit<PointwiseRow, "kind" | "name" | "forward" | "specs">> &
  Pick<PointwiseRow, "forward">;

const capitalized = (name: string): string => name[0].toUpperCase() + name.slice(1);

/** Defines a pointwise row. `operands` is counted from `forward` unless stated. */
/* @__NO_SIDE_EFFECTS__ */
export function pointwise(name: string, definition: PointwiseDefinition): PointwiseRow {
  const params = definition.params ?? 0;
  const operands = definition.operands ?? definition.forward.length - 1 - params;
  return {
    kind: "pointwise",
    name,
    gradName: `${capitalized(name)}Backward0`,
    boolOperands: [],
    compute: "promote",
    accepts: "any",
    vjp: [],
    ...definition,
    operands,
    params,
    specs: new Map(),
  };
}

/** An associative way to merge states of one or more numbers. */
export interface Monoid {
  /** The state that changes nothing, in the dtype that is computed in. */
  readonly identity: (dtype: DType) => readonly (number | bigint)[];
  readonly combine: <V>(o: Algebra<V>, a: readonly V[], b: readonly V[]) => V[];
}

/** An op that folds dimensions: a prologue at each element, a monoid, an epilogue on the result. */
export interface ReductionRow extends RowTest {
  readonly kind: "reduction";
  readonly name: string;
  readonly gradName: string;
  readonly operands: number;
  readonly params: number;
  readonly boolOperands: readonly number[];
  readonly compute: ComputeRule;
  readonly accepts: Accepts;
  /** Whether the operation is undefined over no elements. */
  readonly nonEmpty: boolean;
  /** State at one element, over (…operands, …params, coordinate). */
  readonly prologue: RowFunctions;
  readonly monoid: Monoid;
  /** Outputs over (…state, …params, count). */
  readonly epilogue: RowFunctions;
  /** Gradient of each operand over (g, …operands, …params, …outputs, count), g and outputs broadcast. */
  readonly vjp: readonly (RowFunction | null)[];
  /** Traced kernels by `kindsKey`. */
  readonly specs: Map<number, ReductionSpec>;
}

type ReductionDefinition = Partial<
  Omit<ReductionRow, "kind" | "name" | "prologue" | "monoid" | "specs">
> &
  Pick<ReductionRow, "prologue" | "monoid">;

/** Defines a reduction row; the epilogue returns the state unless stated. */
/* @__NO_SIDE_EFFECTS__ */
export function reduction(name: string, definition: ReductionDefinition): ReductionRow {
  const params = definition.params ?? 0;
  return {
    kind: "reduction",
    name,
    gradName: `${capitalized(name)}Backward0`,
    operands: 1,
    boolOperands: [],
    compute: "promote",
    accepts: "any",
    nonEmpty: false,
    vjp: [],
    epilogue: (_, ...values) => values.slice(0, values.length - 1 - params),
    ...definition,
    params,
    specs: new Map(),
  };
}

/** An in-place update of tensors by others and numbers in one kernel: an optimizer's step. */
export interface UpdateRow {
  readonly kind: "update";
  readonly name: string;
  /** The first `targets` of the operands are overwritten. */
  readonly targets: number;
  readonly operands: number;
  readonly params: number;
  /** New targets over (…operands, …params). */
  readonly forward: RowFunctions;
  readonly specs: Map<number, Traced<PointwiseKernel>>;
}

/** Defines an update row. */
/* @__NO_SIDE_EFFECTS__ */
export const update = (
  name: string,
  definition: Pick<UpdateRow, "targets" | "operands" | "params" | "forward">,
): UpdateRow => ({ kind: "update", name, ...definition, specs: new Map() });
