// Expressions: an op row read as a graph of intrinsics, which every backend renders.

import type { Algebra, Intrinsic } from "./algebra.ts";
import type { DType } from "./dtype.ts";
import { DTypeError } from "./errors.ts";
import type { PointwiseRow } from "./row.ts";

export type Leaf = "input" | "param" | "constant" | "coordinate";

/** A node of a kernel's expression graph. Equal nodes of one graph are the same object. */
export interface Expression {
  readonly op: Intrinsic | Leaf | "cast";
  readonly dtype: DType;
  readonly operands: readonly Expression[];
  /** Which input or param; else 0. */
  readonly index: number;
  /** The number of a constant; else 0. */
  readonly value: number;
}

const NONE: readonly Expression[] = [];
const COMPARISONS: ReadonlySet<string> = /* @__PURE__ */ new Set(["eq", "lt", "le"]);

type Operand = Expression | number;

/** Builds expressions. `dtype` is what bare numbers take where no value stands beside them. */
export class ExpressionAlgebra implements Algebra<Expression> {
  private readonly nodes = new Map<string, Expression>();
  private readonly ids = new Map<Expression, number>();
  readonly dtype: DType;

  constructor(dtype: DType) {
    this.dtype = dtype;
  }

  input = (index: number, dtype: DType): Expression => this.node("input", dtype, NONE, index);
  param = (index: number, dtype: DType): Expression => this.node("param", dtype, NONE, index);
  constant = (value: number, dtype: DType): Expression =>
    this.node("constant", dtype, NONE, 0, value);
  /** Row-major position of the element among those that a reduction folds. */
  coordinate = (): Expression => this.node("coordinate", "int32", NONE);

  cast = (a: Expression, dtype: DType): Expression => {
    if (a.dtype === dtype) return a;
    if (a.op === "constant" && dtype !== "bool") return this.constant(a.value, dtype);
    return this.node("cast", dtype, [a]);
  };

  call = (row: PointwiseRow, ...operands: Operand[]): Expression =>
    row.forward<Expression>(this, ...(operands as Expression[]));

  add = (a: Operand, b: Operand): Expression => this.apply("add", a, b);
  sub = (a: Operand, b: Operand): Expression => this.apply("sub", a, b);
  mul = (a: Operand, b: Operand): Expression =>
    a === 1 && typeof b !== "number"
      ? b
      : b === 1 && typeof a !== "number"
        ? a
        : this.apply("mul", a, b);
  div = (a: Operand, b: Operand): Expression =>
    b === 1 && typeof a !== "number" ? a : this.apply("div", a, b);
  rem = (a: Operand, b: Operand): Expression => this.apply("rem", a, b);
  min = (a: Operand, b: Operand): Expression => this.apply("min", a, b);
  max = (a: Operand, b: Operand): Expression => this.apply("max", a, b);
  pow = (a: Operand, b: Operand): Expression => this.apply("pow", a, b);
  atan2 = (a: Operand, b: Operand): Expression => this.apply("atan2", a, b);
  fma = (a: Operand, b: Operand, c: Operand): Expression => this.apply("fma", a, b, c);
  neg = (a: Expression): Expression => (a.op === "neg" ? a.operands[0] : this.apply("neg", a));
  abs = (a: Expression): Expression => this.apply("abs", a);
  sqrt = (a: Expression): Expression => this.apply("sqrt", a);
  exp = (a: Expression): Expression => this.apply("exp", a);
  expm1 = (a: Expression): Expression => this.apply("expm1", a);
  log = (a: Expression): Expression => this.apply("log", a);
  log1p = (a: Expression): Expression => this.apply("log1p", a);
  sin = (a: Expression): Expression => this.apply("sin", a);
  cos = (a: Expression): Expression => this.apply("cos", a);
  tan = (a: Expression): Expression => this.apply("tan", a);
  tanh = (a: Expression): Expression => this.apply("tanh", a);
  floor = (a: Expression): Expression => this.apply("floor", a);
  ceil = (a: Expression): Expression => this.apply("ceil", a);
  round = (a: Expression): Expression => this.apply("round", a);
  trunc = (a: Expression): Expression => this.apply("trunc", a);
  eq = (a: Operand, b: Operand): Expression => this.apply("eq", a, b);
  ne = (a: Operand, b: Operand): Expression => this.not(this.eq(a, b));
  lt = (a: Operand, b: Operand): Expression => this.apply("lt", a, b);
  le = (a: Operand, b: Operand): Expression => this.apply("le", a, b);
  gt = (a: Operand, b: Operand): Expression => this.apply("lt", b, a);
  ge = (a: Operand, b: Operand): Expression => this.apply("le", b, a);
  and = (a: Expression, b: Expression): Expression => this.apply("and", a, b);
  or = (a: Expression, b: Expression): Expression => this.apply("or", a, b);
  xor = (a: Expression, b: Expression): Expression => this.apply("xor", a, b);
  not = (a: Expression): Expression => (a.op === "not" ? a.operands[0] : this.apply("not", a));
  shiftLeft = (a: Expression, b: Operand): Expression => this.apply("shiftLeft", a, b);
  shiftRight = (a: Expression, b: Operand): Expression => this.apply("shiftRight", a, b);
  select = (condition: Expression, a: Operand, b: Operand): Expression => {
    const dtype = dtypeBeside(a, b) ?? this.dtype;
    const operands = [condition, this.lift(a, dtype), this.lift(b, dtype)];
    return this.node("select", this.common("select", operands.slice(1)), operands);
  };

  private apply(op: Intrinsic, ...operands: Operand[]): Expression {
    const dtype = dtypeBeside(...operands) ?? this.dtype;
    const lifted = operands.map((operand) => this.lift(operand, dtype));
    const common = this.common(op, lifted);
    return this.node(op, COMPARISONS.has(op) ? "bool" : common, lifted);
  }

  private lift(operand: Operand, dtype: DType): Expression {
    return typeof operand === "number" ? this.constant(operand, dtype) : operand;
  }

  private common(op: Intrinsic, operands: readonly Expression[]): DType {
    const dtype = operands[0].dtype;
    if (operands.some((operand) => operand.dtype !== dtype))
      throw new DTypeError(
        `expression: ${op} mixes dtypes: got ${operands.map((e) => e.dtype).join(", ")}; cast the operands in the row`,
      );
    return dtype;
  }

  private node(
    op: Expression["op"],
    dtype: DType,
    operands: readonly Expression[],
    index = 0,
    value = 0,
  ): Expression {
    const exact = Object.is(value, -0) ? "-0" : value;
    const key = `${op} ${dtype} ${index} ${exact} ${operands.map((e) => this.ids.get(e)).join()}`;
    let node = this.nodes.get(key);
    if (!node) {
      node = { op, dtype, operands, index, value };
      this.nodes.set(key, node);
      this.ids.set(node, this.ids.size);
    }
    return node;
  }
}

function dtypeBeside(...operands: Operand[]): DType | undefined {
  for (const operand of operands) if (typeof operand !== "number") return operand.dtype;
  return undefined;
}

/** Every node that the outputs need, operands before users, each once. */
export function linearize(outputs: readonly Expression[]): Expression[] {
  const order: Expression[] = [];
  const seen = new Set<Expression>();
  const visit = (node: Expression): void => {
    if (seen.has(node)) return;
    seen.add(node);
    node.operands.forEach(visit);
    order.push(node);
  };
  outputs.forEach(visit);
  return order;
}

/** The inputs or params that the outputs use, each once, by index. */
export function usedLeaves(outputs: readonly Expression[], kind: "input" | "param"): Expression[] {
  return linearize(outputs)
    .filter((node) => node.op === kind)
    .sort((a, b) => a.index - b.index);
}

/** The same expressions with inputs and params renumbered to their position in the given lists. */
export function renumber(
  outputs: readonly Expression[],
  inputs: readonly number[],
  params: readonly number[],
): Expression[] {
  const done = new Map<Expression, Expression>();
  for (const node of linearize(outputs)) {
    const operands = node.operands.map((operand) => done.get(operand)!);
    const list = node.op === "input" ? inputs : node.op === "param" ? params : undefined;
    const index = list ? list.indexOf(node.index) : node.index;
    done.set(node, { ...node, operands, index });
  }
  return outputs.map((output) => done.get(output)!);
}
