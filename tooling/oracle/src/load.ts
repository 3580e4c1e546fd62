// Owns reading reference files: plain .json or gzip-compressed .json.gz, from any folder.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Value } from "./values.ts";

/** A folder of reference files. */
export class ReferenceFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Content of `name`.json or `name`.json.gz, or undefined where neither exists. */
  read(name: string): Value {
    const plain = join(this.path, `${name}.json`);
    if (existsSync(plain)) return JSON.parse(readFileSync(plain, "utf8"));
    const packed = `${plain}.gz`;
    if (existsSync(packed)) return JSON.parse(gunzipSync(readFileSync(packed)).toString("utf8"));
    return undefined;
  }

  /** Names (without extension, with the folder) of the files in a subfolder, sorted. */
  list(folder: string): string[] {
    const path = join(this.path, folder);
    if (!existsSync(path)) return [];
    const names = readdirSync(path)
      .filter((file) => /\.json(\.gz)?$/.test(file))
      .map((file) => `${folder}/${file.replace(/\.json(\.gz)?$/, "")}`);
    return [...new Set(names)].sort();
  }
}
