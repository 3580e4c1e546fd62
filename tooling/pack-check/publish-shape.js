// Checks the exports and types of every packed public package with publint and attw.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { pack, publicPackages } from "./pack.js";

const attw = join(
  dirname(createRequire(import.meta.url).resolve("@arethetypeswrong/cli/package.json")),
  "dist/index.js",
);
const destination = mkdtempSync(join(tmpdir(), "flambeau-shape-"));
let failures = 0;

for (const one of publicPackages()) {
  const archive = pack(one, destination);
  const bytes = readFileSync(archive);
  const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
  const problems = messages.map((message) => `publint: ${formatMessage(message, pkg)}`);
  const types = spawnSync(process.execPath, [attw, archive, "--profile", "esm-only"], {
    encoding: "utf8",
  });
  if (types.status !== 0) problems.push(`attw: ${types.stdout}${types.stderr}`);
  if (JSON.stringify(pkg["exports"]).includes("@flambeau/source"))
    problems.push("the source condition is published");
  console.log(`${problems.length === 0 ? "ok    " : "FAILED"} ${one.name}`);
  for (const problem of problems) console.error(`       ${problem}`);
  failures += problems.length;
}

rmSync(destination, { recursive: true });
process.exitCode = failures === 0 ? 0 : 1;
