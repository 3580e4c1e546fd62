// Owns what is printed: a table per op, the first difference of each failure, and the last line.
import Table from "cli-table3";
import { createColors } from "picocolors";
import type { CaseResult, Status } from "./result.ts";

/** Number of cases by status. */
export interface Counts {
  passed: number;
  failed: number;
  "not implemented": number;
}

function count(results: readonly CaseResult[]): Counts {
  const of = (status: Status) => results.filter((result) => result.status === status).length;
  return { passed: of("passed"), failed: of("failed"), "not implemented": of("not implemented") };
}

/** The last line of every report. */
export function summaryLine(results: readonly CaseResult[]): string {
  const { passed, failed, "not implemented": missing } = count(results);
  return `${passed} passed, ${failed} failed, ${missing} not implemented`;
}

function byOp(results: readonly CaseResult[]): Map<string, CaseResult[]> {
  const rows = new Map<string, CaseResult[]>();
  for (const result of results) {
    const key = `${result.group}\u0000${result.op}`;
    rows.set(key, [...(rows.get(key) ?? []), result]);
  }
  return rows;
}

/** One JSON object a line, a case each. */
export function jsonLines(results: readonly CaseResult[]): string {
  return results.map((result) => JSON.stringify(result)).join("\n");
}

/** The table of ops, then the failures with their first difference. */
export function tableReport(results: readonly CaseResult[], colour: boolean): string {
  const { green, red, yellow, dim } = createColors(colour);
  const table = new Table({
    head: ["group", "op", "passed", "failed", "not implemented"],
    colAligns: ["left", "left", "right", "right", "right"],
    style: { head: [], border: [], compact: true },
  });
  const number = (value: number, paint: (text: string) => string) =>
    value === 0 ? dim("0") : paint(String(value));
  for (const rows of byOp(results).values()) {
    const { passed, failed, "not implemented": missing } = count(rows);
    table.push([
      rows[0].group,
      rows[0].op,
      number(passed, green),
      number(failed, red),
      number(missing, yellow),
    ]);
  }
  const failures = results
    .filter(({ status }) => status === "failed")
    .map(({ group, op, id, detail }) => `${red("failed")} ${group} ${op} ${id}\n  ${detail ?? ""}`);
  const missing = new Map<string, number>();
  for (const { status, detail } of results) {
    if (status === "not implemented")
      missing.set(detail ?? "", (missing.get(detail ?? "") ?? 0) + 1);
  }
  const absent = [...missing].map(
    ([what, cases]) => `${yellow("not implemented")} ${what} (${cases})`,
  );
  return [table.toString(), ...absent, ...failures].join("\n");
}
