// Tests of a whole run on a small folder: one case passes, one fails, one is unknown.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ReferenceFolder } from "./load.ts";
import { groupNames, run } from "./run.ts";
import { fakeLibrary } from "./testing/fake-library.ts";

const tensor = (data: number[]) => ({ shape: [data.length], dtype: "float32", data });
const op = (name: string, output: number[], extra: object = {}) => ({
  call: `torch.${name}`,
  signature: `${name}(input, *, out=None) -> Tensor`,
  compare: "value",
  cases: [
    { id: `${name}-1`, args: [tensor([1, -2])], kwargs: {}, output: tensor(output), ...extra },
  ],
});

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "oracle-"));
  mkdirSync(join(folder, "ops"));
  const family = {
    family: "unary",
    ops: { abs: op("abs", [1, 2]), neg: op("neg", [-1, 2]), erf: op("erf", [0.8, -1]) },
  };
  writeFileSync(join(folder, "ops", "unary.json"), JSON.stringify(family));
  const errors = {
    cases: [
      {
        id: "e1",
        op: "add",
        args: [tensor([1]), tensor([1, 2])],
        kwargs: {},
        error: "RuntimeError",
        message: "sizes",
        why: "sizes differ",
        kind: "value",
      },
      {
        id: "e2",
        op: "abs",
        args: [tensor([1])],
        kwargs: {},
        error: "RuntimeError",
        message: "never",
        why: "does not throw",
        kind: "value",
      },
    ],
  };
  writeFileSync(join(folder, "errors.json.gz"), gzipSync(JSON.stringify(errors)));
});

afterAll(() => rmSync(folder, { recursive: true }));

const start = (groups: string[], options: object = {}) =>
  run({ library: fakeLibrary(), folder: new ReferenceFolder(folder), groups, ...options });

describe("a run", () => {
  it("counts passed, failed and not implemented in its last line and exits with 1", async () => {
    const { text, exitCode } = await start(["ops"]);
    expect(text.trimEnd().split("\n").at(-1)).toBe("1 passed, 1 failed, 1 not implemented");
    expect(exitCode).toBe(1);
  });

  it("shows the first difference of a failure", async () => {
    const { text } = await start(["ops"]);
    expect(text).toContain("output[0]: 1, expected -1");
  });

  it("exits with 0 where nothing failed, and runs one op alone", async () => {
    const { text, exitCode } = await start(["ops"], { op: "abs" });
    expect(text.trimEnd().split("\n").at(-1)).toBe("1 passed, 0 failed, 0 not implemented");
    expect(exitCode).toBe(0);
  });

  it("reads compressed files, and wants an error of the library where one must be raised", async () => {
    const { results } = await start(["errors"]);
    expect(results.map(({ id, status }) => [id, status])).toEqual([
      ["e1", "passed"],
      ["e2", "failed"],
    ]);
  });

  it("prints one JSON object a case on request", async () => {
    const { text } = await start(["ops"], { json: true });
    const lines = text.trimEnd().split("\n");
    expect(lines.slice(0, -1).map((line) => JSON.parse(line).status)).toEqual([
      "passed",
      "failed",
      "not implemented",
    ]);
  });

  it("gives nothing for groups whose file is absent", async () => {
    const { results } = await start(groupNames("lecture,random,optim,sklearn"));
    expect(results).toEqual([]);
  });

  it("refuses groups that do not exist", () => {
    expect(() => groupNames("ops,nonsense")).toThrow(/no such group: nonsense/);
  });
});
