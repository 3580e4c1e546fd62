// The tests of rows against numbers: each gradient against central differences in float64.

import { NumberAlgebra, type NumberValue, type PointwiseRow } from "@flambeau/core";
import { describe, expect, test } from "vitest";
import { spread } from "../window.ts";

const SAMPLES = 40;
const STEP = 1e-5;
/** Error of the difference itself: STEP² times a third derivative, and rounding over STEP. */
const RELATIVE = 1e-6;
const ABSOLUTE = 1e-8;
/** Samples nearer to a kink than this are left out. */
const MARGIN = 1e-2;
const DOMAIN = [-3, 3] as const;

const domainOf = (row: PointwiseRow, operand: number): readonly [number, number] => {
  const domain = row.domain ?? DOMAIN;
  return (typeof domain[0] === "number" ? domain : domain[operand]) as readonly [number, number];
};

/** Operands of a row at `SAMPLES` places of its domain, away from its kinks. */
function samples(row: PointwiseRow): number[][] {
  const columns = Array.from({ length: row.operands }, (_, i) =>
    row.boolOperands.includes(i)
      ? spread(SAMPLES, 0, 2, i).map(Math.floor)
      : // Another stride for each operand, so that no two move together.
        spread(SAMPLES * (2 * i + 1), ...domainOf(row, i), i + 1).filter(
          (_x, k) => k % (2 * i + 1) === 0,
        ),
  );
  const nearKink = (x: number, i: number): boolean =>
    !row.boolOperands.includes(i) && (row.kinks ?? []).some((kink) => Math.abs(x - kink) < MARGIN);
  return Array.from({ length: SAMPLES }, (_, k) => columns.map((column) => column[k])).filter(
    (values) => !values.some(nearKink),
  );
}

/** Declares a test for each pointwise row that has a gradient. `params` gives rows' number parameters; 0.7 unless named. */
export function testRows(
  rows: Readonly<Record<string, unknown>>,
  params: Readonly<Record<string, readonly number[]>> = {},
): void {
  const differentiable = Object.entries(rows).filter(
    (entry): entry is [string, PointwiseRow] =>
      isPointwise(entry[1]) && entry[1].vjp.some((vjp) => vjp !== null),
  );
  describe("rows", () => {
    test.each(differentiable)("%s has the gradient that differences show", (name, row) => {
      const constants = params[name] ?? new Array<number>(row.params).fill(0.7);
      const places = samples(row);
      expect(places.length).toBeGreaterThan(SAMPLES / 2);
      expect(places.flatMap((operands) => gradientErrors(row, operands, constants))).toEqual([]);
    });
  });
}

const isPointwise = (row: unknown): row is PointwiseRow =>
  (row as PointwiseRow).kind === "pointwise";

/** Gradients at one place that differ from a central difference, in words. */
function gradientErrors(
  row: PointwiseRow,
  operands: readonly number[],
  params: readonly number[],
): string[] {
  const o = new NumberAlgebra("float64");
  const lift = (values: readonly number[]): NumberValue[] => [
    ...values.map((x, i) => o.value(x, row.boolOperands.includes(i) ? "bool" : "float64")),
    ...params.map((x) => o.value(x)),
  ];
  const forward = (values: readonly number[]): number =>
    Number(row.forward(o, ...lift(values)).value);
  const g = 1.25;
  const y = o.value(forward(operands));
  return row.vjp.flatMap((vjp, i) => {
    if (!vjp) return [];
    const step = STEP * Math.max(1, Math.abs(operands[i]));
    const [above, below] = [operands[i] + step, operands[i] - step];
    const rise = forward(operands.with(i, above)) - forward(operands.with(i, below));
    const difference = (g * rise) / (above - below);
    const gradient = Number(vjp(o, o.value(g), ...lift(operands), y).value);
    return Math.abs(gradient - difference) <= ABSOLUTE + RELATIVE * Math.abs(difference)
      ? []
      : [`operand ${i} at ${operands.join(", ")}: ${gradient}, by differences ${difference}`];
  });
}
