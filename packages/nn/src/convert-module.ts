// Moving what a module holds to a dtype or a device.

import { isFloat, type DType } from "@flambeau/core";
import type { Device, Tensor } from "@flambeau/tensor";
import type { Module } from "./module.ts";
import { adopt } from "./parameter.ts";

function heldTensors(module: Module): Tensor[] {
  const parameters = module.parameters();
  const gradients = parameters.flatMap((parameter) => parameter.grad ?? []);
  return [...new Set([...parameters, ...gradients, ...module.buffers()])];
}

function replace(module: Module, converted: ReadonlyMap<Tensor, Tensor>): void {
  for (const parameter of module.parameters()) {
    if (parameter.grad) parameter.grad = converted.get(parameter.grad)!;
    adopt(parameter, converted.get(parameter)!);
  }
  for (const holder of module.modules())
    for (const [name, buffer] of holder.namedBuffers({ recurse: false }))
      (holder as unknown as Record<string, unknown>)[name] = converted.get(buffer);
}

/** Converts everything, or what is of floating point if the target is a dtype. */
export function convertModule(module: Module, target: DType | Device): void {
  const convert = (tensor: Tensor): Tensor =>
    typeof target === "string" && !isFloat(tensor.dtype) ? tensor : tensor.detach().to(target);
  // All are made before the first is put in place: a device that refuses a dtype changes nothing.
  replace(module, new Map(heldTensors(module).map((tensor) => [tensor, convert(tensor)])));
}

/** Copies everything to the cpu device. */
export async function moveToCpu(module: Module): Promise<void> {
  const held = heldTensors(module);
  const copies = await Promise.all(held.map((tensor) => tensor.detach().cpu()));
  replace(module, new Map(held.map((tensor, i) => [tensor, copies[i]!])));
}
