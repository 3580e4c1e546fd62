// Runs the README's program and compares what it prints.

import { readFileSync } from "node:fs";
import { formatWithOptions } from "node:util";
import { manualSeed, tensor } from "@flambeau/tensor";
import { expect, it } from "vitest";
import * as nn from "./index.ts";

it("prints what the README says", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const [, program, output] = /```js\n(.*?)```\n\n```\n(.*?)```/s.exec(readme)!;
  const printed: string[] = [];
  const log = (...values: unknown[]) => printed.push(formatWithOptions({}, ...values));
  const body = program!.replaceAll(/^import .*$/gm, "");
  new Function("nn", "manualSeed", "tensor", "console", body)(nn, manualSeed, tensor, { log });
  expect(`${printed.join("\n")}\n`).toBe(output);
});
