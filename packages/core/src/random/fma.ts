// Fused multiply-add, rounded once, in float32 and in float64: PyTorch's vector units have it, JavaScript does not.

// 2^128 - 2^103: half way between the largest float32 and the power of two above it.
const OVERFLOW_TIE = 3.4028235677973366e38;
const LARGEST_FLOAT32 = 3.4028234663852886e38;
// 2^27 + 1 splits a double into two halves of 26 bits (Veltkamp).
const SPLITTER = 134217729;

const double = /* @__PURE__ */ new Float64Array(1);
const doubleWords = /* @__PURE__ */ new Int32Array(double.buffer);

/** `a * b + c` of three float32 values, rounded once to float32. */
export function fma32(a: number, b: number, c: number): number {
  const product = a * b; // exact: 24 + 24 bits
  const sum = product + c;
  const nearest = Math.fround(sum);
  const distance = sum - nearest;
  // Rounding twice goes wrong only where the double lies half way between two float32: there the mirror image is a float32 too.
  const mirrored = sum + distance;
  if (distance === 0 || Math.fround(mirrored) !== mirrored) return nearest;
  return resolveTie(product, c, sum, nearest, mirrored);
}

function resolveTie(
  product: number,
  addend: number,
  sum: number,
  nearest: number,
  other: number,
): number {
  const error = sumError(product, addend, sum);
  if (error === 0) return nearest;
  if (!Number.isFinite(nearest)) {
    const below = Math.abs(sum) === OVERFLOW_TIE && error > 0 !== sum > 0;
    return below ? Math.sign(sum) * LARGEST_FLOAT32 : nearest;
  }
  return error > 0 ? Math.max(nearest, other) : Math.min(nearest, other);
}

/**
 * `a * b + c` of three float64 values, rounded once to float64, for factors below 2^996 and a product that is zero or above 2^-969;
 * outside, it rounds twice. Source: Boldo and Melquiond, "Emulation of FMA and correctly rounded sums" (2008).
 */
export function fma64(a: number, b: number, c: number): number {
  const product = a * b;
  const sum = product + c;
  const low = productError(a, b, product);
  if (low === 0 || c === 0 || !Number.isFinite(low) || !Number.isFinite(sum)) return sum;
  const addend = c + low;
  const addendLow = sumError(c, low, addend);
  const high = product + addend;
  return high + roundToOdd(addendLow, sumError(product, addend, high));
}

/** x + y - sum without error, for `sum` the rounded x + y (Knuth). */
function sumError(x: number, y: number, sum: number): number {
  const part = sum - x;
  return x - (sum - part) + (y - part);
}

/** a * b - product without error, for `product` the rounded a * b (Dekker). */
function productError(a: number, b: number, product: number): number {
  const aScaled = a * SPLITTER;
  const aHigh = aScaled - (aScaled - a);
  const aLow = a - aHigh;
  const bScaled = b * SPLITTER;
  const bHigh = bScaled - (bScaled - b);
  const bLow = b - bHigh;
  return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
}

/** x + y, rounded to the neighbour whose last bit is 1 where it is inexact, so that a later rounding sees it. */
function roundToOdd(x: number, y: number): number {
  const sum = x + y;
  const error = sumError(x, y, sum);
  if (error === 0) return sum;
  double[0] = sum;
  if ((doubleWords[0] & 1) === 0) {
    if (error > 0 === sum > 0) doubleWords[0] |= 1;
    else if (doubleWords[0]-- === 0) doubleWords[1]--;
  }
  return double[0];
}
