// The build of every package: one ES module with its types and source map, dependencies left outside.
import { defineConfig } from "tsup";

/**
 * The build of a library that is published.
 * @param {import("tsup").Options} [overrides]
 */
export const library = (overrides = {}) =>
  defineConfig({
    entry: ["src/index.ts"],
    format: ["esm"],
    target: "es2022",
    // Types of other packages come from their builds, as a user sees them.
    dts: { compilerOptions: { customConditions: [] } },
    sourcemap: true,
    clean: true,
    treeshake: true,
    silent: true,
    ...overrides,
  });

/** The build of an app that Node runs: `src/main.ts`. */
export const program = () =>
  library({ entry: ["src/main.ts"], platform: "node", dts: false, treeshake: false });
