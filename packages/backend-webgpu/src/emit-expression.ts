// Expressions rendered as WGSL statements.

import { isFloat, linearize, type DType, type Expression } from "@flambeau/core";
import { hold, LOWERINGS, refuse } from "./lowerings.ts";
import { wgslType } from "./types.ts";

/** Names of the leaves that are not constants. */
export type Leaves = (node: Expression) => string;

/** WGSL refuses infinite and NaN constants; their bits pass through a variable. */
export function constant(value: number, dtype: DType): string {
  if (dtype === "bool") return value ? "true" : "false";
  if (!isFloat(dtype)) return value <= -(2 ** 31) ? "i32(-2147483647 - 1)" : `i32(${value})`;
  const word = new Uint32Array(new Float32Array([value]).buffer)[0];
  const finite = Number.isFinite(Math.fround(value));
  return finite ? `bitcast<f32>(${word}u)` : `from_bits(${word}u)`;
}

function cast(source: string, from: DType, to: DType): string {
  if (to === "bool") return `(${source} != ${wgslType(from)}(0))`;
  return hold(`${wgslType(to)}(${source})`, to);
}

/** Statements, and the name of each output. */
export function emitExpressions(
  outputs: readonly Expression[],
  leaves: Leaves,
  prefix: string,
): { statements: string; values: string[] } {
  const names = new Map<Expression, string>();
  const statements: string[] = [];
  for (const node of linearize(outputs)) {
    const operands = node.operands.map((operand) => names.get(operand)!);
    switch (node.op) {
      case "input":
      case "param":
      case "coordinate":
        names.set(node, leaves(node));
        continue;
      case "constant":
        names.set(node, constant(node.value, node.dtype));
        continue;
      default: {
        // Select and comparisons work on the dtype of their last operand.
        const worked = node.operands[node.operands.length - 1].dtype;
        const source =
          node.op === "cast"
            ? cast(operands[0], worked, node.dtype)
            : (LOWERINGS[node.op] ?? refuse(node.op))(worked, ...operands);
        const name = `${prefix}${statements.length}`;
        statements.push(`let ${name}: ${wgslType(node.dtype)} = ${source};`);
        names.set(node, name);
      }
    }
  }
  return { statements: statements.join("\n"), values: outputs.map((e) => names.get(e)!) };
}
