// The public names of @flambeau/backend-wasm-simd.

export { KernelLauncher, type WasmOperand } from "./launch.ts";
export { renderFlat, renderReduction, renderStrided } from "./render-wasm.ts";
