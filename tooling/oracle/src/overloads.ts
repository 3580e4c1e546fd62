// Owns the PyTorch functions with several parameter lists: which one a call means.
import { parseSignature, type Parameter } from "./signatures.ts";
import { DeviceValue, type Value } from "./values.ts";

interface Chosen {
  parameters: readonly Parameter[];
  args: readonly Value[];
}

type Choice = (args: readonly Value[], kwargs: ReadonlyMap<string, Value>) => Chosen | undefined;

/** var(x, unbiased) beside var(x, dim, unbiased). */
const variance: Choice = (args) =>
  typeof args[1] === "boolean"
    ? { parameters: parseSignature("(input, unbiased=True, keepdim=False)"), args }
    : undefined;

const CHOICES: Record<string, Choice> = {
  var: variance,
  std: variance,
  var_mean: variance,
  std_mean: variance,
  // arange(end), arange(start, end), arange(start, end, step)
  arange: (args, kwargs) => {
    const names = args.length === 1 && !kwargs.has("end") ? ["end"] : ["start", "end", "step"];
    const given = names.filter((name, i) => i < args.length || kwargs.has(name));
    return {
      parameters: parseSignature(`(${given.join(", ")}, *, dtype=None, device=None)`),
      args,
    };
  },
  // randint(high, size), randint(low, high, size)
  randint: (args) =>
    args.length === 2 && Array.isArray(args[1])
      ? { parameters: parseSignature("(high, size, *, dtype=None)"), args }
      : undefined,
  // to(device, dtype, non_blocking, copy): there is nothing to wait for, and "cpu" is where it is
  to: (args) => ({
    parameters: parseSignature("(input, *target, dtype=None)"),
    args: args.filter(
      (value) =>
        typeof value !== "boolean" &&
        value !== "cpu" &&
        !(value instanceof DeviceValue && value.name === "cpu"),
    ),
  }),
};

/** The parameters and arguments that a call of `op` means, given its usual parameters. */
export function chooseOverload(
  op: string,
  parameters: readonly Parameter[] | undefined,
  args: readonly Value[],
  kwargs: ReadonlyMap<string, Value>,
): { parameters: readonly Parameter[] | undefined; args: readonly Value[] } {
  const choice = Object.hasOwn(CHOICES, op) ? CHOICES[op](args, kwargs) : undefined;
  return choice ?? { parameters, args };
}
