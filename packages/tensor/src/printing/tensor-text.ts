// The text of a tensor: which elements are shown, their layout in lines, and the suffixes.

import type { DType } from "@flambeau/core";
import { numberFormat } from "./number-format.ts";
import type { NumberFormat, PrintElement } from "./number-format.ts";
import { formatDType } from "./names.ts";
import { getPrintOptions, mergePrintOptions } from "./options.ts";
import type { PrintOptions } from "./options.ts";
import { pythonValue } from "./python.ts";

/** What is printed after the elements. */
export interface PrintSuffix {
  /** Device name; shown unless it is "cpu". */
  device?: string | undefined;
  /** Name of the gradient function, such as "MulBackward0"; shown in place of requires_grad. */
  gradFn?: string | undefined;
  requiresGrad?: boolean | undefined;
  /** The floating dtype that needs no mention; float32 if not given. */
  defaultDType?: DType | undefined;
}

/** What printing needs to know of a tensor. */
export interface PrintSource {
  shape: readonly number[];
  dtype: DType;
  /** The element at a flat index in logical row-major order; called once for each shown element. */
  element(flatIndex: number): PrintElement;
  suffix?: PrintSuffix | undefined;
}

/** Shown elements, nested by dimension; undefined where a dimension is cut. */
type Shown = PrintElement | undefined | Shown[];

const INDENT = "tensor(".length;

function shownElements(source: PrintSource, edge: number): Shown {
  const { shape } = source;
  const read = (dim: number, index: number): Shown => {
    const length = shape[dim];
    if (length === undefined) return source.element(index);
    const cut = length > 2 * edge;
    return Array.from({ length: cut ? 2 * edge + 1 : length }, (_, i) => {
      if (cut && i === edge) return undefined;
      const position = cut && i > edge ? length - 2 * edge - 1 + i : i;
      return read(dim + 1, index * length + position);
    });
  };
  return read(0, 0);
}

function layOut(
  shown: Shown,
  rank: number,
  indent: number,
  { width, format }: NumberFormat,
  { linewidth, edgeitems }: PrintOptions,
): string {
  const perLine = Math.max(1, Math.floor((linewidth - (indent + rank - 1)) / (width + 2)));
  const rows = (part: Shown, dims: number, column: number): string => {
    if (!Array.isArray(part)) return format(part!);
    const nextLine = "\n" + " ".repeat(column + 1);
    const cut = dims === 1 && edgeitems ? " ..." : "...";
    const parts = part.map((x) => (x === undefined ? cut : rows(x, dims - 1, column + 1)));
    const joined = parts.map((text, i) => {
      if (i === 0) return text;
      if (dims > 1) return "," + "\n".repeat(dims - 2) + nextLine + text;
      return (i % perLine ? ", " : "," + nextLine) + text;
    });
    return `[${joined.join("")}]`;
  };
  return rows(shown, rank, indent);
}

function suffixTexts({ shape, dtype, suffix = {} }: PrintSource, empty: boolean): string[] {
  const { device = "cpu", gradFn, requiresGrad, defaultDType = "float32" } = suffix;
  const texts: string[] = [];
  if (device !== "cpu") texts.push(`device='${device}'`);
  if (empty && shape.length !== 1) texts.push("size=" + pythonValue(shape));
  // Elements tell int64 and bool apart; an empty tensor has none to tell by.
  const evident = dtype === defaultDType || (!empty && (dtype === "int64" || dtype === "bool"));
  if (!evident) texts.push("dtype=" + formatDType(dtype));
  if (gradFn) texts.push(`grad_fn=<${gradFn}>`);
  else if (requiresGrad) texts.push("requires_grad=True");
  return texts;
}

/** A tensor as PyTorch prints it; `options` go before those of setPrintOptions. Only shown elements are read. */
export function formatTensor(source: PrintSource, options: Partial<PrintOptions> = {}): string {
  const settings = mergePrintOptions(getPrintOptions(), options);
  const { threshold, edgeitems, linewidth } = settings;
  const { shape, dtype } = source;
  const count = shape.reduce((product, length) => product * length, 1);
  let text = "tensor([]";
  if (count) {
    const shown = shownElements(source, count > threshold ? edgeitems : Infinity);
    const flat = ([shown] as unknown[])
      .flat(Infinity)
      .filter((x) => x !== undefined) as PrintElement[];
    const format = numberFormat(flat, dtype, settings);
    text = "tensor(" + layOut(shown, shape.length, INDENT, format, settings);
  }
  // PyTorch counts the last line two characters longer than it is, so it breaks that much earlier.
  let lineLength = text.length - text.lastIndexOf("\n") + 1;
  for (const suffix of suffixTexts(source, !count)) {
    const fits = lineLength + suffix.length + 2 <= linewidth;
    text += (fits ? ", " : ",\n" + " ".repeat(INDENT)) + suffix;
    lineLength = (fits ? lineLength + 2 : INDENT) + suffix.length;
  }
  return text + ")";
}

/** A parameter as PyTorch prints it: a heading line, then the tensor. */
export function formatParameter(source: PrintSource, options?: Partial<PrintOptions>): string {
  return "Parameter containing:\n" + formatTensor(source, options);
}
