// Owns the library under test and its devices, by the name given on the command line.
import type { Library } from "./library.ts";

/** The umbrella package as a record of names. */
export async function loadLibrary(): Promise<Library> {
  return { ...(await import("flambeau")) };
}

const BACKENDS: Record<string, string> = {
  wasm: "@flambeau/backend-wasm-simd",
  webgpu: "@flambeau/backend-webgpu",
};

/** Device names of `--device`. */
export const DEVICES = ["cpu", ...Object.keys(BACKENDS)];

/** The device of that name, undefined for the default; @throws Error where its package lacks it. */
export async function openDevice(name: string): Promise<unknown> {
  if (name === "cpu") return undefined;
  const backend: Library = await import(BACKENDS[name]);
  const open = backend[name];
  if (typeof open !== "function") throw new Error(`${BACKENDS[name]} has no ${name}() yet`);
  return open();
}
