// The public names of @flambeau/backend-webgpu.

export { KernelLauncher, type GpuOperand } from "./launch.ts";
export { renderPointwise, renderReduction, WORKGROUP } from "./render-wgsl.ts";
export { supports } from "./types.ts";
