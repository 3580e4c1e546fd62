// Owns attribute access in Python text: tensor methods by their names here, everything else as it is.
import { callFunction, toArguments } from "../call.ts";
import { camelCase, isTensor, member, type Library } from "../library.ts";
import { parametersOf } from "../signatures.ts";
import { DTypeValue, SizeValue, type Value } from "../values.ts";
import { PythonModule, pythonFunction } from "./objects.ts";

/** Tensor members that are values and not methods. */
const PROPERTIES = new Set(["grad", "requires_grad", "is_leaf", "grad_fn", "T", "mT", "data"]);

function tensorAttribute(library: Library, tensor: Value, name: string): Value {
  if (name === "shape") return new SizeValue([...tensor.shape]);
  if (name === "ndim") return BigInt(tensor.ndim ?? tensor.shape.length);
  if (name === "dtype") return new DTypeValue(tensor.dtype);
  if (name === "device") return member(tensor, "device", "Tensor");
  if (PROPERTIES.has(name)) {
    const value = tensor[camelCase(name)];
    return value === undefined ? null : value;
  }
  return pythonFunction((args, kwargs) =>
    callFunction(
      library,
      `Tensor.${name}`,
      parametersOf(name) ?? methodParameters(name),
      [tensor, ...args],
      kwargs,
    ),
  );
}

/** Common methods whose optional parameters become options. */
function methodParameters(name: string) {
  const text: Record<string, string> = {
    clamp: "(input, min=None, max=None)",
    flatten: "(input, start_dim=0, end_dim=-1)",
  };
  return Object.hasOwn(text, name) ? parametersOf(name, text[name]) : undefined;
}

/** `object.name` */
export function attribute(library: Library, object: Value, name: string): Value {
  if (object instanceof PythonModule) return object.get(name);
  if (isTensor(library, object)) return tensorAttribute(library, object, name);
  const own = object?.[name] === undefined ? camelCase(name) : name;
  const value = member(object, own);
  if (typeof value !== "function" || value.python) return value;
  // Methods of modules, optimizers and arrays: arguments in place, keywords as options.
  return pythonFunction((args, kwargs) =>
    value.apply(object, toArguments(library, own, undefined, args, kwargs)),
  );
}
