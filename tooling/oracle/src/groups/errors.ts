// Owns the calls and scripts that must raise: an error of the library, not an accident inside it.
import type { Context } from "../context.ts";
import { isLibraryError, NotImplemented } from "../library.ts";
import { type CaseResult, runCase } from "../result.ts";
import type { Value } from "../values.ts";
import { callOp } from "./ops.ts";

/** Null where `action` throws an error that the library raises on purpose. */
export function mustThrow(context: Context, action: () => Value): string | null {
  try {
    action();
  } catch (error) {
    if (error instanceof NotImplemented || isLibraryError(context.library, error)) {
      if (error instanceof NotImplemented) throw error;
      return null;
    }
    return `threw ${String(error)}, which is none of the library's errors`;
  }
  return "did not throw";
}

async function checkCall(context: Context, stored: Value): Promise<string | null> {
  const { call, parameters } = context.opCall(stored.op);
  const args = stored.args.map((value: unknown) => context.decoder.value(value));
  const kwargs = context.decoder.dictionary(stored.kwargs);
  const difference = mustThrow(context, () =>
    callOp(context, stored.op, call, parameters, args, kwargs),
  );
  if (difference === null) return null;
  // A typed front end may leave wrong argument types to the compiler.
  if (stored.kind === "argument-type") throw new NotImplemented(`run-time check: ${stored.why}`);
  return `${stored.why}: ${difference}; PyTorch raises ${stored.error}: ${stored.message}`;
}

function checkScenario(context: Context, stored: Value): string | null {
  const python = context.interpreter();
  const statements = python.parse(stored.python);
  for (const statement of statements.slice(0, -1)) python.statement(statement);
  const difference = mustThrow(context, () => python.statement(statements.at(-1)!));
  return difference === null
    ? null
    : `${stored.why}: ${difference}; PyTorch raises ${stored.error}: ${stored.message}`;
}

/** Runs errors.json. */
export async function* run(context: Context): AsyncGenerator<CaseResult> {
  const file = context.folder.read("errors");
  for (const stored of file?.cases ?? []) {
    if (context.wants(stored.op)) {
      yield await runCase("errors", stored.op, stored.id, () => checkCall(context, stored));
    }
  }
  for (const stored of file?.scenarios ?? []) {
    const op = `scenario: ${stored.area}`;
    if (context.wants(op))
      yield await runCase("errors", op, stored.id, () => checkScenario(context, stored));
  }
}
