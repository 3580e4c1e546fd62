// The WGSL of each intrinsic.

import { DTypeError, isFloat, type DType, type Intrinsic } from "@flambeau/core";

/** Source of an operation on sources, in the dtype that it works on. */
type Lower = (dtype: DType, ...operands: string[]) => string;

/** Wraps an i32 to what a smaller integer holds. */
export function hold(source: string, dtype: DType): string {
  if (dtype === "int16") return `((${source} << 16u) >> 16u)`;
  if (dtype === "int8") return `((${source} << 24u) >> 24u)`;
  return dtype === "uint8" ? `(${source} & 255)` : source;
}

const infix =
  (operator: string): Lower =>
  (dtype, a, b) =>
    hold(`(${a} ${operator} ${b})`, dtype);
const call =
  (name: string): Lower =>
  (_, ...operands) =>
    `${name}(${operands.join(", ")})`;
/** Rounding leaves integers as they are. */
const rounding =
  (name: string): Lower =>
  (dtype, a) =>
    isFloat(dtype) ? `${name}(${a})` : a;
/** `&` and `|` on bool, too, evaluate both sides; WGSL has no `^` for bool. */
const bitwise =
  (operator: string): Lower =>
  (dtype, a, b) =>
    dtype === "bool" && operator === "^" ? `(${a} != ${b})` : `(${a} ${operator} ${b})`;
const extremum =
  (name: "min" | "max"): Lower =>
  (dtype, a, b) =>
    dtype === "bool"
      ? `(${a} ${name === "min" ? "&" : "|"} ${b})`
      : isFloat(dtype)
        ? `${name}_or_nan(${a}, ${b})`
        : `${name}(${a}, ${b})`;
/** An order that NaN is outside of; WGSL leaves it open. */
const ordered =
  (operator: string): Lower =>
  (dtype, a, b) =>
    dtype === "bool"
      ? `(u32(${a}) ${operator} u32(${b}))`
      : isFloat(dtype)
        ? `(!is_nan(${a}) && !is_nan(${b}) && ${a} ${operator} ${b})`
        : `(${a} ${operator} ${b})`;
const shift =
  (operator: string): Lower =>
  (dtype, a, b) =>
    hold(`(${a} ${operator} u32(${b}))`, dtype);

/** No code yet: WGSL promises too little of its own function. A kernel that needs it is refused with its name. */
const NOT_YET = null;

export const LOWERINGS: Record<Intrinsic, Lower | null> = {
  add: (dtype, a, b) => (dtype === "bool" ? `(${a} | ${b})` : hold(`(${a} + ${b})`, dtype)),
  sub: infix("-"),
  mul: (dtype, a, b) => (dtype === "bool" ? `(${a} & ${b})` : hold(`(${a} * ${b})`, dtype)),
  div: (dtype, a, b) =>
    isFloat(dtype) ? `(${a} / ${b})` : hold(`integer_quotient(${a}, ${b})`, dtype),
  rem: (dtype, a, b) => (isFloat(dtype) ? refuse("rem") : `integer_remainder(${a}, ${b})`),
  min: extremum("min"),
  max: extremum("max"),
  pow: NOT_YET,
  atan2: NOT_YET,
  fma: (dtype, a, b, c) =>
    isFloat(dtype) ? `fma(${a}, ${b}, ${c})` : hold(`(${a} * ${b} + ${c})`, dtype),
  neg: (dtype, a) => hold(`(-${a})`, dtype),
  abs: (dtype, a) => (dtype === "bool" ? a : hold(`abs(${a})`, dtype)),
  sqrt: call("sqrt"),
  exp: call("exp_of"),
  expm1: NOT_YET,
  log: NOT_YET,
  log1p: NOT_YET,
  sin: NOT_YET,
  cos: NOT_YET,
  tan: NOT_YET,
  tanh: NOT_YET,
  floor: rounding("floor"),
  ceil: rounding("ceil"),
  round: rounding("round"),
  trunc: rounding("trunc"),
  eq: (dtype, a, b) =>
    isFloat(dtype) ? `(!is_nan(${a}) && !is_nan(${b}) && ${a} == ${b})` : `(${a} == ${b})`,
  lt: ordered("<"),
  le: ordered("<="),
  and: bitwise("&"),
  or: bitwise("|"),
  xor: bitwise("^"),
  not: (dtype, a) => (dtype === "bool" ? `(!${a})` : hold(`(~${a})`, dtype)),
  shiftLeft: shift("<<"),
  shiftRight: shift(">>"),
  select: (_, condition, a, b) => `select(${b}, ${a}, ${condition})`,
};

/**
 * Functions that lowered code calls. WGSL's own exp may be 3 + 2|x| units in the last place off: here it is 2ⁿ·eʳ with
 * n = ⌊x/ln 2⌉, ln 2 in two parts and eʳ to r⁷, cut at most 5.3e−9 from it. 2ⁿ is in two steps, as it leaves the range.
 */
export const PRELUDE = `
fn is_nan(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }
fn from_bits(bits: u32) -> f32 { var held = bits; return bitcast<f32>(held); }
fn min_or_nan(a: f32, b: f32) -> f32 {
  return select(select(min(a, b), b, is_nan(b)), a, is_nan(a));
}
fn max_or_nan(a: f32, b: f32) -> f32 {
  return select(select(max(a, b), b, is_nan(b)), a, is_nan(a));
}
fn power_of_two(n: f32) -> f32 { return bitcast<f32>((i32(n) + 127) << 23u); }
fn exp_of(x: f32) -> f32 {
  let bounded = clamp(x, -104.0, 89.0);
  let n = round(bounded * ${Math.LOG2E});
  let r = (bounded - n * ${355 / 512}) + n * 2.1219444005469057e-4;
  var tail = r * ${1 / 5040} + ${1 / 720};
  tail = tail * r + ${1 / 120};
  tail = tail * r + ${1 / 24};
  tail = tail * r + ${1 / 6};
  tail = tail * r + 0.5;
  let power = (r * r * tail + r) + 1.0;
  let half = floor(n * 0.5);
  let finite = power * power_of_two(half) * power_of_two(n - half);
  return select(select(finite, from_bits(0x7f800000u), x > 88.72284), x, is_nan(x));
}
fn integer_quotient(a: i32, b: i32) -> i32 {
  let divisor = select(b, 1, b == 0 || b == -1);
  return select(select(a / divisor, -a, b == -1), 0, b == 0);
}
fn integer_remainder(a: i32, b: i32) -> i32 {
  let divisor = select(b, 1, b == 0 || b == -1);
  return a % divisor;
}
`;

/** Throws the `DTypeError` for an intrinsic that has no WGSL. */
export function refuse(op: Intrinsic): never {
  throw new DTypeError(
    `webgpu has no ${op} yet: got a kernel that needs it; run it on the cpu device`,
    { op },
  );
}
