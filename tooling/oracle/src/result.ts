// Owns the result of one case and the rule that decides between failed and not implemented.
import { NotImplemented } from "./library.ts";

export type Status = "passed" | "failed" | "not implemented";

/** One case: which group and op it belongs to, how it went, and the first difference if it failed. */
export interface CaseResult {
  group: string;
  op: string;
  id: string;
  status: Status;
  detail?: string;
}

// A library that refuses an option it does not have yet says so in its error.
const ANNOUNCED = /not (yet )?(implemented|available|supported)( yet)?\b/i;

/** Result for an error that a case ended with. */
export function fromError(group: string, op: string, id: string, error: unknown): CaseResult {
  if (error instanceof NotImplemented) {
    return { group, op, id, status: "not implemented", detail: error.message };
  }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (error instanceof Error && error.name !== "TypeError" && ANNOUNCED.test(error.message)) {
    return { group, op, id, status: "not implemented", detail: message };
  }
  const place =
    error instanceof Error
      ? (error.stack ?? "").split("\n").find((line) => /^\s+at /.test(line))
      : undefined;
  return {
    group,
    op,
    id,
    status: "failed",
    detail: `threw ${message}${place ? ` (${place.trim()})` : ""}`,
  };
}

/**
 * Runs one case. `check` returns the first difference, or null where there is none.
 */
export async function runCase(
  group: string,
  op: string,
  id: string,
  check: () => Promise<string | null> | string | null,
): Promise<CaseResult> {
  try {
    const difference = await check();
    return difference === null
      ? { group, op, id, status: "passed" }
      : { group, op, id, status: "failed", detail: difference };
  } catch (error) {
    return fromError(group, op, id, error);
  }
}
