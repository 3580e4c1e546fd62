// Owns the rules over single imports, as dependency-cruiser reads them.
import { forbidden } from "./order.js";

// Tests, and helpers that only tests use, may import development dependencies.
const tests = String.raw`(\.test\.ts$|/testing/)`;
const configuration = String.raw`\.config\.[jt]s$`;

/** @type {import("dependency-cruiser").SeverityType} */
const severity = "error";

/**
 * @param {string[]} folders the folders of packages/
 * @returns {import("dependency-cruiser").IRegularForbiddenRuleType[]}
 */
export function rules(folders) {
  return [
    ...folders.map((folder) => ({
      name: `${folder}-imports-downward`,
      severity,
      from: { path: `^packages/${folder}/` },
      to: {
        path: [...forbidden(folder).map((other) => `^packages/${other}/`), "^apps/"],
      },
    })),
    {
      name: "only-declared-imports",
      severity,
      from: {},
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "imports-resolve-to-declared-packages",
      severity,
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "no-relative-import-leaves-its-package",
      severity,
      from: { path: "^((?:packages|apps|tooling)/[^/]+/)" },
      to: { pathNot: "^$1", dependencyTypes: ["local"] },
    },
    {
      name: "sources-import-no-development-dependency",
      severity,
      from: { path: "^packages/[^/]+/", pathNot: [tests, configuration] },
      to: { dependencyTypes: ["npm-dev"] },
    },
    {
      name: "conformance-is-for-tests",
      severity,
      from: { path: "^packages/", pathNot: ["^packages/conformance/", tests] },
      to: { path: "^packages/conformance/" },
    },
    {
      name: "tooling-is-for-configuration",
      severity,
      from: { path: "^(packages|apps)/", pathNot: configuration },
      to: { path: "^tooling/" },
    },
  ];
}
