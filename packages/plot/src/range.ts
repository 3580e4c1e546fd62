// Ranges and ticks of axes.
import { ValueError } from "@flambeau/core";

/** Lowest and highest value of an axis. */
export type Range = readonly [low: number, high: number];

const maxTicks = 200;

/** Extent of finite values, widened by a fraction of the span on both sides. */
export function paddedRange(values: Iterable<number>, fraction = 0.05): Range {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low === high) return [low - (Math.abs(low) || 1) / 2, high + (Math.abs(high) || 1) / 2];
  const extra = (high - low) * fraction;
  return [low - extra, high + extra];
}

/** The range that a caller gave. Throws ValueError unless it is two finite numbers in rising order. */
export function checkRange(op: string, name: string, range: Range): Range {
  if (range.length !== 2 || !range.every(Number.isFinite) || range[0] >= range[1]) {
    throw new ValueError(
      `${op}: ${name} is no range: [${range.join(", ")}]; [low, high] with low < high is needed`,
      { [name]: range },
    );
  }
  return range;
}

/** Multiples of `step` within a range. Throws ValueError for a step that is not positive or gives more than 200 ticks. */
export function steppedTicks(op: string, name: string, [low, high]: Range, step: number): number[] {
  if (!(step > 0) || (high - low) / step > maxTicks) {
    throw new ValueError(
      `${op}: ${name} is no tick step for [${low}, ${high}]: ${step}; a positive step with at most ${maxTicks} ticks is needed`,
      { [name]: step },
    );
  }
  const slack = 1e-9;
  const ticks: number[] = [];
  for (let k = Math.ceil(low / step - slack); k <= high / step + slack; k++) {
    ticks.push(Number((k * step).toPrecision(12)) + 0);
  }
  return ticks;
}

/** A format with the fewest decimals that tell ticks apart; undefined where plain digits would be long. */
export function tickFormat(ticks: readonly number[]): ((value: number) => string) | undefined {
  const texts = ticks.map(String);
  if (texts.some((text) => text.includes("e") || text.length > 8)) return undefined;
  const decimals = Math.max(0, ...texts.map((text) => (text.split(".")[1] ?? "").length));
  return (value) => value.toFixed(decimals).replace("-", "\u2212");
}

/** Whole numbers between 1 and `count` at 1, 2 or 5 times a power of ten, about `target` of them. */
export function countTicks(count: number, target: number): number[] {
  const raw = Math.max(1, count / target);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= raw) ?? 10);
  const ticks = step === 1 ? [] : [1];
  for (let tick = step; tick <= count; tick += step) ticks.push(tick);
  return ticks;
}

/** Ticks of a logarithmic axis: powers of ten, with 2 and 5 times them where the range spans under three decades. */
export function logTicks([low, high]: Range): number[] {
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  const decades = Math.log10(high / low);
  const stride = Math.max(1, Math.ceil(decades / 8));
  const factors = decades < 3 ? [1, 2, 5] : [1];
  const ticks: number[] = [];
  for (let exponent = first; exponent <= last; exponent++) {
    if (exponent % stride !== 0) continue;
    for (const factor of factors) {
      const tick = Number(`${factor}e${exponent}`);
      if (tick >= low && tick <= high) ticks.push(tick);
    }
  }
  return ticks;
}

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A tick of a logarithmic axis: plain where short, else as a power of ten. */
export function formatLogTick(value: number): string {
  if (value >= 1e-3 && value < 1e5) return String(value);
  const [factor, exponent] = value.toExponential().split("e");
  const raised = [...String(Number(exponent))]
    .map((c) => (c === "-" ? "⁻" : superscripts[Number(c)]))
    .join("");
  return factor === "1" ? `10${raised}` : `${factor}·10${raised}`;
}
