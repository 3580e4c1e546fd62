// Packs every public package, installs each alone into an empty folder with npm, runs its README's
// program there, and opens a page built with Vite; `npm run pack-check [-- name ...]`.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { install, runReadme } from "./install.js";
import { pack, publicPackages } from "./pack.js";
import { checkPage } from "./page.js";

const wanted = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), "flambeau-pack-"));
const archives = join(work, "archives");
mkdirSync(archives);

const packages = publicPackages();
const archiveOf = new Map(packages.map((one) => [one.name, pack(one, archives)]));
let failures = 0;

/** @type {(what: string, problem: string | undefined) => void} */
function report(what, problem) {
  console.log(`${problem === undefined ? "ok    " : "FAILED"} ${what}`);
  if (problem === undefined) return;
  console.error(problem.replace(/^/gm, "       "));
  failures += 1;
}

for (const { name, folder, needs } of packages) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const stranger = join(work, name);
  const missing = needs.filter((need) => !archiveOf.has(need));
  if (missing.length > 0) {
    report(name, `it depends on private packages: ${missing.join(", ")}`);
    continue;
  }
  try {
    install(
      stranger,
      [name, ...needs].map((need) => archiveOf.get(need) ?? ""),
    );
    report(`${name}: the program of its README`, runReadme(stranger, join(folder, "README.md")));
    if (name === "flambeau") report(`${name}: a page built with Vite`, await checkPage(stranger));
  } catch (error) {
    report(name, String(error));
  }
}

rmSync(work, { recursive: true });
process.exitCode = failures === 0 ? 0 : 1;
