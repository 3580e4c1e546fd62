// Owns how a call of PyTorch is written here: camelCase, required arguments and `dim` in place, the rest as options.
import { camelCase } from "./library.ts";
import type { Parameter } from "./signatures.ts";
import { DeviceValue, Fixed, type Value } from "./values.ts";

/** A call as it is written here; options keep the order in which Python gave them. */
export interface ArrangedCall {
  positional: Value[];
  options: Map<string, Value>;
}

/** Arguments that state what is always so here: storage is strided, nothing is pinned or asynchronous. */
const STATES_DEFAULT: Record<string, (value: Value) => boolean> = {
  memory_format: () => true,
  layout: () => true,
  pin_memory: (value) => value === false,
  non_blocking: () => true,
  requires_grad: (value) => value === false,
  sparse_grad: (value) => value === false,
  size_average: (value) => value === null,
  reduce: (value) => value === null,
  _stacklevel: () => true,
  out: (value) => value === null,
  device: (value) => value === "cpu" || (value instanceof DeviceValue && value.name === "cpu"),
};

/** Optional parameters that stand in their place all the same. */
const IN_PLACE = new Set(["dim"]);

/** Option names that camelCase would not give. */
const OPTION_NAMES: Record<string, string> = { N: "N", UPLO: "UPLO", T_mult: "tMult" };

function leftOut(name: string, value: Value): boolean {
  if (value instanceof Fixed) return true;
  return Object.hasOwn(STATES_DEFAULT, name) && STATES_DEFAULT[name](value);
}

/**
 * Arranges a Python call. Without parameters all positional arguments stay in place.
 * @throws TypeError where the arguments do not fit the parameters.
 */
export function arrange(
  parameters: readonly Parameter[] | undefined,
  args: readonly Value[],
  kwargs: ReadonlyMap<string, Value>,
): ArrangedCall {
  const options = new Map<string, Value>();
  if (!parameters) {
    for (const [name, value] of kwargs) addOption(options, name, value);
    return { positional: args.filter((value) => !(value instanceof Fixed)), options };
  }
  const { bound, rest } = bind(parameters, args, kwargs);
  const positional: Value[] = [];
  let filled = 0;
  for (const { name, required, rest: isRest } of parameters) {
    if (isRest) {
      positional.push(...rest);
      if (rest.length > 0) filled = positional.length;
    } else if (required || IN_PLACE.has(name)) {
      positional.push(bound.get(name) ?? null);
      if (bound.has(name) && (required || bound.get(name) !== null)) filled = positional.length;
      bound.delete(name);
    }
  }
  for (const [name, value] of bound) addOption(options, name, value);
  // An absent `dim` keeps its place only where options follow.
  return { positional: options.size > 0 ? positional : positional.slice(0, filled), options };
}

function addOption(options: Map<string, Value>, name: string, value: Value): void {
  if (value === null || leftOut(name, value)) return;
  options.set(OPTION_NAMES[name] ?? camelCase(name), value);
}

function bind(
  parameters: readonly Parameter[],
  args: readonly Value[],
  kwargs: ReadonlyMap<string, Value>,
): { bound: Map<string, Value>; rest: Value[] } {
  const bound = new Map<string, Value>();
  let rest: Value[] = [];
  let next = 0;
  for (const parameter of parameters) {
    if (next >= args.length) break;
    if (parameter.rest) {
      rest = args.slice(next);
      next = args.length;
    } else bound.set(parameter.name, args[next++]);
  }
  const extra = args.slice(next).filter((value) => !(value instanceof Fixed));
  if (extra.length > 0) {
    throw new TypeError(`arrange: ${args.length} arguments for ${parameters.length} parameters`);
  }
  for (const [name, value] of kwargs) {
    const restParameter = parameters.find((parameter) => parameter.rest && parameter.name === name);
    if (restParameter) rest = [value];
    else bound.set(name === "axis" ? "dim" : name, value);
  }
  // `view((2, 3))` and `view(2, 3)` are the same call; here it takes one list.
  const sizes = parameters.some((parameter) => parameter.rest && isSizes(parameter.name));
  if (sizes && !(rest.length === 1 && Array.isArray(rest[0]))) rest = [rest];
  return { bound, rest };
}

/** Rest parameters that are numbers: passed here as one list. */
function isSizes(name: string): boolean {
  return ["size", "shape", "sizes", "dims"].includes(name);
}

/** Path of a PyTorch function here: `torch.nn.functional.max_pool2d` is `nn.functional.maxPool2d`. */
export function functionPath(call: string): string {
  return call
    .replace(/ .*$/, "")
    .replace(/^(torch|Tensor)\./, "")
    .replace(/^nn\.functional\._/, "nn.functional.")
    .split(".")
    .map(camelCase)
    .join(".");
}
