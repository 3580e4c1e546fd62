// Owns the op cases: calls, outputs in their compare mode, gradients, second gradients, changed arguments.
import { callFunction, OptionWatch } from "../call.ts";
import { type Comparison, compareValue, EXACT, type Tolerance } from "../compare.ts";
import {
  compareExactOrFactors,
  compareFactors,
  compareSolution,
  compareWithTies,
  type Verdict,
} from "../compare-modes.ts";
import type { Context } from "../context.ts";
import { checkGradients, valueAt } from "../gradients.ts";
import { getItem, setItem } from "../indexing.ts";
import { isTensor, method, NotImplemented } from "../library.ts";
import { type CaseResult, runCase } from "../result.ts";
import { type Parameter, parametersOf } from "../signatures.ts";
import type { Value } from "../values.ts";

const SPECIAL =
  /^(special\.)?(erf\w*|lgamma|digamma|polygamma|i0e?|i1e?|ndtri?|log_ndtr|mvlgamma)$/;
const MOVES_DATA = new Set(["shape", "join", "index"]);

/** Reflected operators are the plain function with its operands swapped. */
const REFLECTED: Record<string, string> = {
  __radd__: "add",
  __rsub__: "sub",
  __rmul__: "mul",
  __rdiv__: "div",
  __rpow__: "pow",
  __rmod__: "remainder",
  __rmatmul__: "matmul",
};

interface Row {
  call: string;
  signature?: string | null;
  compare: string;
  tolerance?: { float32?: [number, number]; float32_grad?: [number, number] };
  cases: Value[];
}

function pair(values: [number, number] | undefined): Tolerance {
  const [rtol, atol] = values ?? [1.3e-6, 1e-5];
  return { rtol, atol };
}

/** Tolerances of the output and of the gradients of one case. */
export function tolerances(
  context: Context,
  family: string,
  op: string,
  row: Pick<Row, "tolerance">,
  edge: boolean,
): { output: Comparison; gradient: Comparison } {
  const float64 = { rtol: SPECIAL.test(op) ? 1e-6 : 1e-7, atol: 1e-7 };
  const widen = (tolerance: Tolerance) =>
    edge ? { rtol: Math.max(1e-3, tolerance.rtol), atol: tolerance.atol } : tolerance;
  const exact =
    MOVES_DATA.has(family) || (family === "creation" && !["linspace", "logspace"].includes(op));
  const output = exact
    ? context.comparison(widen(EXACT))
    : context.comparison(widen(pair(row.tolerance?.float32)), widen(float64));
  const gradient = context.comparison(widen(pair(row.tolerance?.float32_grad)), widen(float64));
  return { output, gradient };
}

/** Calls an op of the files with decoded arguments; also those that are operators in Python. */
export function callOp(
  context: Context,
  op: string,
  call: string,
  parameters: Parameter[] | undefined,
  args: Value[],
  kwargs: Map<string, Value>,
  watch?: OptionWatch,
): Value {
  const { library } = context;
  if (op === "__getitem__") return getItem(library, args[0], args[1]);
  if (op === "__setitem__") {
    const copy = method(args[0], "clone", "Tensor")();
    return setItem(library, copy, args[1], args[2]);
  }
  if (Object.hasOwn(REFLECTED, op)) {
    const name = REFLECTED[op];
    return callFunction(
      library,
      name,
      parametersOf(name, "(input, other)"),
      [args[1], args[0]],
      kwargs,
      watch,
    );
  }
  const inPlace = kwargs.get("inplace") === true;
  const target =
    inPlace && isTensor(library, args[0]) ? method(args[0], "clone", "Tensor")() : args[0];
  return callFunction(
    library,
    call,
    parameters,
    [target, ...args.slice(1)].slice(0, args.length),
    kwargs,
    watch,
  );
}

function dimOf(parameters: Parameter[] | undefined, stored: Value): number {
  const at = parameters?.findIndex(({ name }) => name === "dim") ?? -1;
  const dim = stored.kwargs.dim ?? (at >= 0 ? stored.args[at] : undefined);
  return typeof dim === "number" ? dim : -1;
}

async function compareOutput(
  op: string,
  row: Row,
  stored: Value,
  parameters: Parameter[] | undefined,
  input: Value,
  actual: Value,
  comparison: Comparison,
): Promise<Verdict> {
  const expected = stored.output;
  switch (row.compare) {
    case "ties-in-indices-unless-stable":
    case "ties-in-indices": {
      const stable = row.compare !== "ties-in-indices" && stored.kwargs.stable === true;
      if (stable) break;
      return compareWithTies(input, dimOf(parameters, stored), actual, expected, comparison);
    }
    case "reconstruct":
      return compareFactors(op, input, actual, expected, comparison);
    case "exact-or-reconstruct":
      return compareExactOrFactors(op, input, actual, expected, comparison);
    case "solution-and-residuals":
      return compareSolution(actual, expected, comparison);
  }
  return { difference: await compareValue("output", actual, expected, comparison) };
}

async function checkCase(
  context: Context,
  family: string,
  op: string,
  row: Row,
  stored: Value,
  watch: OptionWatch,
): Promise<string | null> {
  const parameters = parametersOf(op, row.signature, row.call);
  const args = stored.args.map((value: unknown) => context.decoder.value(value));
  const kwargs = context.decoder.dictionary(stored.kwargs);
  const { output, gradient } = tolerances(context, family, op, row, stored.edge === true);
  const actual = callOp(context, op, row.call, parameters, args, kwargs, watch);
  const verdict = await compareOutput(op, row, stored, parameters, args[0], actual, output);
  if (verdict.difference !== null) return verdict.difference;
  for (const { at, value } of mutations(stored.mutated)) {
    const difference = await compareValue(
      `changed ${at}`,
      valueAt({ args, kwargs }, at),
      value,
      output,
    );
    if (difference !== null) return difference;
  }
  if (verdict.skipGradients) return null;
  return checkGradients(context.decoder, { args, kwargs }, actual, stored, gradient);
}

/** `mutated` as pairs of a path and the new value, in either form that the files use. */
function mutations(mutated: Value): { at: string; value: Value }[] {
  if (!mutated) return [];
  if (Array.isArray(mutated)) {
    return mutated.map((entry) => ({ at: entry.at, value: entry.value ?? entry.after }));
  }
  return Object.entries(mutated).map(([at, value]) => ({ at, value }));
}

/** All cases of one op; a case whose option nobody in the op ever read is not implemented. */
export async function runOp(
  context: Context,
  family: string,
  op: string,
  row: Row,
): Promise<CaseResult[]> {
  const results: { result: CaseResult; watch: OptionWatch }[] = [];
  for (const stored of row.cases) {
    const watch = new OptionWatch();
    const result = await runCase("ops", op, stored.id, () =>
      checkCase(context, family, op, row, stored, watch),
    );
    results.push({ result, watch });
  }
  const read = new Set(results.flatMap(({ watch }) => watch.seen()));
  return results.map(({ result, watch }) => {
    const absent = watch.unread().filter((name) => !read.has(name));
    if (absent.length === 0 || result.status === "not implemented") return result;
    const error = new NotImplemented(`option ${absent.join(", ")} of ${op}`);
    return { ...result, status: "not implemented" as const, detail: error.message };
  });
}

/** Runs the files of `ops/`. */
export async function* run(context: Context): AsyncGenerator<CaseResult> {
  for (const name of context.folder.list("ops")) {
    const { family, ops } = context.folder.read(name);
    for (const [op, row] of Object.entries<Row>(ops)) {
      if (context.wants(op)) yield* await runOp(context, family, op, row);
    }
  }
}
