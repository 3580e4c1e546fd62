// Plants bad imports in a temporary copy of the workspace and expects the check to name each.
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkLayers } from "../index.js";
import { forbidden } from "../order.js";

const root = resolve(fileURLToPath(import.meta.url), "../../../..");

interface Plant {
  readonly what: string;
  readonly file: string;
  readonly code: string;
  readonly violation: string;
}

const plants: readonly Plant[] = [
  {
    what: "an import of a package above",
    file: "packages/core/src/planted-upward.ts",
    code: `export * from "@flambeau/tensor";`,
    violation: "core-imports-downward: packages/core/src/planted-upward.ts → packages/tensor/",
  },
  {
    what: "an import of a package on the same line",
    file: "packages/optim/src/planted-peer.ts",
    code: `export * from "@flambeau/nn";`,
    violation: "optim-imports-downward: packages/optim/src/planted-peer.ts → packages/nn/",
  },
  {
    what: "an import of a package above in a test",
    file: "packages/data/src/planted.test.ts",
    code: `import "@flambeau/optim";`,
    violation: "data-imports-downward: packages/data/src/planted.test.ts → packages/optim/",
  },
  {
    what: "an import of a type alone from another backend",
    file: "packages/backend-cpu-js/src/planted-type.ts",
    code: `import type * as webgpu from "@flambeau/backend-webgpu";\nexport type Planted = typeof webgpu;`,
    violation: "backend-cpu-js-imports-downward: packages/backend-cpu-js/src/planted-type.ts",
  },
  {
    what: "a dynamic import of a device that tensor must not know",
    file: "packages/tensor/src/planted-dynamic.ts",
    code: `export const planted = () => import("@flambeau/backend-webgpu");`,
    violation: "tensor-imports-downward: packages/tensor/src/planted-dynamic.ts",
  },
  {
    what: "a relative import that leaves its package",
    file: "packages/nn/src/planted-relative.ts",
    code: `export * from "../../core/src/index.ts";`,
    violation:
      "no-relative-import-leaves-its-package: packages/nn/src/planted-relative.ts → packages/core/src/index.ts",
  },
  {
    what: "an import of an external package that is not declared",
    file: "packages/nn/src/planted-external.ts",
    code: `export * from "vite";`,
    violation: "only-declared-imports: packages/nn/src/planted-external.ts",
  },
  {
    what: "an import of a workspace package that is not declared",
    file: "packages/sklearn/src/planted-undeclared.ts",
    code: `export * from "@flambeau/autograd";`,
    violation:
      "imports-resolve-to-declared-packages: packages/sklearn/src/planted-undeclared.ts → @flambeau/autograd",
  },
  {
    what: "an import of a development dependency in a source",
    file: "packages/nn/src/planted-development.ts",
    code: `export * from "vitest";`,
    violation:
      "sources-import-no-development-dependency: packages/nn/src/planted-development.ts → ",
  },
  {
    what: "an import of the conformance suite in a backend's source",
    file: "packages/backend-cpu-js/src/planted-suite.ts",
    code: `export * from "@flambeau/conformance";`,
    violation: "conformance-is-for-tests: packages/backend-cpu-js/src/planted-suite.ts",
  },
];

// Links that a developer would make by declaring the dependency; the order forbids it all the same.
const links = [
  ["core", "tensor"],
  ["optim", "nn"],
  ["data", "optim"],
  ["backend-cpu-js", "backend-webgpu"],
  ["tensor", "backend-webgpu"],
] as const;

/** Writes an external package: the copy's links to the installed ones lead nowhere. */
function stub(folder: string): void {
  mkdirSync(join(folder, "dist"), { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ main: "dist/index.js" }));
  writeFileSync(join(folder, "dist/index.js"), "");
}

describe("the layer check", () => {
  const copy = mkdtempSync(join(tmpdir(), "flambeau-layers-"));
  let before: string[] = [];
  let after: string[] = [];

  beforeAll(async () => {
    cpSync(join(root, "packages"), join(copy, "packages"), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !/[/\\](dist|\.turbo|\.cache|\.vite|\.bin)$/.test(path),
    });
    stub(join(copy, "node_modules/vite"));
    rmSync(join(copy, "packages/nn/node_modules/vitest"));
    stub(join(copy, "packages/nn/node_modules/vitest"));
    before = (await checkLayers(copy)).violations;
    for (const [from, to] of links) {
      const scope = join(copy, "packages", from, "node_modules/@flambeau");
      symlinkSync(join(copy, "packages", to), join(scope, to));
    }
    for (const { file, code } of plants) writeFileSync(join(copy, file), `${code}\n`);
    const manifest = join(copy, "packages/plot/package.json");
    const parsed = JSON.parse(readFileSync(manifest, "utf8"));
    parsed.devDependencies["@flambeau/sklearn"] = "workspace:*";
    writeFileSync(manifest, JSON.stringify(parsed));
    after = (await checkLayers(copy)).violations;
  }, 60_000);

  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  test.each(plants)("names $what", ({ violation }) => {
    expect(before.filter((line) => line.startsWith(violation))).toEqual([]);
    expect(after).toContainEqual(expect.stringContaining(violation));
  });

  test("names a declared development dependency on a package of the same line", () => {
    const violation = "plot-imports-downward: packages/plot/package.json → sklearn";
    expect(before).not.toContain(violation);
    expect(after).toContain(violation);
  });

  test("blames nothing but what was planted", () => {
    const planted = after.filter((line) => !before.includes(line));
    for (const line of planted) expect(line).toMatch(/planted|packages\/plot\/package\.json/);
  });

  test("refuses a package that has no place in the order", () => {
    expect(() => forbidden("unknown")).toThrow("layers: unknown has no place");
  });
});
