// The table of a model's layers, output shapes and parameter counts.

import { ValueError } from "@flambeau/core";
import type { Module } from "../module.ts";
import { count, executedLayers, multiplyAdds, registeredLayers, type LayerInfo } from "./layers.ts";

const MAX_DEPTH = 3;
const COLUMN = 25;
const INDENT = 5;
const MEBIBYTE = 1024 ** 2;
const FLOAT_BYTES = 4;

/** A summary: its figures, and its text, which printing shows. */
export interface ModelSummary {
  readonly totalParams: number;
  readonly trainableParams: number;
  readonly text: string;
  toString(): string;
}

/**
 * The table that torchsummary prints. `inputSize` is the shape of one input without its batch dimension, or a list of
 * such shapes; with it, the model runs once on random numbers and the table has output shapes and sizes in MB (2²⁰ bytes).
 * Modes and hooks of the model are left as they were. Throws `ValueError` for an input size that is none.
 */
export function summary(
  model: Module,
  inputSize?: readonly number[] | readonly (readonly number[])[],
): ModelSummary {
  const sizes = inputSize && inputSizes(inputSize);
  const layers = sizes ? executedLayers(model, sizes) : registeredLayers(model);
  const parameters = model.parameters();
  const totalParams = count(parameters);
  const trainableParams = count(parameters.filter((parameter) => parameter.requiresGrad));

  const shown = layers.filter(({ depth }) => depth <= MAX_DEPTH);
  const longest = Math.max(0, ...shown.map(({ name, depth }) => name.length + depth * INDENT + 1));
  const nameWidth = longest >= 40 ? Math.ceil(longest / INDENT) * INDENT : 40;
  const cells = (name: string, shape: string, params: string) =>
    [name.padEnd(nameWidth), ...(sizes ? [shape.padEnd(COLUMN)] : []), params].join(" ").trimEnd();
  const rule = "=".repeat(nameWidth + COLUMN * (sizes ? 2 : 1));

  const lines = [
    rule,
    cells("Layer (type:depth-idx)", "Output Shape", "Param #"),
    rule,
    ...shown.map((layer) => cells(treeName(layer), shapeText(layer), parameterText(layer))),
    rule,
    `Total params: ${grouped(totalParams)}`,
    `Trainable params: ${grouped(trainableParams)}`,
    `Non-trainable params: ${grouped(totalParams - trainableParams)}`,
    ...(sizes ? [...costLines(layers, sizes, totalParams, rule)] : []),
    rule,
  ];
  const text = lines.join("\n");
  return {
    totalParams,
    trainableParams,
    text,
    toString: () => text,
    [Symbol.for("nodejs.util.inspect.custom")]: () => text,
  } as ModelSummary;
}

function inputSizes(
  inputSize: readonly number[] | readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const nested = inputSize.length > 0 && inputSize.every((size) => Array.isArray(size));
  const sizes = (nested ? inputSize : [inputSize]) as readonly (readonly number[])[];
  if (!sizes.flat().every((size) => Number.isInteger(size) && size >= 0))
    throw new ValueError(
      `summary: the input size is no shape: got ${JSON.stringify(inputSize)}; it must be whole numbers without the batch dimension, as in [1, 28, 28]`,
      { inputSize },
    );
  return sizes;
}

const grouped = (value: number): string => value.toLocaleString("en-US");

const treeName = ({ depth, name }: LayerInfo): string =>
  depth === 1 ? `├─${name}` : `${"|    ".repeat(Math.max(0, depth - 1))}└─${name}`;

const shapeText = ({ outputShape }: LayerInfo): string =>
  outputShape ? `[${[-1, ...outputShape.slice(1)].join(", ")}]` : "--";

function parameterText({ recursive, parameters, leaf, depth, trainable }: LayerInfo): string {
  if (recursive) return "(recursive)";
  if (!parameters || !(leaf || depth === MAX_DEPTH)) return "--";
  return trainable ? grouped(parameters) : `(${grouped(parameters)})`;
}

function costLines(
  layers: readonly LayerInfo[],
  sizes: readonly (readonly number[])[],
  totalParams: number,
  rule: string,
): string[] {
  const product = (shape: readonly number[]) => shape.reduce((total, size) => total * size, 1);
  const operations = layers.reduce((total, layer) => total + multiplyAdds(layer), 0);
  const [unit, divisor] = operations >= 1e9 ? ["G", 1e9] : ["M", 1e6];
  const outputs = layers
    .filter(({ leaf, recursive, parameters }) => leaf && !recursive && parameters)
    .reduce((total, { outputShape }) => total + product(outputShape?.slice(1) ?? [0]), 0);

  const inputSize = sizes.reduce((total, size) => total + product(size), 0);
  // Forward activations and their gradients, hence twice.
  const elements = [inputSize, 2 * outputs, totalParams];
  const megabytes = elements.map((n) => (n * FLOAT_BYTES) / MEBIBYTE);
  const [input, pass, params] = megabytes.map((size) => size.toFixed(2));
  const total = megabytes.reduce((sum, size) => sum + size, 0);
  return [
    `Total mult-adds (${unit}): ${(operations / divisor).toFixed(2)}`,
    rule,
    `Input size (MB): ${input}`,
    `Forward/backward pass size (MB): ${pass}`,
    `Params size (MB): ${params}`,
    `Estimated Total Size (MB): ${total.toFixed(2)}`,
  ];
}
