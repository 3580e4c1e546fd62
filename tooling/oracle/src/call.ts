// Owns one call into the library: names, argument order and the watch over options nobody reads.
import { toArgument, toNested } from "./decode.ts";
import { find, isTensor, lookup, NotImplemented, type Library } from "./library.ts";
import { arrange, functionPath } from "./names.ts";
import { scalarOperand } from "./python/operators.ts";
import { chooseOverload } from "./overloads.ts";
import type { Parameter } from "./signatures.ts";
import { DTypeValue, type Value } from "./values.ts";

/** Remembers which of the passed options were ever read: an unread one does not exist. */
export class OptionWatch {
  private readonly passed = new Set<string>();
  private readonly read = new Set<string>();

  /** Options that note their reading; a spread or key listing reads all of them. */
  wrap(options: Record<string, unknown>): Record<string, unknown> {
    for (const key of Object.keys(options)) this.passed.add(key);
    const note = (key: string | symbol) => typeof key === "string" && this.read.add(key);
    return new Proxy(options, {
      get: (target, key) => {
        note(key);
        return Reflect.get(target, key);
      },
      has: (target, key) => {
        note(key);
        return Reflect.has(target, key);
      },
      getOwnPropertyDescriptor: (target, key) => {
        note(key);
        return Reflect.getOwnPropertyDescriptor(target, key);
      },
    });
  }

  /** Names of options that were looked at. */
  seen(): string[] {
    return [...this.read];
  }

  /** Names of options that were passed and that nobody looked at. */
  unread(): string[] {
    return [...this.passed].filter((key) => !this.read.has(key));
  }
}

/** Functions whose numbers are data: an int there becomes int64, so it is passed as a BigInt. */
const TAKES_DATA = new Set(["tensor", "asTensor", "full", "fullLike", "newFull", "newTensor"]);

/** Ops with tensor operands, where a scalar beside a tensor takes part in type promotion. */
const NO_PROMOTION = new Set(["clamp", "clampMin", "clampMax"]);

/** Positional arguments and options of an arranged call, as the library takes them. */
export function toArguments(
  library: Library,
  name: string,
  parameters: readonly Parameter[] | undefined,
  args: readonly Value[],
  kwargs: ReadonlyMap<string, Value>,
  watch?: OptionWatch,
): unknown[] {
  const { positional, options } = arrange(parameters, args, kwargs);
  const beside = [...args, ...kwargs.values()].find((value) => isTensor(library, value));
  const names = parameters?.map((parameter) => parameter.name) ?? [];
  const converted = positional.map((value, i) => {
    if (TAKES_DATA.has(name) && (name !== "full" || i > 0)) return toNested(value);
    const operand = ["other", "exponent", "value"].includes(names[i]) || parameters === undefined;
    if (beside && operand && typeof value === "number" && !NO_PROMOTION.has(name)) {
      return scalarOperand(library, value, beside);
    }
    return toArgument(library, value);
  });
  if (options.size === 0) return converted;
  const record = Object.fromEntries(
    [...options].map(([key, value]) => [key, toArgument(library, value)]),
  );
  return [...converted, watch ? watch.wrap(record) : record];
}

/**
 * Calls a PyTorch function here: as a function of the umbrella, or as a method of its first argument
 * where only that exists or `preferMethod` asks for it.
 * @throws NotImplemented where neither exists.
 */
export function callFunction(
  library: Library,
  call: string,
  parameters: readonly Parameter[] | undefined,
  args: readonly Value[],
  kwargs: ReadonlyMap<string, Value>,
  watch?: OptionWatch,
): Value {
  const path = functionPath(call);
  const name = path.split(".").at(-1)!;
  const op = call.replace(/^(torch|Tensor)\./, "");
  const chosen = chooseOverload(op, parameters, args, kwargs);
  const converted = toArguments(
    library,
    name,
    chosen.parameters,
    chosen.args,
    withFloatDType(name, args, kwargs),
    watch,
  );
  const first = converted[0] as Library | undefined;
  const onTensor = call.startsWith("Tensor.");
  const asFunction = find(library, path);
  if (!onTensor && typeof asFunction === "function") return asFunction(...converted);
  const asMethod = isTensor(library, first) && !path.includes(".") ? first![name] : undefined;
  if (typeof asMethod === "function") return asMethod.apply(first, converted.slice(1));
  if (call.endsWith("(property)")) {
    if (asMethod === undefined) throw new NotImplemented(`Tensor.${name}`);
    return asMethod;
  }
  if (typeof asFunction === "function") return asFunction(...converted);
  return lookup(library, path)(...converted);
}

/** `new path(...)` with PyTorch's constructor arguments. */
export function construct(
  library: Library,
  path: string,
  parameters: readonly Parameter[] | undefined,
  args: readonly Value[],
  kwargs: ReadonlyMap<string, Value>,
  watch?: OptionWatch,
): Value {
  const Class = lookup(library, path);
  return new Class(...toArguments(library, path, parameters, args, kwargs, watch));
}

/** A number has no type of its own here: where Python's float bounds decide the dtype, it is named. */
function withFloatDType(
  name: string,
  args: readonly Value[],
  kwargs: ReadonlyMap<string, Value>,
): ReadonlyMap<string, Value> {
  const bounds = [...args, ...kwargs.values()];
  if (name !== "arange" || kwargs.get("dtype") || !bounds.some((v) => typeof v === "number"))
    return kwargs;
  return new Map([...kwargs, ["dtype", new DTypeValue("float32")]]);
}
