// Owns result dtypes: the promotion functions, and the dtypes of operations, reductions and scans.
import type { Context } from "../context.ts";
import { isTensor, method } from "../library.ts";
import { type CaseResult, runCase } from "../result.ts";
import type { Value } from "../values.ts";
import { mustThrow } from "./errors.ts";
import { callOp } from "./ops.ts";

type StoredOperand = [kind: "tensor1d" | "tensor0d" | "scalar", type: string];

const SCALARS: Record<string, Value> = { bool: true, int: 2n, float: 1.5 };

/** Reductions and scans that need a dimension. */
const NEEDS_DIM = new Set(["softmax", "cumsum", "cumprod", "logsumexp"]);

function operand(context: Context, [kind, type]: StoredOperand): Value {
  if (kind === "scalar") return SCALARS[type];
  const data = type === "bool" ? [true] : [1];
  return context.decoder.tensor({ shape: kind === "tensor1d" ? [1] : [], dtype: type, data });
}

function call(context: Context, op: string, args: Value[]): Value {
  const { call: path, parameters } = context.opCall(op);
  return callOp(context, op, path, parameters, args, new Map());
}

function resultDtype(context: Context, result: Value): string {
  const first = isTensor(context.library, result) ? result : (result.values ?? result[0]);
  return first.dtype;
}

function checkDtype(context: Context, expected: string, action: () => Value): string | null {
  if (expected === "error") return mustThrow(context, action);
  const actual = resultDtype(context, action());
  return actual === expected ? null : `dtype is ${actual}, expected ${expected}`;
}

function same(actual: unknown, expected: unknown): string | null {
  return actual === expected ? null : `${String(actual)}, expected ${String(expected)}`;
}

/** The argument of lib.resultType: a tensor, or a number as a user would write it. */
function plain(value: Value): unknown {
  return typeof value === "bigint" ? Number(value) : value;
}

/** Runs promotion.json. */
export async function* run(context: Context): AsyncGenerator<CaseResult> {
  const file = context.folder.read("promotion");
  if (!file) return;
  const { library } = context;
  const table: [string, (row: Value[]) => string | null][] = [
    ["promote_types", ([a, b, type]) => same(method(library, "promoteTypes")(a, b), type)],
    ["can_cast", ([from, to, can]) => same(method(library, "canCast")(from, to), can)],
    [
      "result_type",
      ([a, b, type]) =>
        same(
          method(library, "resultType")(plain(operand(context, a)), plain(operand(context, b))),
          type,
        ),
    ],
    [
      "op_dtype",
      ([op, a, b, type]) => {
        const operands = [operand(context, a), operand(context, b)];
        const condition = op === "where" ? [operand(context, ["tensor1d", "bool"])] : [];
        return checkDtype(context, type, () => call(context, op, [...condition, ...operands]));
      },
    ],
    [
      "unary_dtype",
      ([op, from, type]) =>
        checkDtype(context, type, () => call(context, op, [operand(context, ["tensor1d", from])])),
    ],
    [
      "reduction_dtype",
      ([op, from, type]) => {
        const dim = NEEDS_DIM.has(op) ? [0n] : [];
        const input = operand(context, ["tensor1d", from]);
        return checkDtype(context, type, () => call(context, op, [input, ...dim]));
      },
    ],
  ];
  for (const [name, check] of table) {
    for (const row of file[name] ?? []) {
      const op = name.endsWith("_dtype") ? row[0] : name;
      if (!context.wants(op)) continue;
      yield await runCase("promotion", op, `${name} ${JSON.stringify(row.slice(0, -1))}`, () =>
        check(row),
      );
    }
  }
}
