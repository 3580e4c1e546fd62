// Owns the order of the packages: one may import from the lines above its own, never from its own.

export const order = [
  ["core"],
  ["autograd"],
  ["conformance"],
  ["backend-cpu-js", "backend-wasm-simd", "backend-webgpu"],
  ["tensor"],
  ["nn", "optim", "data"],
  ["datasets", "sklearn", "plot"],
  ["flambeau"],
];

/** What the order alone would allow and the design does not: importer, imported, why. */
export const exceptions = [
  {
    from: order.slice(4).flat(),
    to: ["conformance"],
    why: "the conformance suite is for the backends",
  },
  {
    from: ["tensor"],
    to: ["backend-wasm-simd", "backend-webgpu"],
    why: "tensor knows no device but cpu",
  },
];

/**
 * The packages that a package must not import, itself left out.
 * @param {string} folder
 */
export function forbidden(folder) {
  const line = order.findIndex((folders) => folders.includes(folder));
  if (line === -1) throw new Error(`layers: ${folder} has no place in tooling/layers/order.js`);
  const above = new Set(order.slice(0, line).flat());
  for (const { from, to } of exceptions)
    if (from.includes(folder)) for (const other of to) above.delete(other);
  return order.flat().filter((other) => other !== folder && !above.has(other));
}
