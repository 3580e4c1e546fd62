// Packs the public packages as they would be published and knows who needs whom.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

// The package's only export is its package.json.
const pnpm = join(dirname(createRequire(import.meta.url).resolve("pnpm")), "bin/pnpm.cjs");

/**
 * @typedef {object} PublicPackage
 * @property {string} name
 * @property {string} folder absolute
 * @property {string[]} needs names of the workspace packages it depends on, directly or not
 */

/**
 * The packages that are published, each with its workspace dependencies.
 * @returns {PublicPackage[]}
 */
export function publicPackages() {
  const manifests = readdirSync(join(root, "packages"))
    .map((name) => join(root, "packages", name))
    .filter((folder) => existsSync(join(folder, "package.json")))
    .map((folder) => ({
      folder,
      manifest: JSON.parse(readFileSync(join(folder, "package.json"), "utf8")),
    }));
  const direct = new Map(
    manifests.map(({ manifest }) => [manifest.name, Object.keys(manifest.dependencies ?? {})]),
  );
  /** @type {(name: string, found?: Set<string>) => Set<string>} */
  const needs = (name, found = new Set()) => {
    for (const other of direct.get(name) ?? [])
      if (direct.has(other) && !found.has(other)) needs(other, found.add(other));
    return found;
  };
  return manifests
    .filter(({ manifest }) => manifest.private !== true)
    .map(({ folder, manifest }) => ({
      name: manifest.name,
      folder,
      needs: [...needs(manifest.name)],
    }));
}

/**
 * Packs one built package into `destination` and returns the archive's path.
 * @param {PublicPackage} one
 * @param {string} destination
 */
export function pack(one, destination) {
  const output = execFileSync(
    process.execPath,
    [pnpm, "pack", "--json", "--pack-destination", destination],
    { cwd: one.folder, encoding: "utf8" },
  );
  return resolve(destination, JSON.parse(output).filename);
}
