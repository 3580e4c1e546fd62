// Instruction encodings of WebAssembly 2.0, by the names of its text format.

/** The bytes of an instruction without its immediates. */
export type Instruction = readonly number[];

/** Instructions behind the SIMD prefix, their number as LEB128. */
const simd = (number: number): Instruction =>
  number < 0x80 ? [0xfd, number] : [0xfd, (number & 0x7f) | 0x80, number >> 7];

export const CONTROL = { block: 0x02, loop: 0x03, end: 0x0b, br: 0x0c, brIf: 0x0d } as const;
export const LOCAL = { get: 0x20, set: 0x21 } as const;
export const CONST = { i32: 0x41, i64: 0x42, f32: 0x43, f64: 0x44 } as const;
export const EMPTY_BLOCK = 0x40;

export const SELECT: Instruction = [0x1b];

export const MEMORY = {
  "i32.load": [0x28],
  "i64.load": [0x29],
  "f32.load": [0x2a],
  "f64.load": [0x2b],
  "i32.load8_s": [0x2c],
  "i32.load8_u": [0x2d],
  "i32.load16_s": [0x2e],
  "i32.store": [0x36],
  "i64.store": [0x37],
  "f32.store": [0x38],
  "f64.store": [0x39],
  "i32.store8": [0x3a],
  "i32.store16": [0x3b],
  "v128.load": simd(0x00),
  "v128.store": simd(0x0b),
  "v128.load32_zero": simd(0x5c),
  "v128.store32_lane": simd(0x5a),
} as const satisfies Record<string, Instruction>;

export const I32 = {
  eqz: [0x45],
  eq: [0x46],
  lt: [0x48],
  gt: [0x4a],
  le: [0x4c],
  add: [0x6a],
  sub: [0x6b],
  mul: [0x6c],
  div: [0x6d],
  rem: [0x6f],
  and: [0x71],
  or: [0x72],
  xor: [0x73],
  shl: [0x74],
  shr: [0x75],
  ne: [0x47],
  extend8: [0xc0],
  extend16: [0xc1],
  wrapI64: [0xa7],
} as const satisfies Record<string, Instruction>;

export const I64 = {
  eq: [0x51],
  ne: [0x52],
  lt: [0x53],
  gt: [0x55],
  le: [0x57],
  add: [0x7c],
  sub: [0x7d],
  mul: [0x7e],
  div: [0x7f],
  rem: [0x81],
  and: [0x83],
  or: [0x84],
  xor: [0x85],
  shl: [0x86],
  shr: [0x87],
  extendI32: [0xac],
  truncF32: [0xfc, 0x04],
  truncF64: [0xfc, 0x06],
} as const satisfies Record<string, Instruction>;

export const F32 = {
  eq: [0x5b],
  ne: [0x5c],
  lt: [0x5d],
  le: [0x5f],
  abs: [0x8b],
  neg: [0x8c],
  ceil: [0x8d],
  floor: [0x8e],
  trunc: [0x8f],
  nearest: [0x90],
  sqrt: [0x91],
  add: [0x92],
  sub: [0x93],
  mul: [0x94],
  div: [0x95],
  min: [0x96],
  max: [0x97],
  convertI32: [0xb2],
  convertI64: [0xb4],
  demoteF64: [0xb6],
  reinterpretI32: [0xbe],
  truncToI32: [0xfc, 0x00],
} as const satisfies Record<string, Instruction>;

export const F64 = {
  eq: [0x61],
  ne: [0x62],
  lt: [0x63],
  le: [0x65],
  abs: [0x99],
  neg: [0x9a],
  ceil: [0x9b],
  floor: [0x9c],
  trunc: [0x9d],
  nearest: [0x9e],
  sqrt: [0x9f],
  add: [0xa0],
  sub: [0xa1],
  mul: [0xa2],
  div: [0xa3],
  min: [0xa4],
  max: [0xa5],
  convertI32: [0xb7],
  convertI64: [0xb9],
  promoteF32: [0xbb],
} as const satisfies Record<string, Instruction>;

export const V128 = {
  const: simd(0x0c),
  not: simd(0x4d),
  and: simd(0x4e),
  or: simd(0x50),
  xor: simd(0x51),
  bitselect: simd(0x52),
  splatI32: simd(0x11),
  splatF32: simd(0x13),
  narrowI16: simd(0x65),
  narrowI32: simd(0x85),
  extendLowU8: simd(0x89),
  extendLowU16: simd(0xa9),
} as const satisfies Record<string, Instruction>;

export const I32X4 = {
  eq: simd(0x37),
  ne: simd(0x38),
  lt: simd(0x39),
  le: simd(0x3d),
  abs: simd(0xa0),
  neg: simd(0xa1),
  shl: simd(0xab),
  shr: simd(0xac),
  add: simd(0xae),
  sub: simd(0xb1),
  mul: simd(0xb5),
  min: simd(0xb6),
  max: simd(0xb8),
  truncF32: simd(0xf8),
} as const satisfies Record<string, Instruction>;

export const F32X4 = {
  eq: simd(0x41),
  ne: simd(0x42),
  lt: simd(0x43),
  le: simd(0x45),
  ceil: simd(0x67),
  floor: simd(0x68),
  trunc: simd(0x69),
  nearest: simd(0x6a),
  abs: simd(0xe0),
  neg: simd(0xe1),
  sqrt: simd(0xe3),
  add: simd(0xe4),
  sub: simd(0xe5),
  mul: simd(0xe6),
  div: simd(0xe7),
  min: simd(0xe8),
  max: simd(0xe9),
  convertI32: simd(0xfa),
} as const satisfies Record<string, Instruction>;
