// Owns Python's repr of a value as the library prints it, and comparisons of printed text.
import { describe } from "./compare.ts";
import { find, isTensor, method, NotImplemented, type Library } from "./library.ts";
import { DeviceValue, DTypeValue, SizeValue, type Value } from "./values.ts";

/** The text that the library prints for a value. */
export function textOf(library: Library, value: Value): string {
  if (isTensor(library, value)) return String(value);
  if (value instanceof DTypeValue) return method(library, "formatDType")(value.name);
  if (value instanceof SizeValue) return method(library, "formatSize")(value.sizes);
  if (value instanceof DeviceValue) return method(library, "formatDevice")(value.name);
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "bigint" || typeof value === "string") return String(value);
  if (typeof value === "object" && value.toString !== Object.prototype.toString)
    return String(value);
  throw new NotImplemented(`printed form of ${describe(value)}`);
}

/** The text of a named result such as torch.return_types.max. */
export function namedText(library: Library, name: string, value: Value): string {
  if (value.toString !== Object.prototype.toString) return String(value);
  const format = find(library, "formatNamed");
  if (!format) throw new NotImplemented(`printed form of torch.return_types.${name}`);
  return format(name, value);
}

/** First difference of two texts, or null. */
export function compareText(label: string, actual: string, expected: string): string | null {
  return actual === expected
    ? null
    : `${label}: ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`;
}

const NUMBER = /-?\d+(?:\.\d*)?(?:e[+-]\d+)?/g;

/** One unit in the last printed digit of a number. */
function lastDigit(text: string): number {
  const [mantissa, exponent = "0"] = text.split("e");
  const decimals = (mantissa.split(".")[1] ?? "").length;
  return 10 ** (Number(exponent) - decimals);
}

/**
 * Like `compareText`, but each number may differ by one unit in its last printed digit (or by `relative`
 * of its size where that is more). Column widths follow the numbers, so runs of spaces count as one.
 */
export function compareNumberText(
  label: string,
  actual: string,
  expected: string,
  relative = 0,
): string | null {
  const shape = (text: string) => text.replace(NUMBER, "#").replace(/ +/g, " ");
  const [mine, wanted] = [actual.match(NUMBER) ?? [], expected.match(NUMBER) ?? []];
  const close = wanted.every((text, i) => {
    const allowed = Math.max(lastDigit(text) * 1.01, relative * Math.abs(Number(text)));
    return Math.abs(Number(mine[i]) - Number(text)) <= allowed;
  });
  return shape(actual).replace(/\[ /g, "[") === shape(expected).replace(/\[ /g, "[") && close
    ? null
    : `${label}: ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`;
}
