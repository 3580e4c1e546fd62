// The lecture's experiments and snippets as PyTorch 1.13.1 ran them.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** A tensor of a trace. */
export interface StoredTensor {
  shape: number[];
  data: number[];
}

/** One experiment of the trace. */
export interface Trace {
  name: string;
  seed: number;
  repr: string;
  initial_state: Record<string, StoredTensor>;
  initial_state_repr: string;
  peek_batch?: number[];
  losses: number[];
  runs: { epochs: number; state: Record<string, StoredTensor> }[];
  final_state_float64: Record<string, StoredTensor>;
  rand_after: number[];
  points: StoredTensor;
  predictions: StoredTensor;
  probabilities?: StoredTensor;
  classes?: number[] | number[][];
  accuracy?: number;
  sklearn?: { intercept_: number; coef_: number[] };
  spread: { max_relative: number };
}

const path = new URL("../../../../tooling/oracle/data/lecture.json.gz", import.meta.url);

/** Everything that was recorded. */
export const recorded: {
  experiments: Trace[];
  snippets: { seed: number; steps: { code: string; repr: string }[] };
} = JSON.parse(gunzipSync(readFileSync(path)).toString());

const largest = (values: readonly number[]) => Math.max(0, ...values.map(Math.abs));

/** How far parameters and predictions may be off: another order of summation is as far away as float64 is. */
export function absoluteTolerance(trace: Trace, { data }: StoredTensor): number {
  const last = trace.runs[trace.runs.length - 1].state;
  const own = Object.entries(trace.final_state_float64).map(([key, precise]) =>
    largest(precise.data.map((value, i) => value - Math.fround(last[key].data[i]))),
  );
  return Math.max(1e-5 * largest(data), 20 * Math.max(...own));
}

/** How far losses may be off, relatively. */
export const lossTolerance = ({ spread }: Trace): number =>
  Math.max(1e-5, 20 * spread.max_relative);

/** The largest difference of two lists of numbers of one length. */
export function largestDifference(a: ArrayLike<number>, b: readonly number[]): number {
  if (a.length !== b.length) throw new Error(`${a.length} numbers, expected ${b.length}`);
  return largest(b.map((value, i) => a[i] - value));
}
