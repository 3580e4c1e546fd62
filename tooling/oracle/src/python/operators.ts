// Owns Python's operators: on ints and floats exactly, on tensors through the library's functions.
import { isTensor, method, NotImplemented, type Library } from "../library.ts";
import type { Value } from "../values.ts";

type Number_ = bigint | number;

const TENSOR_OPERATORS: Record<string, string> = {
  "+": "add",
  "-": "sub",
  "*": "mul",
  "/": "div",
  "//": "floorDivide",
  "%": "remainder",
  "**": "pow",
  "@": "matmul",
  "==": "eq",
  "!=": "ne",
  "<": "lt",
  "<=": "le",
  ">": "gt",
  ">=": "ge",
  "&": "bitwiseAnd",
  "|": "bitwiseOr",
  "^": "bitwiseXor",
};

function isNumber(value: Value): value is Number_ {
  return typeof value === "bigint" || typeof value === "number";
}

function floorMod(a: number, b: number): number {
  const remainder = a % b;
  return remainder !== 0 && remainder < 0 !== b < 0 ? remainder + b : remainder;
}

function integers(operator: string, a: bigint, b: bigint): Value {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return Number(a) / Number(b);
    case "//": {
      const quotient = a / b;
      return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
    }
    case "%": {
      const remainder = a % b;
      return remainder !== 0n && remainder < 0n !== b < 0n ? remainder + b : remainder;
    }
    case "**":
      return b < 0n ? Number(a) ** Number(b) : a ** b;
    case "&":
      return a & b;
    case "|":
      return a | b;
    case "^":
      return a ^ b;
    default:
      throw new NotImplemented(`operator ${operator}`);
  }
}

function floats(operator: string, a: number, b: number): number {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    case "//":
      return Math.floor(a / b);
    case "%":
      return floorMod(a, b);
    case "**":
      return a ** b;
    default:
      throw new NotImplemented(`operator ${operator}`);
  }
}

function compare(operator: string, a: Value, b: Value): boolean {
  switch (operator) {
    case "==":
      // oxlint-disable-next-line eqeqeq -- 1 == 1.0 in Python, and bigint compares with number
      return isNumber(a) && isNumber(b) ? a == b : a === b;
    case "!=":
      return !compare("==", a, b);
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    default:
      return a >= b;
  }
}

/**
 * A scalar operand of a tensor. An integral number counts as Python's int in the library, so a float
 * such as 2.0 beside an integer tensor is passed as a 0-d tensor, which promotes in the same way.
 */
export function scalarOperand(library: Library, scalar: Value, beside: { dtype: string }): unknown {
  if (typeof scalar === "bigint") {
    const number = Number(scalar);
    return Number.isSafeInteger(number) ? number : scalar;
  }
  const hidden = typeof scalar === "number" && Number.isInteger(scalar);
  return hidden && !beside.dtype.startsWith("float") ? method(library, "tensor")(scalar) : scalar;
}

function tensorBinary(library: Library, operator: string, left: Value, right: Value): Value {
  const name = TENSOR_OPERATORS[operator];
  if (!name) throw new NotImplemented(`operator ${operator} of tensors`);
  if (isTensor(library, left)) {
    const other = isTensor(library, right) ? right : scalarOperand(library, right, left);
    if (typeof left[name] === "function") return left[name](other);
    return method(library, name)(left, other);
  }
  return method(library, name)(scalarOperand(library, left, right), right);
}

/** Value of `left operator right`; `and`, `or` and `in` belong to the evaluator. */
export function binary(library: Library, operator: string, left: Value, right: Value): Value {
  if (operator === "is") return left === right || (left === null && right === undefined);
  if (operator === "is not") return !binary(library, "is", left, right);
  if (isTensor(library, left) || isTensor(library, right)) {
    return tensorBinary(library, operator, left, right);
  }
  if (["==", "!=", "<", "<=", ">", ">="].includes(operator)) return compare(operator, left, right);
  if (typeof left === "bigint" && typeof right === "bigint") return integers(operator, left, right);
  if (isNumber(left) && isNumber(right)) return floats(operator, Number(left), Number(right));
  if (typeof left === "string" && operator === "+") return left + String(right);
  if (Array.isArray(left) && Array.isArray(right) && operator === "+") return [...left, ...right];
  if (Array.isArray(left) && typeof right === "bigint" && operator === "*") {
    return Array.from({ length: Number(right) }, () => left).flat();
  }
  throw new NotImplemented(`operator ${operator} of ${typeof left} and ${typeof right}`);
}

/** Value of `-x`, `+x`, `~x` and `not x`. */
export function unary(library: Library, operator: string, value: Value): Value {
  if (operator === "not") return !truth(library, value);
  if (isTensor(library, value)) {
    const name = { "-": "neg", "+": "positive", "~": "bitwiseNot" }[operator];
    return method(value, name!, "Tensor")();
  }
  if (operator === "-" && isNumber(value)) return -value;
  if (operator === "+" && isNumber(value)) return value;
  if (operator === "~" && typeof value === "bigint") return ~value;
  throw new NotImplemented(`operator ${operator} of ${typeof value}`);
}

/** Python's truth of a value; a tensor must have one element. */
export function truth(library: Library, value: Value): boolean {
  if (isTensor(library, value)) return Boolean(value.item());
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof Map) return value.size > 0;
  return Boolean(value);
}
