// Owns the lecture's comparison with scikit-learn: least squares on the same data, and the small table.
import { closeFloat, readTensor } from "../../compare.ts";
import type { Context } from "../../context.ts";
import { isTensor, lookup, method } from "../../library.ts";
import { compareNumberText } from "../../texts.ts";
import type { Value } from "../../values.ts";
import type { Stored } from "./checks.ts";
import { type Experiment, makeData } from "./experiment.ts";

const TOLERANCE = { rtol: 1e-12, atol: 1e-12 };

async function numbers(context: Context, value: Value): Promise<number[]> {
  if (isTensor(context.library, value)) return Array.from((await readTensor(value)).data, Number);
  return typeof value === "number" ? [value] : Array.from(value, Number);
}

/** Intercept and coefficients of the library's LinearRegression on the experiment's data. */
async function fit(context: Context, stored: Stored): Promise<number[]> {
  const { X, y } = makeData(context, stored.data_call);
  const model = new (lookup(context.library, "sklearn.LinearRegression"))();
  method(model, "fit", "LinearRegression")(X, y);
  const intercept = model.intercept_ ?? model.intercept;
  return [
    ...(await numbers(context, intercept)),
    ...(await numbers(context, model.coef_ ?? model.coef)),
  ];
}

/** First difference in intercept_ and coef_, or null. */
export async function compareSklearn(context: Context, stored: Stored): Promise<string | null> {
  const actual = await fit(context, stored);
  const expected = [stored.sklearn!.intercept_, ...stored.sklearn!.coef_];
  for (const [i, wanted] of expected.entries()) {
    if (!closeFloat(actual[i], wanted, TOLERANCE)) {
      return `${i === 0 ? "intercept_" : `coef_[${i - 1}]`}: ${actual[i]}, expected ${wanted}`;
    }
  }
  return actual.length === expected.length
    ? null
    : `${actual.length} coefficients, expected ${expected.length}`;
}

/** The table of both models' weights, rounded to two decimals, as pandas prints it. */
function tableText(rows: [string, number[]][]): string {
  const cells = rows.map(([name, values]) => [name, ...values.map((value) => value.toFixed(2))]);
  const header = ["", ...rows[0][1].map((_, i) => `w${i}`)];
  const table = [header, ...cells];
  const widths = header.map((_, column) => Math.max(...table.map((row) => row[column].length)));
  return table
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[i])))
        .join("  "),
    )
    .join("\n");
}

/** First difference of the table, or null; a last digit may differ. */
export async function compareTable(
  context: Context,
  stored: Stored,
  { states }: Experiment,
): Promise<string | null> {
  const state = states.at(-1)!;
  const [weight, bias] = [state.get("linear.weight"), state.get("linear.bias")];
  if (!weight || !bias) return "state: no linear.weight";
  const trained = [...Array.from(bias.data, Number), ...Array.from(weight.data, Number)];
  const fitted = await fit(context, stored);
  for (const [i, [wantedFit, wantedTrained]] of Object.values(stored.table_rounded_2!).entries()) {
    if (Math.abs(fitted[i] - wantedFit) > 0.0051)
      return `w${i} of sklearn: ${fitted[i]}, expected ${wantedFit}`;
    if (Math.abs(trained[i] - wantedTrained) > 0.0151)
      return `w${i}: ${trained[i]}, expected ${wantedTrained}`;
  }
  if (stored.table_text === undefined) return null;
  return compareNumberText(
    "text",
    tableText([
      ["sklearn", fitted],
      ["pytorch", trained],
    ]),
    stored.table_text,
  );
}
