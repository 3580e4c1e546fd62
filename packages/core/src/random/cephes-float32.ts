// Natural logarithm, sine and cosine in single precision, in the order of operations of PyTorch's AVX2 normals.
// Polynomials: S. Moshier, Cephes Mathematical Library (single precision logf, sinf, cosf).

const { fround, trunc } = Math;

const single = /* @__PURE__ */ new Float32Array(1);
const singleBits = /* @__PURE__ */ new Int32Array(single.buffer);

/**
 * The fused multiply-add of float32 values but for a chance of 2^-29 to be one last bit off, where the double lies half way between two
 * float32. `fma32` closes that gap at twice the time of the whole normal; once in 10^8 draws is not worth it.
 */
const multiplyAdd = (a: number, b: number, c: number): number => fround(a * b + c);

const SMALLEST_NORMAL = /* @__PURE__ */ fround(1.17549435e-38);
const SQRT_HALF = /* @__PURE__ */ fround(0.7071067811865475);
const LOG_1 = /* @__PURE__ */ fround(7.0376836292e-2);
const LOG_2 = /* @__PURE__ */ fround(-1.151461031e-1);
const LOG_3 = /* @__PURE__ */ fround(1.167699874e-1);
const LOG_4 = /* @__PURE__ */ fround(-1.2420140846e-1);
const LOG_5 = /* @__PURE__ */ fround(1.4249322787e-1);
const LOG_6 = /* @__PURE__ */ fround(-1.6668057665e-1);
const LOG_7 = /* @__PURE__ */ fround(2.0000714765e-1);
const LOG_8 = /* @__PURE__ */ fround(-2.4999993993e-1);
const LOG_9 = /* @__PURE__ */ fround(3.3333331174e-1);
// ln 2 in two parts, so that exponent * LN2_HIGH is exact.
const LN2_LOW = /* @__PURE__ */ fround(-2.1219444e-4);
const LN2_HIGH = 0.693359375;

/** log(x) of a float32 x > 0, to about one unit in the last place. */
export function log256(x: number): number {
  single[0] = x < SMALLEST_NORMAL ? SMALLEST_NORMAL : x;
  const bits = singleBits[0];
  let exponent = (bits >>> 23) - 126;
  singleBits[0] = (bits & 0x807fffff) | 0x3f000000;
  let m = single[0]; // in [0.5, 1)
  if (m < SQRT_HALF) {
    exponent -= 1;
    m = m - 1 + m;
  } else m -= 1;
  const z = fround(m * m);
  let y = multiplyAdd(LOG_1, m, LOG_2);
  y = multiplyAdd(y, m, LOG_3);
  y = multiplyAdd(y, m, LOG_4);
  y = multiplyAdd(y, m, LOG_5);
  y = multiplyAdd(y, m, LOG_6);
  y = multiplyAdd(y, m, LOG_7);
  y = multiplyAdd(y, m, LOG_8);
  y = multiplyAdd(y, m, LOG_9);
  y = fround(y * m);
  y = multiplyAdd(y, z, fround(exponent * LN2_LOW));
  y = multiplyAdd(-z, 0.5, y);
  return multiplyAdd(exponent, LN2_HIGH, fround(m + y));
}

const FOUR_OVER_PI = /* @__PURE__ */ fround(1.27323954473516);
// pi/4 in three parts.
const QUARTER_PI_1 = -0.78515625;
const QUARTER_PI_2 = /* @__PURE__ */ fround(-2.4187564849853516e-4);
const QUARTER_PI_3 = /* @__PURE__ */ fround(-3.774894977445941e-8);
const COS_1 = /* @__PURE__ */ fround(2.443315711809948e-5);
const COS_2 = /* @__PURE__ */ fround(-1.388731625493765e-3);
const COS_3 = /* @__PURE__ */ fround(4.166664568298827e-2);
const SIN_1 = /* @__PURE__ */ fround(-1.9515295891e-4);
const SIN_2 = /* @__PURE__ */ fround(8.3321608736e-3);
const SIN_3 = /* @__PURE__ */ fround(-1.6666654611e-1);

/** Writes sin(x) and cos(x) of a float32 x in [0, 8192] to `out[0]` and `out[1]`. */
export function sincos256(x: number, out: Float32Array): void {
  const octant = (trunc(fround(x * FOUR_OVER_PI)) + 1) & ~1;
  let r = multiplyAdd(octant, QUARTER_PI_1, x);
  r = multiplyAdd(octant, QUARTER_PI_2, r);
  r = multiplyAdd(octant, QUARTER_PI_3, r); // in [-pi/4, pi/4]
  const z = fround(r * r);
  let c = multiplyAdd(COS_1, z, COS_2);
  c = multiplyAdd(c, z, COS_3);
  c = fround(c * z);
  c = multiplyAdd(c, z, -0.5 * z);
  c = fround(c + 1);
  let s = multiplyAdd(SIN_1, z, SIN_2);
  s = multiplyAdd(s, z, SIN_3);
  s = fround(s * z);
  s = multiplyAdd(s, r, r);
  const swap = (octant & 2) !== 0;
  const sine = swap ? c : s;
  const cosine = swap ? s : c;
  out[0] = octant & 4 ? -sine : sine;
  out[1] = (octant - 2) & 4 ? cosine : -cosine;
}
