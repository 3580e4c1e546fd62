// Expressions rendered as JavaScript source.

import {
  isFloat,
  linearize,
  powAsC,
  roundHalfEven,
  type DType,
  type Expression,
  type Intrinsic,
} from "@flambeau/core";

/** Functions that generated code calls by these names. */
export const RUNTIME = { roundHalfEven, powAsC };
export type Runtime = typeof RUNTIME;

const isInt64 = (dtype: DType): boolean => dtype === "int64";

/** Rounds or wraps the source of a number to what the dtype holds. Logical values stay JavaScript booleans. */
export function hold(source: string, dtype: DType): string {
  if (dtype === "float32") return `Math.fround(${source})`;
  if (dtype === "int64") return `BigInt.asIntN(64, ${source})`;
  if (dtype === "int32") return `(${source} | 0)`;
  if (dtype === "int16") return `(${source} << 16 >> 16)`;
  if (dtype === "int8") return `(${source} << 24 >> 24)`;
  return dtype === "uint8" ? `(${source} & 255)` : `(${source})`;
}

type Render = (dtype: DType, ...operands: string[]) => string;

const infix =
  (operator: string): Render =>
  (dtype, a, b) =>
    dtype === "bool" ? `(${a} ${operator} ${b})` : hold(`(${a} ${operator} ${b})`, dtype);
const call =
  (name: string): Render =>
  (dtype, ...operands) =>
    hold(`${name}(${operands.join(", ")})`, dtype);
/** Rounding leaves integers as they are. */
const rounding =
  (name: string): Render =>
  (dtype, a) =>
    isFloat(dtype) ? `${name}(${a})` : a;
const extremum =
  (name: string, comparison: string): Render =>
  (dtype, a, b) =>
    isFloat(dtype) ? `${name}(${a}, ${b})` : `(${a} ${comparison} ${b} ? ${a} : ${b})`;
/** Integer division by zero gives 0, where JavaScript would throw or make ∞. */
const dividing =
  (operator: string): Render =>
  (dtype, a, b) =>
    isFloat(dtype)
      ? hold(`(${a} ${operator} ${b})`, dtype)
      : isInt64(dtype)
        ? `(${b} === 0n ? 0n : ${hold(`(${a} ${operator} ${b})`, dtype)})`
        : hold(`(${a} ${operator} ${b})`, dtype === "uint8" ? dtype : "int32");
const bitwise =
  (operator: string): Render =>
  (dtype, a, b) =>
    dtype === "bool"
      ? `(${a} ${operator === "^" ? "!==" : operator + operator} ${b})`
      : hold(`(${a} ${operator} ${b})`, dtype);

/** Power of integers by squaring, wrapped at each step. */
const integerPower = (dtype: DType, a: string, b: string): string => {
  const [zero, one, two] = isInt64(dtype) ? ["0n", "1n", "2n"] : ["0", "1", "2"];
  const times = (x: string, y: string) =>
    isInt64(dtype) ? hold(`(${x} * ${y})`, dtype) : `Math.imul(${x}, ${y})`;
  return hold(
    `((x, n) => {
      if (n < ${zero}) return x === ${one} ? ${one} : x === -${one} ? (n % ${two} ? -${one} : ${one}) : ${zero};
      let y = ${one};
      for (; n > ${zero}; n >>= ${one}) { if (n & ${one}) y = ${times("y", "x")}; x = ${times("x", "x")}; }
      return y;
    })(${a}, ${b})`,
    dtype,
  );
};

const RENDERERS: Record<Intrinsic, Render> = {
  add: (dtype, a, b) => (dtype === "bool" ? `(${a} || ${b})` : hold(`(${a} + ${b})`, dtype)),
  sub: infix("-"),
  mul: (dtype, a, b) =>
    dtype === "bool"
      ? `(${a} && ${b})`
      : isFloat(dtype) || isInt64(dtype)
        ? hold(`(${a} * ${b})`, dtype)
        : hold(`Math.imul(${a}, ${b})`, dtype),
  div: dividing("/"),
  rem: dividing("%"),
  min: extremum("Math.min", "<"),
  max: extremum("Math.max", ">"),
  pow: (dtype, a, b) =>
    isFloat(dtype) ? hold(`runtime.powAsC(${a}, ${b})`, dtype) : integerPower(dtype, a, b),
  atan2: call("Math.atan2"),
  fma: (dtype, a, b, c) => hold(`(${a} * ${b} + ${c})`, dtype),
  neg: (dtype, a) => hold(`(-${a})`, dtype),
  abs: (dtype, a) =>
    dtype === "bool"
      ? a
      : isFloat(dtype)
        ? `Math.abs(${a})`
        : hold(`(${a} < ${isInt64(dtype) ? "0n" : "0"} ? -${a} : ${a})`, dtype),
  sqrt: call("Math.sqrt"),
  exp: call("Math.exp"),
  expm1: call("Math.expm1"),
  log: call("Math.log"),
  log1p: call("Math.log1p"),
  sin: call("Math.sin"),
  cos: call("Math.cos"),
  tan: call("Math.tan"),
  tanh: call("Math.tanh"),
  floor: rounding("Math.floor"),
  ceil: rounding("Math.ceil"),
  round: rounding("runtime.roundHalfEven"),
  trunc: rounding("Math.trunc"),
  eq: (_, a, b) => `(${a} === ${b})`,
  lt: (_, a, b) => `(${a} < ${b})`,
  le: (_, a, b) => `(${a} <= ${b})`,
  and: bitwise("&"),
  or: bitwise("|"),
  xor: bitwise("^"),
  not: (dtype, a) => (dtype === "bool" ? `(!${a})` : hold(`(~${a})`, dtype)),
  shiftLeft: bitwise("<<"),
  shiftRight: bitwise(">>"),
  select: (_, condition, a, b) => `(${condition} ? ${a} : ${b})`,
};

function constant(value: number, dtype: DType): string {
  if (dtype === "bool") return value ? "true" : "false";
  if (isInt64(dtype)) return `${BigInt(value)}n`;
  if (!Number.isFinite(value))
    return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "(-Infinity)";
  const held = dtype === "float32" ? Math.fround(value) : value;
  return Object.is(held, -0) || held < 0 ? `(${Object.is(held, -0) ? "-0" : held})` : `${held}`;
}

/** A value moved from one dtype to another, as C casts: toward zero, wrapped. */
export function cast(source: string, from: DType, to: DType): string {
  if (from === to) return source;
  const zero = isInt64(from) ? "0n" : "0";
  if (to === "bool") return `(${source} !== ${zero})`;
  if (from === "bool") return isInt64(to) ? `(${source} ? 1n : 0n)` : `(${source} ? 1 : 0)`;
  if (isInt64(to))
    return isFloat(from)
      ? `BigInt.asIntN(64, BigInt(Number.isFinite(${source}) ? Math.trunc(${source}) : 0))`
      : `BigInt(${source})`;
  const number = isInt64(from)
    ? `Number(${isFloat(to) ? source : `BigInt.asIntN(32, ${source})`})`
    : source;
  return to === "float64" ? number : hold(number, to);
}

/** Names of the leaves in generated code. Inputs and params of bool arrive as booleans. */
export interface LeafNames {
  readonly input: (index: number) => string;
  readonly param: (index: number) => string;
  readonly coordinate?: string;
}

/** Statements that compute the outputs, and the source of each output. Values used once are nested. */
export function render(
  outputs: readonly Expression[],
  names: LeafNames,
  prefix = "t",
  accumulate = false,
): { statements: string; values: string[] } {
  const order = linearize(outputs);
  const uses = new Map<Expression, number>();
  for (const node of [...order.flatMap((n) => n.operands), ...outputs])
    uses.set(node, (uses.get(node) ?? 0) + 1);
  const sources = new Map<Expression, string>();
  const statements: string[] = [];
  for (const node of order) {
    const source = renderNode(node, sources, names, accumulate);
    const repeated = !isLeaf(node) && (uses.get(node)! > 1 || duplicates(node));
    if (repeated) statements.push(`const ${prefix}${statements.length} = ${source};`);
    sources.set(node, repeated ? `${prefix}${statements.length - 1}` : source);
  }
  return { statements: statements.join("\n"), values: outputs.map((e) => sources.get(e)!) };
}

const isLeaf = (node: Expression): boolean => node.operands.length === 0;

/** Whether a user of the node may write its source twice. */
const duplicates = (node: Expression): boolean => !isFloat(node.dtype) && node.dtype !== "bool";

function renderNode(
  node: Expression,
  sources: ReadonlyMap<Expression, string>,
  names: LeafNames,
  accumulate: boolean,
): string {
  const operands = node.operands.map((operand) => sources.get(operand)!);
  switch (node.op) {
    case "input":
      return names.input(node.index);
    case "param":
      return names.param(node.index);
    case "coordinate":
      return names.coordinate!;
    case "constant":
      return constant(node.value, node.dtype);
    case "cast":
      return cast(operands[0], node.operands[0].dtype, node.dtype);
    default:
      // Accumulators keep double precision; the epilogue rounds.
      return RENDERERS[node.op](
        accumulate && node.dtype === "float32" ? "float64" : node.dtype,
        ...operands,
      );
  }
}
