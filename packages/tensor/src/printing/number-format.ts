// The one number format and width that all shown elements of a tensor share.

import type { DType } from "@flambeau/core";
import type { PrintOptions } from "./options.ts";
import { formatFloat } from "./python.ts";

/** One element as it is printed; a bool may come as 0 or 1, an int64 as a number or a bigint. */
export type PrintElement = number | bigint | boolean;

/** Text of an element, padded on the left, and the width that the layout reckons with. */
export interface NumberFormat {
  width: number;
  format(value: PrintElement): string;
}

/** Chooses the format from the elements that will be shown. */
export function numberFormat(
  shown: readonly PrintElement[],
  dtype: DType,
  { precision, sciMode }: PrintOptions,
): NumberFormat {
  const floating = dtype.startsWith("float");
  const measured = floating ? shown.filter((x) => x && Number.isFinite(x)) : shown;
  let integral = true;
  let smallest = Infinity;
  let largest = 0;
  if (floating)
    for (const x of measured as number[]) {
      integral &&= Number.isInteger(x);
      smallest = Math.min(smallest, Math.abs(x));
      largest = Math.max(largest, Math.abs(x));
    }
  let scientific = largest / smallest > 1000 || largest > 1e8 || (!integral && smallest < 1e-4);

  const text = (x: PrintElement): string => {
    if (dtype === "bool") return x ? "True" : "False";
    if (!floating) return String(x);
    if (scientific || !integral) return formatFloat(x as number, precision, scientific);
    return formatFloat(x as number, 0) + (Number.isFinite(x) ? "." : "");
  };
  const width = measured.reduce<number>((longest, x) => Math.max(longest, text(x).length), 1);
  // PyTorch measures the width before sciMode has its say (a text it lengthens sticks out), and
  // sciMode has none where there was nothing to measure.
  if (measured.length) scientific = sciMode ?? scientific;
  return { width, format: (x) => text(x).padStart(width) };
}
