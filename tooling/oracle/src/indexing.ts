// Owns Python's index expressions: x[0, :, None, ..., mask] as `x.at(...)` and `x.set([...], value)`.
import { isTensor, method, type Library } from "./library.ts";
import { toArgument } from "./decode.ts";
import { ELLIPSIS, Slice, Tuple, type Value } from "./values.ts";

function part(library: Library, value: Value): unknown {
  if (value === null) return null;
  if (value === ELLIPSIS) return "...";
  if (value instanceof Slice) return slicePart(library, value);
  return toArgument(library, value);
}

function slicePart(library: Library, { start, stop, step }: Slice): unknown {
  if (start === null && stop === null && step === null) return ":";
  const [from, to, by] = [start, stop, step].map((bound) => toArgument(library, bound));
  if (by !== undefined) return method(library, "slice")(from ?? null, to ?? null, by);
  return method(library, "slice")(from ?? null, to ?? null);
}

/** Index parts of the library for the Python object between the brackets. */
export function indexParts(library: Library, index: Value): unknown[] {
  if (index instanceof Tuple) return index.map((item: Value) => part(library, item));
  return [part(library, index)];
}

/** x[index] */
export function getItem(library: Library, tensor: Value, index: Value): Value {
  return method(tensor, "at", "Tensor")(...indexParts(library, index));
}

/** x[index] = value; returns the tensor. */
export function setItem(library: Library, tensor: Value, index: Value, value: Value): Value {
  const content = isTensor(library, value) ? value : toArgument(library, value);
  method(tensor, "set", "Tensor")(indexParts(library, index), content);
  return tensor;
}
