// Where the pictures go.
import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Report } from "./report.ts";

/** A folder of SVG files, made when the first is hung. */
export class Gallery {
  readonly #folder: string;
  readonly #report: Report;

  constructor(folder: string, report: Report) {
    this.#folder = folder;
    this.#report = report;
  }

  /** Writes a picture and says where it is. */
  hang(name: string, svg: string): void {
    mkdirSync(this.#folder, { recursive: true });
    const path = join(this.#folder, `${name}.svg`);
    writeFileSync(path, svg);
    const near = relative(process.cwd(), path);
    this.#report.file(near.startsWith("..") ? path : near);
  }
}
