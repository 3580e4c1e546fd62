// Checks that packages import and declare only what lies below them; run by `npm run layers`.
import { existsSync, readFileSync, readdirSync, realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { cruise } from "dependency-cruiser";
import { forbidden } from "./order.js";
import { rules } from "./rules.js";

const ignored = String.raw`^(packages|apps|tooling)/[^/]+/(dist|\.turbo|node_modules/\.cache)/`;

/** @param {string} root */
const packageFolders = (root) =>
  readdirSync(join(root, "packages")).filter((folder) =>
    existsSync(join(root, "packages", folder, "package.json")),
  );

/**
 * Violations of the order among the dependencies that package.json files declare, of every kind.
 * @param {string} root
 * @returns {string[]}
 */
function declarations(root) {
  return packageFolders(root).flatMap((folder) => {
    const manifest = JSON.parse(
      readFileSync(join(root, "packages", folder, "package.json"), "utf8"),
    );
    const declared = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"]
      .flatMap((kind) => Object.keys(manifest[kind] ?? {}))
      .map((name) => name.replace("@flambeau/", ""));
    return forbidden(folder)
      .filter((other) => declared.includes(other))
      .map((other) => `${folder}-imports-downward: packages/${folder}/package.json → ${other}`);
  });
}

/**
 * One line for every import or declared dependency of the workspace at `root` that breaks a rule.
 * @param {string} root
 * @returns {Promise<{ violations: string[], files: number }>}
 */
export async function checkLayers(root) {
  const groups = ["packages", "apps", "tooling"].filter((group) => existsSync(join(root, group)));
  const { output } = await cruise(
    groups,
    {
      baseDir: realpathSync(root),
      outputType: "json",
      validate: true,
      ruleSet: { forbidden: rules(packageFolders(root)) },
      tsPreCompilationDeps: true,
      combinedDependencies: false,
      doNotFollow: { path: ["node_modules"] },
      exclude: { path: [ignored] },
    },
    {
      conditionNames: ["@flambeau/source", "import", "types", "node", "default"],
      exportsFields: ["exports"],
      mainFields: ["module", "main", "types", "typings"],
    },
  );
  const { summary } = JSON.parse(/** @type {string} */ (output));
  const imports = summary.violations.map(
    (/** @type {{ rule: { name: string }, from: string, to: string }} */ { rule, from, to }) =>
      `${rule.name}: ${from} → ${to}`,
  );
  return {
    violations: [...declarations(root), ...imports],
    files: summary.totalCruised,
  };
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
  const { violations, files } = await checkLayers(root);
  for (const violation of violations) console.error(violation);
  console.log(`layers: ${files} modules, ${violations.length} violations`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}
