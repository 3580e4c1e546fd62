// Expressions as wasm code: each node's value in a local.

import { linearize, type DType, type Expression } from "@flambeau/core";
import type { FunctionBuilder, Local } from "./assembler.ts";
import {
  laneOf,
  narrow,
  pushCast,
  pushConstant,
  typeOf,
  vectorCasts,
  type Width,
} from "./lanes.ts";
import { LOWERINGS, loweringOf } from "./lowerings.ts";

/** Locals of the leaves that are not constants. */
export type Leaves = (node: Expression) => Local;

const isLeaf = (node: Expression): boolean => node.operands.length === 0;
/** The dtype whose form chooses the instruction: that of the last operand, which select and comparisons work on. */
const workedOn = (node: Expression): DType => node.operands[node.operands.length - 1].dtype;

/** Whether every node has a form with four elements at once. */
export const vectorizes = (outputs: readonly Expression[]): boolean =>
  linearize(outputs).every((node) => {
    const lane = laneOf(node.dtype, 4);
    if (!lane || node.op === "coordinate") return false;
    if (isLeaf(node)) return true;
    const worked = workedOn(node);
    if (node.op === "cast")
      return laneOf(worked, 4) !== undefined && vectorCasts(worked, node.dtype);
    const operand = laneOf(worked, 4);
    return (
      operand !== undefined && LOWERINGS[node.op as keyof typeof LOWERINGS][operand] !== undefined
    );
  });

/** Emits code for the outputs and returns the local of each. */
export function emitExpressions(
  code: FunctionBuilder,
  kernel: string,
  outputs: readonly Expression[],
  leaves: Leaves,
  width: Width,
): Local[] {
  const locals = new Map<Expression, Local>();
  for (const node of linearize(outputs)) {
    const lane = laneOf(node.dtype, width)!;
    const operands = node.operands.map((operand) => locals.get(operand)!);
    switch (node.op) {
      case "input":
      case "param":
      case "coordinate":
        locals.set(node, leaves(node));
        continue;
      case "constant":
        pushConstant(code, node.value, lane);
        break;
      case "cast":
        pushCast(code, operands[0], node.operands[0].dtype, node.dtype, width);
        break;
      default:
        loweringOf(node.op, laneOf(workedOn(node), width)!, kernel)(code, ...operands);
        narrow(code, node.dtype);
    }
    locals.set(node, code.keep(typeOf(lane)));
  }
  return outputs.map((output) => locals.get(output)!);
}

/** The same expressions with float32 computed in float64: how states are accumulated. */
export function widened(outputs: readonly Expression[]): Expression[] {
  const done = new Map<Expression, Expression>();
  for (const node of linearize(outputs))
    done.set(node, {
      ...node,
      dtype: wide(node.dtype),
      operands: node.operands.map((operand) => done.get(operand)!),
    });
  return outputs.map((output) => done.get(output)!);
}

/** The dtype that a state of this dtype is accumulated in. */
export const wide = (dtype: DType): DType => (dtype === "float32" ? "float64" : dtype);
