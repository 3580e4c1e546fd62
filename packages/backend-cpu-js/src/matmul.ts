// Matrix products in plain JavaScript: direct loops for small ones, packed register tiles for large ones.

import { isFloat, type Operand, type TypedArray } from "@flambeau/core";
import { dataOf } from "./storage.ts";

type FloatArray = Float32Array | Float64Array;

interface Matrix<A> {
  readonly data: A;
  readonly offset: number;
  readonly row: number;
  readonly column: number;
}

type Multiply = (
  y: Matrix<FloatArray>,
  a: Matrix<FloatArray>,
  b: Matrix<FloatArray>,
  bias: Matrix<FloatArray> | null,
  m: number,
  n: number,
  k: number,
) => void;

/** Every element by its own sum, in double, four columns at a time. */
function multiplyDirect(
  y: Matrix<FloatArray>,
  a: Matrix<FloatArray>,
  b: Matrix<FloatArray>,
  bias: Matrix<FloatArray> | null,
  m: number,
  n: number,
  k: number,
): void {
  const { data: Y, column: yc } = y;
  const { data: A, column: ac } = a;
  const { data: B, row: br, column: bc } = b;
  const whole = n - (n % 4);
  for (let i = 0; i < m; i++) {
    const aRow = a.offset + i * a.row;
    let to = y.offset + i * y.row;
    let j = 0;
    let column = b.offset;
    for (; j < whole; j += 4, column += 4 * bc) {
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let p = 0, from = aRow, at = column; p < k; p++, from += ac, at += br) {
        const x = A[from];
        s0 += x * B[at];
        s1 += x * B[at + bc];
        s2 += x * B[at + 2 * bc];
        s3 += x * B[at + 3 * bc];
      }
      if (bias !== null) {
        const add = bias.offset + i * bias.row + j * bias.column;
        s0 += bias.data[add];
        s1 += bias.data[add + bias.column];
        s2 += bias.data[add + 2 * bias.column];
        s3 += bias.data[add + 3 * bias.column];
      }
      Y[to] = s0;
      Y[to + yc] = s1;
      Y[to + 2 * yc] = s2;
      Y[to + 3 * yc] = s3;
      to += 4 * yc;
    }
    for (; j < n; j++, column += bc, to += yc) {
      let sum = bias === null ? 0 : bias.data[bias.offset + i * bias.row + j * bias.column];
      for (let p = 0, from = aRow, at = column; p < k; p++, from += ac, at += br)
        sum += A[from] * B[at];
      Y[to] = sum;
    }
  }
}

/** 4×4 tiles over panels packed in double, so that sixteen sums stay in registers. */
function multiplyTiled(
  y: Matrix<FloatArray>,
  a: Matrix<FloatArray>,
  b: Matrix<FloatArray>,
  bias: Matrix<FloatArray> | null,
  m: number,
  n: number,
  k: number,
): void {
  const columns = Math.ceil(n / 4);
  const panels = new Float64Array(columns * 4 * k);
  for (let c = 0, at = 0; c < columns; c++)
    for (let p = 0; p < k; p++)
      for (let j = c * 4; j < c * 4 + 4; j++, at++)
        panels[at] = j < n ? b.data[b.offset + p * b.row + j * b.column] : 0;
  const rows = new Float64Array(4 * k);
  const tile = new Float64Array(16);
  for (let i = 0; i < m; i += 4) {
    for (let p = 0, at = 0; p < k; p++)
      for (let r = i; r < i + 4; r++, at++)
        rows[at] = r < m ? a.data[a.offset + r * a.row + p * a.column] : 0;
    for (let c = 0; c < columns; c++) {
      let c00 = 0,
        c01 = 0,
        c02 = 0,
        c03 = 0,
        c10 = 0,
        c11 = 0,
        c12 = 0,
        c13 = 0;
      let c20 = 0,
        c21 = 0,
        c22 = 0,
        c23 = 0,
        c30 = 0,
        c31 = 0,
        c32 = 0,
        c33 = 0;
      for (let p = 0, s = 0, t = c * 4 * k; p < k; p++, s += 4, t += 4) {
        const a0 = rows[s],
          a1 = rows[s + 1],
          a2 = rows[s + 2],
          a3 = rows[s + 3];
        const b0 = panels[t],
          b1 = panels[t + 1],
          b2 = panels[t + 2],
          b3 = panels[t + 3];
        c00 += a0 * b0;
        c01 += a0 * b1;
        c02 += a0 * b2;
        c03 += a0 * b3;
        c10 += a1 * b0;
        c11 += a1 * b1;
        c12 += a1 * b2;
        c13 += a1 * b3;
        c20 += a2 * b0;
        c21 += a2 * b1;
        c22 += a2 * b2;
        c23 += a2 * b3;
        c30 += a3 * b0;
        c31 += a3 * b1;
        c32 += a3 * b2;
        c33 += a3 * b3;
      }
      tile[0] = c00;
      tile[1] = c01;
      tile[2] = c02;
      tile[3] = c03;
      tile[4] = c10;
      tile[5] = c11;
      tile[6] = c12;
      tile[7] = c13;
      tile[8] = c20;
      tile[9] = c21;
      tile[10] = c22;
      tile[11] = c23;
      tile[12] = c30;
      tile[13] = c31;
      tile[14] = c32;
      tile[15] = c33;
      const right = Math.min(4, n - c * 4);
      const below = Math.min(4, m - i);
      for (let r = 0; r < below; r++)
        for (let j = 0; j < right; j++) {
          const start =
            bias === null
              ? 0
              : bias.data[bias.offset + (i + r) * bias.row + (c * 4 + j) * bias.column];
          y.data[y.offset + (i + r) * y.row + (c * 4 + j) * y.column] = start + tile[r * 4 + j];
        }
    }
  }
}

/**
 * A copy of a self-contained function with type feedback of its own, so that float32 does not slow float64;
 * the function itself where a page's policy forbids making code.
 */
function specialized(multiply: Multiply): Multiply {
  try {
    return new Function(`return ${multiply.toString()}`)() as Multiply;
  } catch {
    return multiply;
  }
}

let direct: Record<string, Multiply> | undefined;
let tiled: Record<string, Multiply> | undefined;

/** Multiply-adds from which packing pays. */
const TILED_FROM = 16 ** 3;

function multiplyFloats(dtype: string, ...operands: Parameters<Multiply>): void {
  direct ??= { float32: specialized(multiplyDirect), float64: specialized(multiplyDirect) };
  tiled ??= { float32: specialized(multiplyTiled), float64: specialized(multiplyTiled) };
  const [, , , , m, n, k] = operands;
  const kernel = m * n * k >= TILED_FROM && m >= 4 && n >= 4 ? tiled : direct;
  kernel[dtype](...operands);
}

/** Integers exactly, wrapped to their width as they are stored. */
function multiplyIntegers(
  y: Matrix<TypedArray>,
  a: Matrix<TypedArray>,
  b: Matrix<TypedArray>,
  bias: Matrix<TypedArray> | null,
  m: number,
  n: number,
  k: number,
): void {
  const wide = y.data instanceof BigInt64Array;
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++) {
      let sum = bias ? BigInt(bias.data[bias.offset + i * bias.row + j * bias.column]) : 0n;
      for (let p = 0; p < k; p++)
        sum +=
          BigInt(a.data[a.offset + i * a.row + p * a.column]) *
          BigInt(b.data[b.offset + p * b.row + j * b.column]);
      const at = y.offset + i * y.row + j * y.column;
      if (wide) (y.data as BigInt64Array)[at] = sum;
      else y.data[at] = Number(BigInt.asIntN(32, sum));
    }
}

const matrix = (operand: Operand, batch: number): Matrix<never> => ({
  data: dataOf(operand) as never,
  offset: operand.offset + (operand.shape[0] === 1 ? 0 : batch * operand.strides[0]),
  row: operand.shape[1] === 1 ? 0 : operand.strides[1],
  column: operand.shape[2] === 1 ? 0 : operand.strides[2],
});

/** See `Backend.matmul`. */
export function matmul(output: Operand, a: Operand, b: Operand, bias: Operand | null): void {
  const [batches, m, n] = output.shape;
  const k = a.shape[2];
  for (let batch = 0; batch < batches; batch++) {
    const operands = [
      matrix(output, batch),
      matrix(a, batch),
      matrix(b, batch),
      bias && matrix(bias, batch),
      m,
      n,
      k,
    ] as const;
    if (isFloat(output.dtype)) multiplyFloats(output.dtype, ...operands);
    else multiplyIntegers(...operands);
  }
}
