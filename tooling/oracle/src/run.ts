// Owns a whole run, apart from process and terminal: which groups, which results, which text, which exit code.
import { existsSync, statSync } from "node:fs";
import { Context, type ContextOptions } from "./context.ts";
import { GROUPS } from "./groups/index.ts";
import { jsonLines, summaryLine, tableReport } from "./report.ts";
import type { CaseResult } from "./result.ts";

export interface RunOptions extends ContextOptions {
  groups: string[];
  json?: boolean;
  colour?: boolean;
}

export interface RunOutcome {
  text: string;
  exitCode: number;
  results: CaseResult[];
}

/** Names of `--group`, checked. @throws Error naming an unknown one. */
export function groupNames(list: string | undefined): string[] {
  if (list === undefined) return Object.keys(GROUPS);
  const names = list
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);
  const unknown = names.filter((name) => !Object.hasOwn(GROUPS, name));
  if (unknown.length > 0 || names.length === 0) {
    throw new Error(
      `no such group: ${unknown.join(", ") || list}; there are ${Object.keys(GROUPS).join(", ")}`,
    );
  }
  return names;
}

/** Throws where `path` is no folder. */
export function checkFolder(path: string): void {
  if (!existsSync(path) || !statSync(path).isDirectory())
    throw new Error(`no such folder: ${path}`);
}

/** Runs the groups one after another. */
export async function run(options: RunOptions): Promise<RunOutcome> {
  const results: CaseResult[] = [];
  for (const name of options.groups) {
    for await (const result of GROUPS[name](new Context(options))) results.push(result);
  }
  const report = options.json ? jsonLines(results) : tableReport(results, options.colour ?? false);
  const failed = results.some(({ status }) => status === "failed");
  return { text: `${report}\n${summaryLine(results)}\n`, exitCode: failed ? 1 : 0, results };
}
