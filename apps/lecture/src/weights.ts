// The table of trained weights beside those of least squares.
import type { sklearn, Tensor } from "flambeau";
import type { Context } from "./context.ts";
import type { Session } from "./run.ts";

/** Bias and weights of a fitted least-squares model. */
export function exactWeights({ intercept, coef }: sklearn.LinearRegression): number[] {
  return [intercept, coef].flatMap((value) => numbers(value as Tensor | number));
}

const numbers = (value: Tensor | number): number[] =>
  typeof value === "number" ? [value] : Array.from(value.toTypedArray() as Float64Array, Number);

/** Prints both models' bias and weights, to two decimals. */
export function weightsTable(
  { report }: Context,
  { model }: Session,
  exact: sklearn.LinearRegression,
): void {
  const state = model.stateDict();
  const trained = ["linear.bias", "linear.weight"].flatMap((key) => numbers(state.get(key)!));
  const rows: [string, number[]][] = [
    ["least squares", exactWeights(exact)],
    ["trained", trained],
  ];
  report.table(
    ["", ...trained.map((_, i) => (i === 0 ? "w0 (bias)" : `w${i}`))],
    rows.map(([name, values]) => [name, ...values.map((value) => value.toFixed(2))]),
  );
}
