// Owns results that are right in more than one way: ties in indices, factors up to sign, least squares.
import {
  distance,
  identity,
  magnitude,
  type Matrix,
  matrices,
  multiply,
  scaleColumns,
  transpose,
  vectors,
} from "./batched-matrix.ts";
import {
  compareValue,
  type Comparison,
  members,
  type Plain,
  plainOf,
  readTensor,
} from "./compare.ts";
import { isTensor } from "./library.ts";
import type { EncodedTensor, Value } from "./values.ts";

/** Outcome of a comparison: the first difference, and whether the gradients are comparable. */
export interface Verdict {
  difference: string | null;
  skipGradients?: boolean;
}

/** Allowed residual of a factorisation, relative to the matrix' largest entry. */
function residual(dtype: string): number {
  return dtype === "float64" ? 1e-7 : 1e-4;
}

function alongDim(input: Plain, index: Plain, dim: number, flat: number, picked: number): number {
  // Flat position in `input` of the element that `picked` selects for the output position `flat`.
  const position: number[] = [];
  for (let d = index.shape.length - 1; d >= 0; d--) {
    position[d] = flat % index.shape[d];
    flat = Math.floor(flat / index.shape[d]);
  }
  if (index.shape.length < input.shape.length) position.splice(dim, 0, picked);
  else position[dim] = picked;
  return input.shape.reduce((sum, size, d) => sum * size + position[d], 0);
}

/** Checks that actual indices select values equal to those the stored indices select. */
function compareTies(input: Plain, dim: number, actual: Plain, expected: Plain): Verdict {
  if (actual.shape.join() !== expected.shape.join() || actual.dtype !== expected.dtype) {
    return {
      difference: `indices: ${actual.dtype} [${actual.shape.join(", ")}], expected ${expected.dtype} [${expected.shape.join(", ")}]`,
    };
  }
  const taken = new Set<number>();
  let ties = false;
  for (let i = 0; i < expected.data.length; i++) {
    const mine = Number(actual.data[i]);
    const size = input.shape[dim] ?? 1;
    if (mine < 0 || mine >= size) return { difference: `indices: ${mine} is out of range` };
    const at = input.shape.length === 0 ? 0 : alongDim(input, actual, dim, i, mine);
    const wanted =
      input.shape.length === 0 ? 0 : alongDim(input, expected, dim, i, Number(expected.data[i]));
    if (actual.shape.length === input.shape.length) {
      if (taken.has(at)) return { difference: `indices: element ${at} is taken twice` };
      taken.add(at);
    }
    if (at === wanted) continue;
    ties = true;
    if (
      !Object.is(Number(input.data[at]), Number(input.data[wanted])) &&
      Number(input.data[at]) !== Number(input.data[wanted])
    ) {
      return { difference: `indices[${i}]: ${mine}, expected ${String(expected.data[i])}` };
    }
  }
  return { difference: null, skipGradients: ties };
}

/** Result of sort, topk, max, ...: values exactly as usual, indices up to ties. */
export async function compareWithTies(
  input: Value,
  dim: number,
  actual: Value,
  expected: Value,
  comparison: Comparison,
): Promise<Verdict> {
  const indexOnly = isTensor(comparison.library, actual) && expected.dtype === "int64";
  const named = expected.tuple?.length === 2 ? members(actual, expected.fields) : null;
  if (!indexOnly && (!named || named.length !== 2)) {
    return { difference: await compareValue("output", actual, expected, comparison) };
  }
  const values = indexOnly
    ? null
    : await compareValue("values", named![0], expected.tuple[0], comparison);
  if (values !== null) return { difference: values };
  const indices: Value = indexOnly ? actual : named![1];
  const wanted: EncodedTensor = indexOnly ? expected : expected.tuple[1];
  if (!isTensor(comparison.library, indices)) return { difference: "indices: not a tensor" };
  const plain = await readTensor(input);
  const wrapped = dim < 0 ? dim + plain.shape.length : dim;
  return compareTies(plain, Math.max(0, wrapped), await readTensor(indices), plainOf(wanted));
}

function orthonormal(label: string, columns: Matrix, tolerance: number): string | null {
  const error = distance(multiply(transpose(columns), columns), identity(columns[0].length));
  return error <= tolerance ? null : `${label}: columns are not orthonormal (off by ${error})`;
}

function rebuilt(
  label: string,
  product: Matrix,
  original: Matrix,
  tolerance: number,
): string | null {
  const error = distance(product, original);
  return error <= tolerance * Math.max(1, magnitude(original))
    ? null
    : `${label}: the factors do not multiply to the matrix (off by ${error})`;
}

async function plainMembers(actual: Value, expected: Value): Promise<Plain[] | string> {
  const items = members(actual, expected.fields);
  if (!items || items.length !== expected.tuple.length) return "output: wrong number of results";
  const plain = await Promise.all(items.map((item) => readTensor(item as never)));
  for (const [i, { shape, dtype }] of plain.entries()) {
    const stored: EncodedTensor = expected.tuple[i];
    if (shape.join() !== stored.shape.join() || dtype !== stored.dtype) {
      return `output[${i}]: ${dtype} [${shape.join(", ")}], expected ${stored.dtype} [${stored.shape.join(", ")}]`;
    }
  }
  return plain;
}

/** linalg.svd and linalg.eigh: values by value, vectors by what they multiply to. */
export async function compareFactors(
  op: string,
  input: Value,
  actual: Value,
  expected: Value,
  comparison: Comparison,
): Promise<Verdict> {
  const plain = await plainMembers(actual, expected);
  if (typeof plain === "string") return { difference: plain };
  const svd = op === "linalg.svd";
  const at = svd ? 1 : 0;
  const items = members(actual, expected.fields)!;
  const values = await compareValue("values", items[at], expected.tuple[at], comparison);
  if (values !== null) return { difference: values };
  const tolerance = residual(plain[at].dtype);
  const diagonals = vectors(plain[at]);
  const left = matrices(plain[svd ? 0 : 1]);
  const right = svd ? matrices(plain[2]) : left.map(transpose);
  for (const [i, original] of matrices(symmetric(op, await readTensor(input))).entries()) {
    if (!left[i] || !right[i]) break;
    const inner = scaleColumns(left[i], diagonals[i]);
    const product = multiply(inner, right[i].slice(0, diagonals[i].length));
    const difference =
      rebuilt("output", product, original, tolerance) ??
      orthonormal("left", left[i], tolerance) ??
      orthonormal("right", transpose(right[i]), tolerance);
    if (difference !== null) return { difference };
  }
  return { difference: null };
}

/** eigh reads the lower triangle only. */
function symmetric(op: string, input: Plain): Plain {
  if (op !== "linalg.eigh") return input;
  const full = matrices(input).map((a) =>
    a.map((row, i) => row.map((_, j) => (j <= i ? a[i][j] : a[j][i]))),
  );
  return { ...input, data: full.flat(2) };
}

/** linalg.qr and linalg.lu_factor: LAPACK's signs, or any other right factors (then without gradients). */
export async function compareExactOrFactors(
  op: string,
  input: Value,
  actual: Value,
  expected: Value,
  comparison: Comparison,
): Promise<Verdict> {
  const exact = await compareValue("output", actual, expected, comparison);
  if (exact === null || op !== "linalg.qr") return { difference: exact };
  const plain = await plainMembers(actual, expected);
  if (typeof plain === "string") return { difference: plain };
  const tolerance = residual(plain[1].dtype);
  const [q, r] = [matrices(plain[0]), matrices(plain[1])];
  for (const [i, original] of matrices(await readTensor(input)).entries()) {
    if (!q[i] || !r[i]) return { difference: exact };
    const below = r[i].some((row, k) =>
      row.some((value, j) => j < k && Math.abs(value) > tolerance),
    );
    const difference =
      (below ? "R: not triangular" : null) ??
      rebuilt("output", multiply(q[i], r[i]), original, tolerance) ??
      orthonormal("Q", q[i], tolerance);
    if (difference !== null) return { difference };
  }
  return { difference: null, skipGradients: true };
}

/** linalg.lstsq: the solution by value; the other results where the library gives them. */
export async function compareSolution(
  actual: Value,
  expected: Value,
  comparison: Comparison,
): Promise<Verdict> {
  const items = isTensor(comparison.library, actual)
    ? [actual]
    : (members(actual, expected.fields) ?? []);
  for (const [i, stored] of expected.tuple.entries()) {
    if (i > 0 && (items[i] === undefined || items[i] === null)) continue;
    const name = expected.fields?.[i] ?? `output[${i}]`;
    const difference = await compareValue(name, items[i], stored, comparison);
    if (difference !== null) return { difference };
  }
  return { difference: null };
}
