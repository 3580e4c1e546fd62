// Numbers and values as C's printf and Python's repr write them.

/** A value that a module's text can show: its numbers count as Python ints where they are integral. */
export type PythonValue =
  number | bigint | boolean | string | null | undefined | readonly PythonValue[];

const twoDigitExponent = (text: string): string => text.replace(/e.(?=\d$)/, "$&0");

/** Rounds half to even, as C does; JavaScript's own methods round half up. */
function rounded(x: number, method: "toFixed" | "toExponential", precision: number): string {
  const longer = x[method](precision + 1);
  const half = /^(.*[02468])\.?5(e.*)?$/.exec(longer);
  // A tie is a value that ends right after the 5: a hundred digits show nothing but zeros there.
  return half && x[method](100).replace(/0+(e|$)/, "$1") === longer
    ? half[1]! + (half[2] ?? "")
    : x[method](precision);
}

/** `x` as `%.{precision}f` of C's printf, or as `%.{precision}e` if scientific; precision 0 to 99. */
export function formatFloat(x: number, precision: number, scientific = false): string {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? "nan" : x < 0 ? "-inf" : "inf";
  const size = Math.abs(x);
  const sign = x < 0 || Object.is(x, -0) ? "-" : "";
  if (scientific) return sign + twoDigitExponent(rounded(size, "toExponential", precision));
  // From 1e21 on, toFixed would write an exponent; such a value is an integer.
  if (size >= 1e21) return `${sign}${BigInt(size)}${precision ? "." : ""}${"0".repeat(precision)}`;
  return sign + rounded(size, "toFixed", precision);
}

/** `x` as Python's repr of a float: `1.0`, `0.1`, `1e-05`, `inf`, `nan`. */
export function pythonFloat(x: number): string {
  const size = Math.abs(x);
  if (!Number.isFinite(x)) return formatFloat(x, 0);
  if (Number.isInteger(x) && size < 1e16) return formatFloat(x, 1);
  return size >= 1e-4 && size < 1e16 ? String(x) : twoDigitExponent(x.toExponential());
}

function pythonString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const named: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  const escaped = text.replace(/[\\'\p{Cc}]/gu, (character) =>
    character === "\\" || character === quote
      ? `\\${character}`
      : character === "'"
        ? character
        : (named[character] ?? `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`),
  );
  return quote + escaped + quote;
}

/** `value` as Python's repr: `True`, `None`, `3`, `0.5`, `(3, 3)`, `'mean'`; see pythonFloat for `1.0`. */
export function pythonValue(value: PythonValue): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return pythonString(value);
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number")
    return Number.isInteger(value) ? String(BigInt(value)) : pythonFloat(value);
  return `(${value.map(pythonValue).join(", ")}${value.length === 1 ? "," : ""})`;
}
