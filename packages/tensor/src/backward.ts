// Backward from a tensor, and what a user asks of the graph.

import {
  isGradEnabled,
  nodeOf,
  runBackward,
  type BackwardOptions,
  type Hook,
  type ValueOps,
} from "@flambeau/autograd";
import {
  DTypeError,
  GradError,
  isFloat,
  sameShape,
  ShapeError,
  shapeText,
  ValueError,
} from "@flambeau/core";
import { copyOf, to } from "./convert.ts";
import { fullOn } from "./creation.ts";
import { addInPlaceQuietly } from "./in-place.ts";
import { add } from "./pointwise.ts";
import { Tensor } from "./tensor.ts";
import { sumTo } from "./view.ts";

export type { BackwardOptions };

const ops: ValueOps<Tensor> = {
  add: (a, b) => add(a, b),
  conform(value, meta) {
    const fitted = sameShape(value.shape, meta.shape) ? value : sumTo(value, meta.shape);
    return fitted.dtype === meta.dtype ? fitted : to(fitted, meta.dtype);
  },
  onesLike: (value) => fullOn(value.device, value.shape, 1, value.dtype),
  own: (value, fresh) =>
    fresh && value.contiguous && value.storage.length === value.numel()
      ? unlinked(value)
      : copyOf(value),
  addInPlace: (target, value) => addInPlaceQuietly(target, value),
  sharesMemory: (a, b) => a.storage === b.storage,
};

/** Ends the hold of a gradient on what it was a view of. */
function unlinked(value: Tensor): Tensor {
  value.viewOf = null;
  return value;
}

function startGradient(output: Tensor, gradient: Tensor | null | undefined, op: string): Tensor {
  if (!output.requiresGrad)
    throw new GradError(
      `${op}: the tensor does not require a gradient and has no gradFn: nothing to differentiate; make an input with { requiresGrad: true } and compute outside noGrad`,
    );
  if (gradient) {
    if (!sameShape(gradient.shape, output.shape))
      throw new ShapeError(
        `${op}: the gradient does not fit: got shape ${shapeText(gradient.shape)} for an output of shape ${shapeText(output.shape)}`,
      );
    return gradient;
  }
  if (output.numel() !== 1)
    throw new GradError(
      `${op}: a gradient can be created for scalar outputs only: got shape ${shapeText(output.shape)}; reduce it first (loss.mean()) or pass a gradient`,
      { shape: output.shape },
    );
  return ops.onesLike(output);
}

/** Adds the gradients of a tensor with regard to all leaves into their `grad`. */
export function backward(x: Tensor, gradient: Tensor | undefined, options: BackwardOptions): void {
  runBackward(ops, [x], [startGradient(x, gradient, "backward")], options);
}

export interface GradOptions extends BackwardOptions {
  readonly gradOutputs?: readonly (Tensor | null)[] | Tensor | null;
  /** Gives null for an input that the outputs do not depend on, instead of throwing. */
  readonly allowUnused?: boolean;
}

const asList = <T>(value: T | readonly T[]): readonly T[] =>
  Array.isArray(value) ? (value as readonly T[]) : [value as T];

/**
 * The gradients of outputs with regard to inputs; `grad` of the leaves stays as it is. Throws `GradError` for an input
 * that takes no part, unless `allowUnused`.
 */
export function grad(
  outputs: Tensor | readonly Tensor[],
  inputs: Tensor | readonly Tensor[],
  { gradOutputs, allowUnused = false, ...options }: GradOptions = {},
): (Tensor | null)[] {
  const from = asList(outputs);
  const given = asList(gradOutputs ?? null);
  const starts = from.map((output, i) => startGradient(output, given[i], "grad"));
  const wanted = asList(inputs);
  for (const input of wanted)
    if (!input.requiresGrad)
      throw new GradError(
        `grad: an input does not require a gradient: got a ${input.dtype} tensor of shape ${shapeText(input.shape)}; make it with { requiresGrad: true }`,
      );
  const gradients = runBackward(ops, from, starts, options, wanted);
  return gradients.map((gradient, i) => {
    if (!gradient && !allowUnused)
      throw new GradError(
        `grad: input ${i} was not used in the graph of the outputs; pass { allowUnused: true } to get null for it`,
      );
    return gradient ?? null;
  });
}

/** The same memory, outside the graph. */
export function detach(x: Tensor): Tensor {
  const result = new Tensor(x.storage, x.dtype, x.shape, x.strides, x.offset, x.contiguous);
  return result;
}

/** See `Tensor.requiresGrad_`. */
export function setRequiresGrad(x: Tensor, requiresGrad: boolean): void {
  if (!x.isLeaf && !requiresGrad)
    throw new GradError(
      "requiresGrad_: only a leaf can stop requiring a gradient: got the result of an operation; use detach()",
    );
  if (requiresGrad && !isFloat(x.dtype))
    throw new DTypeError(
      `requiresGrad_: only floating tensors can require a gradient: got ${x.dtype}`,
    );
  x.requiresGrad = requiresGrad;
}

/** See `Tensor.registerHook`. */
export function registerHook(x: Tensor, hook: Hook<Tensor>): { remove(): void } {
  if (!x.requiresGrad)
    throw new GradError(
      "registerHook: the tensor does not require a gradient, so none will pass; call requiresGrad_() first",
    );
  const node = nodeOf<Tensor>(x);
  node.hooks ??= [];
  const hooks = (node.hooks[x.outputIndex] ??= []);
  hooks.push(hook);
  return {
    remove() {
      const at = hooks.indexOf(hook);
      if (at >= 0) hooks.splice(at, 1);
    },
  };
}

/** See `Tensor.retainGrad`. */
export function retainGrad(x: Tensor): void {
  if (x.isLeaf && x.requiresGrad) return;
  registerHook(x, (g) => {
    x.grad = x.grad && isGradEnabled() ? add(x.grad, g) : copyOf(g);
  });
}

/** The error of `a + b`. */
export function refuseOperator(): never {
  throw new ValueError(
    "a tensor cannot be an operand of a JavaScript operator: got + - * / or a comparison; use .add(), .sub(), .mul(), .div(), .lt() and so on",
  );
}
