// Owns the gradient checks of a case: first gradients of its leaves, and gradients of those.
import { compareValue, type Comparison, plainOf, readTensor } from "./compare.ts";
import type { Decoder } from "./decode.ts";
import { isTensor, lookup, method, type Library } from "./library.ts";
import type { EncodedTensor, Value } from "./values.ts";

export interface StoredGradient {
  at: string;
  grad: EncodedTensor | null;
}

/** Tensors of a result, in order. */
export function tensorsOf(library: Library, result: Value): Value[] {
  if (isTensor(library, result)) return [result];
  if (typeof result !== "object" || result === null) return [];
  return Object.values(result).flatMap((item) => tensorsOf(library, item));
}

/** The value at a path such as `args.0.1` or `kwargs.weight`. */
export function valueAt(roots: Record<string, Value>, path: string): Value {
  return path.split(".").reduce<Value>((value, key) => {
    return value instanceof Map ? value.get(key) : value[key];
  }, roots);
}

/** Gradients of `outputs` with respect to `leaves`, null where none arrives. */
export function gradients(
  library: Library,
  outputs: Value[],
  leaves: Value[],
  gradOutputs: Value[],
  createGraph: boolean,
): Value[] {
  const grad = method(lookup(library, "autograd"), "grad", "autograd");
  return [...grad(outputs, leaves, { gradOutputs, allowUnused: true, createGraph })];
}

/** First difference of gradients with the stored ones; a missing one may be zeros. */
export async function compareGradients(
  label: string,
  stored: readonly StoredGradient[],
  actual: readonly Value[],
  comparison: Comparison,
): Promise<string | null> {
  for (const [i, { at, grad }] of stored.entries()) {
    const name = `${label} of ${at}`;
    const missing = actual[i] === null || actual[i] === undefined;
    if (missing) {
      if (grad && Array.from(plainOf(grad).data).some((x) => Number(x) !== 0))
        return `${name}: none`;
      continue;
    }
    if (grad === null) {
      const { data } = await readTensor(actual[i]);
      if (Array.from(data).some((x) => Number(x) !== 0)) {
        return `${name}: not zero, expected none`;
      }
      continue;
    }
    const difference = await compareValue(name, actual[i], grad, comparison);
    if (difference !== null) return difference;
  }
  return null;
}

export interface GradientCase {
  cotangents?: (EncodedTensor | null)[];
  grads?: StoredGradient[];
  grad2?: { of: string[]; cotangents: EncodedTensor[]; grads: StoredGradient[] };
}

/** First difference in the first and second gradients of a case, or null. */
export async function checkGradients(
  decoder: Decoder,
  roots: Record<string, Value>,
  result: Value,
  stored: GradientCase,
  comparison: Comparison,
): Promise<string | null> {
  const { cotangents, grads, grad2 } = stored;
  if (!cotangents || !grads || grads.length === 0) return null;
  const { library } = decoder;
  const tensors = tensorsOf(library, result);
  const used = cotangents.flatMap((cotangent, i) => (cotangent ? [i] : []));
  const outputs = used.map((i) => tensors[i]);
  if (outputs.some((output) => output === undefined)) return "gradient: an output is missing";
  const leaves = grads.map(({ at }) => valueAt(roots, at));
  const gradOutputs = used.map((i) => decoder.tensor(cotangents[i]!));
  const first = gradients(library, outputs, leaves, gradOutputs, grad2 !== undefined);
  const difference = await compareGradients("gradient", grads, first, comparison);
  if (difference !== null || !grad2) return difference;
  const of = grad2.of.map((at) => first[grads.findIndex((grad) => grad.at === at)]);
  const second = gradients(
    library,
    of,
    grad2.grads.map(({ at }) => valueAt(roots, at)),
    grad2.cotangents.map((cotangent) => decoder.tensor(cotangent)),
    false,
  );
  return compareGradients("second gradient", grad2.grads, second, comparison);
}
