// Installs packed packages with npm into an empty folder and runs a README's program there.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import typescript from "typescript";
import { program, sameOutput } from "./readme.js";

/**
 * Makes a folder and installs the archives into it as a stranger would.
 * @param {string} folder
 * @param {string[]} archives
 */
export function install(folder, archives) {
  mkdirSync(folder, { recursive: true });
  const manifest = { name: "stranger", private: true, type: "module" };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  execFileSync(
    "npm",
    ["install", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error", ...archives],
    { cwd: folder, stdio: ["ignore", "ignore", "inherit"], shell: process.platform === "win32" },
  );
}

/**
 * Runs the program of `readme` in `folder`; returns what is wrong, or undefined.
 * @param {string} folder
 * @param {string} readme path
 */
export function runReadme(folder, readme) {
  const found = program(readFileSync(readme, "utf8"));
  if (found === undefined) return "README.md has no js or ts program";
  const options = { module: typescript.ModuleKind.ESNext, target: typescript.ScriptTarget.ES2022 };
  const code =
    found.language === "ts"
      ? typescript.transpileModule(found.code, { compilerOptions: options }).outputText
      : found.code;
  writeFileSync(join(folder, "program.js"), code);
  const run = spawnSync(process.execPath, ["program.js"], {
    cwd: folder,
    encoding: "utf8",
    timeout: 60_000,
  });
  if (run.status !== 0) return `the program of README.md failed:\n${run.stdout}${run.stderr}`;
  if (found.output !== undefined && !sameOutput(run.stdout, found.output))
    return `the program of README.md printed\n${run.stdout}\nand not\n${found.output}`;
  return undefined;
}
