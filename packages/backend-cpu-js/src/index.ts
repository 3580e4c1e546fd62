// The public names of @flambeau/backend-cpu-js.

export { CpuBackend } from "./cpu-backend.ts";
export { CpuStorage } from "./storage.ts";
