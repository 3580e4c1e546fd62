// Pointwise functions: a row applied to tensors and numbers, recorded for backward.

import { isGradEnabled, Node, type Gradients } from "@flambeau/autograd";
import {
  broadcastShapes,
  convert,
  DeviceError,
  DTypeError,
  NONE,
  PASS,
  pointwise,
  pointwiseSpec,
  resultType as resultTypeOfKinds,
  scalarKind,
  tensorKind,
  ValueError,
  type BackwardPlan,
  type DType,
  type OperandKind,
  type PointwiseRow,
  type PointwiseSpec,
  type Scalar,
  type Shape,
} from "@flambeau/core";
import * as rows from "@flambeau/core/rows";
import { empty } from "./make.ts";
import { attach, Saved } from "./record.ts";
import { Tensor, type Device, type TensorOrNumber } from "./tensor.ts";
import { TensorAlgebra } from "./tensor-algebra.ts";

const NO_PARAMS: readonly number[] = [];

/** A number as a kernel param of this dtype takes it. */
export const toScalar = (value: number | bigint | boolean, dtype: DType): Scalar =>
  convert(typeof value === "boolean" ? Number(value) : value, dtype);

const kindOf = (operand: TensorOrNumber, op: string): OperandKind => {
  if (operand instanceof Tensor) return tensorKind(operand.dtype, operand.shape.length);
  if (typeof operand === "object" || typeof operand === "string" || operand === undefined)
    throw new DTypeError(
      `${op}: an operand is no tensor and no number: got ${operand === undefined ? "undefined" : String(operand)}; pass a Tensor, number, bigint or boolean`,
    );
  return scalarKind(operand);
};

/** The device of the tensors among the operands. Throws `DeviceError` if they lie on several. */
export function commonDevice(name: string, operands: readonly TensorOrNumber[]): Device {
  let device: Device | undefined;
  for (let i = 0; i < operands.length; i++) {
    const operand = operands[i];
    if (!(operand instanceof Tensor)) continue;
    const own = operand.storage.backend;
    if (device !== undefined && own !== device)
      throw new DeviceError(
        `${name}: tensors on different devices: got ${device.name} and ${own.name}; move one with .to(device)`,
      );
    device = own;
  }
  if (device === undefined)
    throw new DTypeError(`${name}: no operand is a tensor: wrap one with tensor(…)`);
  return device;
}

/** The shape that the tensors among the operands broadcast to. */
export function commonShape(name: string, operands: readonly TensorOrNumber[]): Shape {
  let shape: Shape | undefined;
  for (let i = 0; i < operands.length; i++) {
    const operand = operands[i];
    if (operand instanceof Tensor)
      shape = shape === undefined ? operand.shape : broadcastShapes(shape, operand.shape, name);
  }
  return shape!;
}

/** PyTorch's result type of tensors and numbers. */
export const resultType = (...operands: TensorOrNumber[]): DType =>
  resultTypeOfKinds(operands.map((operand) => kindOf(operand, "resultType")));

export const specOf = (row: PointwiseRow, operands: readonly TensorOrNumber[]): PointwiseSpec =>
  pointwiseSpec(
    row,
    operands.map((operand) => kindOf(operand, row.name)),
  );

/** The numbers that a kernel takes: operands that are numbers, params, then `extra`. */
export function scalarsOf(
  scalars: readonly number[],
  dtypes: readonly DType[],
  operands: readonly TensorOrNumber[],
  params: readonly number[],
): Scalar[] {
  return scalars.map((index, i) =>
    toScalar(
      index < operands.length ? (operands[index] as number) : params[index - operands.length],
      dtypes[i],
    ),
  );
}

/** Applies a row to operands that broadcast; numbers after them are its params. */
export function apply(
  row: PointwiseRow,
  operands: readonly TensorOrNumber[],
  params: readonly number[] = NO_PARAMS,
): Tensor {
  const spec = specOf(row, operands);
  const device = commonDevice(row.name, operands);
  const output = empty(device, spec.result, commonShape(row.name, operands));
  launch(spec, [output], operands, params);
  recordPointwise(spec, output, operands, params);
  return output;
}

/** Runs the forward kernel of a spec into an output. */
export function launch(
  spec: PointwiseSpec,
  outputs: readonly Tensor[],
  operands: readonly TensorOrNumber[],
  params: readonly number[],
): void {
  const inputs = spec.slots.map((slot) => operands[slot - 1] as Tensor);
  const scalars = scalarsOf(spec.scalars, spec.kernel.params, operands, params);
  outputs[0].storage.backend.pointwise(spec.kernel, outputs, inputs, scalars);
}

/** Hangs a node onto the output if an operand needs a gradient. */
export function recordPointwise(
  spec: PointwiseSpec,
  output: Tensor,
  operands: readonly TensorOrNumber[],
  params: readonly number[],
): void {
  if (!isGradEnabled()) return;
  let needs = 0;
  for (let i = 0; i < operands.length; i++) {
    const operand = operands[i];
    if (operand instanceof Tensor && operand.requiresGrad) needs |= 1 << i;
  }
  needs &= spec.differentiable;
  if (needs === 0) return;
  attach(new PointwiseNode(spec, needs, output, operands, params), [output]);
}

const tensorsOnly = (operands: readonly TensorOrNumber[], needs: number): (Tensor | null)[] =>
  operands.map((operand, i) => (needs & (1 << i) ? (operand as Tensor) : null));

class PointwiseNode extends Node<Tensor> {
  private readonly spec: PointwiseSpec;
  private readonly plan: BackwardPlan;
  private readonly needs: number;
  private readonly saved: Saved;
  private readonly numbers: readonly TensorOrNumber[];
  private readonly params: readonly number[];

  constructor(
    spec: PointwiseSpec,
    needs: number,
    output: Tensor,
    operands: readonly TensorOrNumber[],
    params: readonly number[],
  ) {
    super(spec.row.gradName, output, tensorsOnly(operands, needs));
    this.spec = spec;
    this.needs = needs;
    this.plan = spec.backward(needs);
    this.saved = new Saved(savedBy(this.plan, operands, [output]));
    this.numbers = operands.map((operand) => (operand instanceof Tensor ? 0 : operand));
    this.params = params;
  }

  backward([g]: Gradients<Tensor>): Gradients<Tensor> {
    const saved = this.saved.read(this.name);
    const { row } = this.spec;
    if (isGradEnabled())
      return differentiateRow(row, this.plan, this.needs, g!, saved, this.numbers, this.params, []);
    return launchBackward(this.plan, g!, g!.shape, saved, this.numbers, this.params);
  }

  override release(): void {
    super.release();
    this.saved.release();
  }
}

/** The tensors that a plan reads besides g. */
export function savedBy(
  plan: BackwardPlan,
  operands: readonly TensorOrNumber[],
  outputs: readonly Tensor[],
): Tensor[] {
  const saved: Tensor[] = [];
  for (const slot of plan.slots)
    if (slot > operands.length) saved.push(outputs[slot - operands.length - 1]);
    else if (slot > 0) saved.push(operands[slot - 1] as Tensor);
  return saved;
}

/** Runs a gradient kernel over `shape`; gives each operand's gradient, g itself where the plan passes it. */
export function launchBackward(
  plan: BackwardPlan,
  g: Tensor,
  shape: Shape,
  saved: readonly Tensor[],
  operands: readonly TensorOrNumber[],
  params: readonly number[],
): (Tensor | null)[] {
  const { kernel, slots, scalars, places } = plan;
  const outputs = kernel.outputs.map((e) => empty(g.device, e.dtype, shape));
  if (outputs.length > 0) {
    let next = 0;
    const inputs = slots.map((slot) => (slot === 0 ? g : saved[next++]));
    g.device.pointwise(
      kernel,
      outputs,
      inputs,
      scalarsOf(scalars, kernel.params, operands, params),
    );
  }
  return places.map((place) => (place === PASS ? g : place === NONE ? null : outputs[place]));
}

/** The same as tensor functions, so that the gradient can be differentiated. */
export function differentiateRow(
  row: Pick<PointwiseRow, "vjp" | "operands">,
  plan: BackwardPlan,
  needs: number,
  g: Tensor,
  saved: readonly Tensor[],
  operands: readonly TensorOrNumber[],
  params: readonly number[],
  extra: readonly number[],
): (Tensor | null)[] {
  const values: TensorOrNumber[] = [g, ...operands, ...params];
  let next = 0;
  for (const slot of plan.slots) {
    if (slot === 0) continue;
    // Outputs follow the params among the values of a vjp.
    values[slot <= operands.length ? slot : slot + params.length] = saved[next++];
  }
  const outputs = Math.max(0, ...plan.slots.map((slot) => slot - operands.length));
  for (let i = values.length; i < 1 + operands.length + params.length + Math.max(1, outputs); i++)
    values[i] = 0;
  const algebra = new TensorAlgebra(g.dtype);
  return operands.map((_, i) =>
    needs & (1 << i)
      ? row.vjp[i]!<Tensor>(algebra, ...(values as Tensor[]), ...(extra as unknown as Tensor[]))
      : null,
  );
}

const unary =
  (row: PointwiseRow) =>
  (x: Tensor): Tensor =>
    apply(row, [x]);
const binary =
  (row: PointwiseRow) =>
  (a: TensorOrNumber, b: TensorOrNumber): Tensor =>
    apply(row, [a, b]);

export const neg = /* @__PURE__ */ unary(rows.neg);
export const abs = /* @__PURE__ */ unary(rows.abs);
export const sign = /* @__PURE__ */ unary(rows.sign);
export const square = /* @__PURE__ */ unary(rows.square);
export const reciprocal = /* @__PURE__ */ unary(rows.reciprocal);
export const sqrt = /* @__PURE__ */ unary(rows.sqrt);
export const rsqrt = /* @__PURE__ */ unary(rows.rsqrt);
export const exp = /* @__PURE__ */ unary(rows.exp);
export const expm1 = /* @__PURE__ */ unary(rows.expm1);
export const log = /* @__PURE__ */ unary(rows.log);
export const log1p = /* @__PURE__ */ unary(rows.log1p);
export const sin = /* @__PURE__ */ unary(rows.sin);
export const cos = /* @__PURE__ */ unary(rows.cos);
export const tan = /* @__PURE__ */ unary(rows.tan);
export const tanh = /* @__PURE__ */ unary(rows.tanh);
export const sigmoid = /* @__PURE__ */ unary(rows.sigmoid);
export const relu = /* @__PURE__ */ unary(rows.relu);
export const selu = /* @__PURE__ */ unary(rows.selu);
export const silu = /* @__PURE__ */ unary(rows.silu);
export const softsign = /* @__PURE__ */ unary(rows.softsign);
export const logsigmoid = /* @__PURE__ */ unary(rows.logsigmoid);
export const floor = /* @__PURE__ */ unary(rows.floor);
export const ceil = /* @__PURE__ */ unary(rows.ceil);
export const round = /* @__PURE__ */ unary(rows.round);
export const trunc = /* @__PURE__ */ unary(rows.trunc);
export const isnan = /* @__PURE__ */ unary(rows.isnan);
export const isfinite = /* @__PURE__ */ unary(rows.isfinite);
export const logicalNot = /* @__PURE__ */ unary(rows.logicalNot);
export const bitwiseNot = /* @__PURE__ */ unary(rows.bitwiseNot);

export const mul = /* @__PURE__ */ binary(rows.mul);
export const div = /* @__PURE__ */ binary(rows.div);
export const pow = /* @__PURE__ */ binary(rows.pow);
export const remainder = /* @__PURE__ */ binary(rows.remainder);
export const fmod = /* @__PURE__ */ binary(rows.fmod);
export const maximum = /* @__PURE__ */ binary(rows.maximum);
export const minimum = /* @__PURE__ */ binary(rows.minimum);
export const atan2 = /* @__PURE__ */ binary(rows.atan2);
export const eq = /* @__PURE__ */ binary(rows.eq);
export const ne = /* @__PURE__ */ binary(rows.ne);
export const lt = /* @__PURE__ */ binary(rows.lt);
export const le = /* @__PURE__ */ binary(rows.le);
export const gt = /* @__PURE__ */ binary(rows.gt);
export const ge = /* @__PURE__ */ binary(rows.ge);
export const logicalAnd = /* @__PURE__ */ binary(rows.logicalAnd);
export const logicalOr = /* @__PURE__ */ binary(rows.logicalOr);
export const logicalXor = /* @__PURE__ */ binary(rows.logicalXor);
export const bitwiseAnd = /* @__PURE__ */ binary(rows.bitwiseAnd);
export const bitwiseOr = /* @__PURE__ */ binary(rows.bitwiseOr);
export const bitwiseXor = /* @__PURE__ */ binary(rows.bitwiseXor);

/** a where the condition holds, b elsewhere; all broadcast. Throws `DTypeError` unless the condition is bool. */
export const where = (condition: Tensor, a: TensorOrNumber, b: TensorOrNumber): Tensor =>
  apply(rows.where, [condition, a, b]);

export interface AlphaOptions {
  /** Factor of the second operand. */
  readonly alpha?: number;
}

/** a + alpha·b. */
export const add = (a: TensorOrNumber, b: TensorOrNumber, options?: AlphaOptions): Tensor =>
  options?.alpha === undefined
    ? apply(rows.add, [a, b])
    : apply(rows.addScaled, [a, b], [options.alpha]);

/** a − alpha·b. */
export const sub = (a: TensorOrNumber, b: TensorOrNumber, options?: AlphaOptions): Tensor =>
  options?.alpha === undefined
    ? apply(rows.sub, [a, b])
    : apply(rows.subScaled, [a, b], [options.alpha]);

export const addRow = (options?: AlphaOptions): PointwiseRow =>
  options?.alpha === undefined ? rows.add : rows.addScaled;
export const subRow = (options?: AlphaOptions): PointwiseRow =>
  options?.alpha === undefined ? rows.sub : rows.subScaled;

/** The second operand, cast to the first's dtype by the caller. */
export const copyRow: PointwiseRow = /* @__PURE__ */ pointwise("copy", {
  gradName: "CopyBackwards",
  forward: (_, _to, from) => from,
  vjp: [(o, g) => o.mul(g, 0), (_, g) => g],
});

export interface ClampLimits {
  readonly min?: TensorOrNumber;
  readonly max?: TensorOrNumber;
}

/** x limited to [min, max], one of which may be left out. Throws `ValueError` without either. */
export function clamp(x: Tensor, { min, max }: ClampLimits = {}): Tensor {
  if (min === undefined && max === undefined)
    throw new ValueError("clamp: neither min nor max is given; pass { min }, { max } or both");
  if (min === undefined) return apply(rows.clampMax, [x, max!]);
  return max === undefined ? apply(rows.clampMin, [x, min]) : apply(rows.clamp, [x, min, max]);
}

/** x where positive, negativeSlope·x elsewhere. */
export const leakyRelu = (
  x: Tensor,
  { negativeSlope = 0.01 }: { negativeSlope?: number } = {},
): Tensor => apply(rows.leakyRelu, [x], [negativeSlope]);

/** x where positive, alpha·(eˣ − 1) elsewhere. */
export const elu = (x: Tensor, { alpha = 1 }: { alpha?: number } = {}): Tensor =>
  apply(rows.elu, [x], [alpha]);

/** log(1 + e^(beta·x))/beta, x itself where beta·x passes the threshold. */
export const softplus = (
  x: Tensor,
  { beta = 1, threshold = 20 }: { beta?: number; threshold?: number } = {},
): Tensor => apply(rows.softplus, [x], [beta, threshold]);
