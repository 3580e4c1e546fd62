// One kernel with operands and the results expected of it.

import {
  broadcastShapes,
  convert,
  isFloat,
  NumberAlgebra,
  numel,
  pointwiseSpec,
  reductionSpec,
  scalarKind,
  tensorKind,
  type DType,
  type NumberValue,
  type PointwiseKernel,
  type PointwiseRow,
  type ReductionKernel,
  type ReductionRow,
  type Scalar,
  type Shape,
  type Traced,
} from "@flambeau/core";
import { elements, windowOf, type Window } from "./window.ts";

export type Values = readonly (number | bigint)[];

interface CaseFields {
  readonly name: string;
  /** What the kernel walks over; the inputs broadcast to it. */
  readonly shape: Shape;
  readonly inputs: readonly Window[];
  readonly params: readonly Scalar[];
  /** Where the outputs go: zero-filled windows. */
  readonly outputs: readonly Window[];
  /** The row over numbers in float64 (integers in their own dtype), row-major, for each output. */
  readonly expected: readonly Values[];
  /** The same in the kernel's own dtype, where every step is correctly rounded: equal bit for bit. */
  readonly exact: readonly Values[] | null;
  /** Relative and absolute distance allowed. */
  readonly tolerance: readonly [number, number];
}

export interface PointwiseCase extends CaseFields {
  readonly kind: "pointwise";
  readonly kernel: PointwiseKernel;
}

export interface ReductionCase extends CaseFields {
  readonly kind: "reduction";
  readonly kernel: ReductionKernel;
  /** Dimensions of `shape` that are folded; the outputs have size 1 there. */
  readonly dims: readonly number[];
}

export type KernelCase = PointwiseCase | ReductionCase;

/** A row's distance where it states none. */
export const TOLERANCE: readonly [number, number] = [1.3e-6, 1e-6];

interface CaseOptions {
  /** The dtype that the row computes in; float32 unless given. */
  readonly compute?: DType;
  readonly params?: readonly number[];
  /** Whether `+ − × ÷ √`, selection and comparison are all that the row does. */
  readonly exact?: boolean;
}

interface PointwiseOptions extends CaseOptions {
  readonly output?: Window;
}

type OperandValue = Window | number;

const isWindow = (operand: OperandValue): operand is Window => typeof operand !== "number";
const kindOf = (operand: OperandValue): number =>
  isWindow(operand) ? tensorKind(operand.dtype, operand.shape.length) : scalarKind(operand);
const shapeOf = (operands: readonly OperandValue[]): Shape =>
  operands
    .filter(isWindow)
    .map((window) => window.shape)
    .reduce((a, b) => broadcastShapes(a, b));
const zeros = (dtype: DType, shape: Shape): Window =>
  windowOf(dtype, shape, new Array<number>(numel(shape)).fill(0));
const precise = (dtype: DType): DType => (isFloat(dtype) ? "float64" : dtype);

/** Numbers for the kernel's params, as their dtypes hold them. */
const launchParams = (
  { kernel, scalars }: Traced<PointwiseKernel | ReductionKernel>,
  numbers: readonly (number | bigint)[],
): Scalar[] => scalars.map((at, k) => convert(numbers[at], kernel.params[k]));

/** Evaluates a row at each element of `shape`. Numbers reach it as the kernel's dtype holds them. */
function evaluate(
  row: PointwiseRow | ReductionRow,
  operands: readonly OperandValue[],
  shape: Shape,
  compute: DType,
  dtype: DType,
): NumberValue[][] {
  const o = new NumberAlgebra(dtype);
  const columns = operands.map((operand) =>
    isWindow(operand) ? elements(operand, shape) : convert(operand, compute),
  );
  return Array.from({ length: numel(shape) }, (_, at) =>
    columns.map((column, i) =>
      o.value(
        Array.isArray(column) ? column[at] : (column as number | bigint),
        row.boolOperands.includes(i) ? "bool" : dtype,
      ),
    ),
  );
}

/** The row's forward kernel on these operands; those that are numbers become params. */
export function pointwiseCase(
  name: string,
  row: PointwiseRow,
  operands: readonly OperandValue[],
  { compute = "float32", params = [], exact = false, output }: PointwiseOptions = {},
): PointwiseCase {
  const spec = pointwiseSpec(row, operands.map(kindOf));
  const shape = shapeOf(operands);
  const all = [...operands, ...params];
  const run = (dtype: DType): Values =>
    evaluate(row, all, shape, compute, dtype).map(
      (values) => row.forward(new NumberAlgebra(dtype), ...values).value,
    );
  return {
    kind: "pointwise",
    name,
    kernel: spec.kernel,
    shape,
    inputs: spec.slots.map((slot) => operands[slot - 1] as Window),
    params: launchParams(spec, [...operands.map((x) => (isWindow(x) ? 0 : x)), ...params]),
    outputs: [output ?? zeros(spec.result, shape)],
    expected: [run(precise(compute))],
    exact: exact ? [run(compute)] : null,
    tolerance: row.tolerance ?? TOLERANCE,
  };
}

/** The row's gradient kernel for all operands that one reaches, given g. */
export function gradientCase(
  name: string,
  row: PointwiseRow,
  g: Window,
  operands: readonly OperandValue[],
  { compute = "float32", params = [] }: CaseOptions = {},
): PointwiseCase {
  const spec = pointwiseSpec(row, operands.map(kindOf));
  const plan = spec.backward(spec.differentiable);
  const { shape } = g;
  const forward = pointwiseCase(name, row, operands, { compute, params });
  const y = windowOf(spec.result, shape, forward.expected[0]);
  const slots = [g, ...operands, y];
  const dtype = precise(compute);
  const o = new NumberAlgebra(dtype);
  const rowOperands = evaluate(row, [...operands, ...params], shape, compute, dtype);
  const [gs, ys] = [elements(g, shape), elements(y, shape)];
  const expected = plan.places.flatMap((place, i) =>
    place < 0
      ? []
      : [
          rowOperands.map(
            (values, at) => row.vjp[i]!(o, o.value(gs[at]), ...values, o.value(ys[at])).value,
          ),
        ],
  );
  return {
    kind: "pointwise",
    name,
    kernel: plan.kernel,
    shape,
    inputs: plan.slots.map((slot) => slots[slot] as Window),
    params: launchParams(plan, [...operands.map((x) => (isWindow(x) ? 0 : x)), ...params]),
    outputs: plan.kernel.outputs.map((e) => zeros(e.dtype, shape)),
    expected,
    exact: null,
    tolerance: row.tolerance ?? TOLERANCE,
  };
}

/** The row folded over `dims`, which stay as size 1. */
export function reductionCase(
  name: string,
  row: ReductionRow,
  operands: readonly Window[],
  dims: readonly number[],
  { compute = "float32" }: Pick<CaseOptions, "compute"> = {},
): ReductionCase {
  const spec = reductionSpec(row, operands.map(kindOf));
  const shape = shapeOf(operands);
  const kept = shape.map((size, d) => (dims.includes(d) ? 1 : size));
  const count = dims.reduce((product, d) => product * shape[d], 1);
  const dtype = precise(compute);
  const o = new NumberAlgebra(dtype);

  const target = elements(
    windowOf(
      "int32",
      kept,
      Array.from({ length: numel(kept) }, (_, k) => k),
    ),
    shape,
  ).map(Number);
  const identity = row.monoid.identity(compute);
  const states: (readonly NumberValue[] | undefined)[] = new Array(numel(kept)).fill(undefined);
  const seen = new Array<number>(numel(kept)).fill(0);
  evaluate(row, operands, shape, compute, dtype).forEach((values, at) => {
    const k = target[at];
    const one = row.prologue(o, ...values, o.value(seen[k]++, "int32"));
    const state = states[k] ?? identity.map((value, i) => o.value(value, one[i].dtype));
    states[k] = row.monoid.combine(o, state, one);
  });
  const results = states.map((state) => row.epilogue(o, ...state!, o.value(count)));
  return {
    kind: "reduction",
    name,
    kernel: spec.kernel,
    shape,
    dims,
    inputs: spec.slots.map((slot) => operands[slot - 1]),
    params: launchParams(spec, [...operands.map(() => 0), count]),
    outputs: spec.results.map((result) => zeros(result, kept)),
    expected: spec.results.map((_, i) => results.map((values) => values[i].value)),
    exact: null,
    tolerance: row.tolerance ?? TOLERANCE,
  };
}
