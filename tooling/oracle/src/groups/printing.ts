// Owns printed text: tensors, dtypes, sizes, modules and model summaries, to the letter.
import { compareValue } from "../compare.ts";
import type { Context } from "../context.ts";
import { find, lookup, method } from "../library.ts";
import { type CaseResult, runCase } from "../result.ts";
import { stateEntries } from "../states.ts";
import { compareText, namedText, textOf } from "../texts.ts";
import { DeviceValue, type Value } from "../values.ts";

function withPrintOptions<T>(context: Context, action: () => T): T {
  try {
    return action();
  } finally {
    const reset = find(context.library, "resetPrintOptions");
    if (reset) reset();
    else find(context.library, "setPrintOptions")?.({ profile: "default" });
  }
}

async function checkTensor(context: Context, stored: Value): Promise<string | null> {
  const { library } = context;
  const python = context.interpreter();
  context.seed(0);
  const value = python.run(stored.python);
  const text = withPrintOptions(context, () => {
    if (stored.options) python.run(stored.options);
    const name = /^torch\.(\w+)\(/.exec(stored.python)?.[1] ?? "";
    return stored.fields ? namedText(library, name, value) : textOf(library, value);
  });
  const difference = compareText("text", text, stored.repr);
  if (difference !== null) return difference;
  if (stored.str !== undefined && value instanceof DeviceValue) {
    return compareText("str", value.name, stored.str);
  }
  if (!stored.tensor?.data) return null;
  return compareValue(
    "values",
    value,
    stored.tensor,
    context.comparison({ rtol: 1.3e-6, atol: 1e-5 }),
  );
}

function checkModule(context: Context, stored: Value): string | null {
  context.seed(0);
  const module = context.interpreter().run(stored.python);
  const names = (entries: Iterable<[string, Value]>) => Array.from(entries, ([name]) => name);
  const named = Array.from<[string, Value]>(method(module, "namedModules", "Module")());
  const parameters: Value[] = [...method(module, "parameters", "Module")()];
  const size = parameters.reduce(
    (sum, { shape }) => sum + shape.reduce((a: number, b: number) => a * b, 1),
    0,
  );
  const wanted = (value: unknown) => JSON.stringify(value);
  return (
    compareText("text", String(module), stored.repr) ??
    compareText(
      "state dict",
      wanted(stateEntries(module).map(([key, value]) => [key, [...value.shape]])),
      wanted(stored.state_dict),
    ) ??
    compareText(
      "named parameters",
      wanted(names(method(module, "namedParameters", "Module")())),
      wanted(stored.named_parameters),
    ) ??
    compareText(
      "named modules",
      wanted(names(named)),
      wanted(stored.named_modules.map(([key]: string[]) => key)),
    ) ??
    compareText("number of parameters", String(size), String(stored.num_parameters))
  );
}

function checkSummary(context: Context, stored: Value): string | null {
  context.seed(0);
  const model = context.interpreter().run(stored.python);
  const summary = lookup(context.library, "nn.summary");
  const result = stored.input_size === null ? summary(model) : summary(model, stored.input_size);
  const text = String(result);
  // A string to be printed by console.log has no final newline.
  return compareText("text", text.endsWith("\n") ? text : `${text}\n`, stored.printed);
}

/** Runs printing.json. */
export async function* run(context: Context): AsyncGenerator<CaseResult> {
  const file = context.folder.read("printing");
  if (!file) return;
  const kinds: [
    string,
    Value[],
    (context: Context, stored: Value) => Promise<string | null> | string | null,
  ][] = [
    ["tensors", file.tensors ?? [], checkTensor],
    ["modules", file.modules ?? [], checkModule],
    ["summaries", file.summaries ?? [], checkSummary],
  ];
  for (const [op, cases, check] of kinds) {
    if (!context.wants(op)) continue;
    for (const stored of cases) {
      yield await runCase(
        "printing",
        op,
        `${stored.id} ${stored.python.split("\n")[0].slice(0, 60)}`,
        () => check(context, stored),
      );
    }
  }
}
