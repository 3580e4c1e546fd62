// The library against the recorded answers: the groups that must hold, and how much of them must have run.
import { fileURLToPath } from "node:url";
import * as library from "flambeau";
import { describe, expect, it } from "vitest";
import { ReferenceFolder } from "./load.ts";
import { run } from "./run.ts";

const folder = new ReferenceFolder(fileURLToPath(new URL("../data", import.meta.url)));

/** Cases that passed when the group last grew: a case that stops running is a failure too. */
const RUNNING: Record<string, number> = {
  lecture: 167,
  random: 337,
  printing: 120,
  sklearn: 15,
  optim: 16,
  modules: 70,
};

describe("the recorded answers", () => {
  it.each(Object.entries(RUNNING))("hold in group %s", { timeout: 60_000 }, async (name, least) => {
    const { results } = await run({ groups: [name], folder, library });
    const failed = results.filter(({ status }) => status === "failed");
    expect(failed).toEqual([]);
    expect(results.filter(({ status }) => status === "passed").length).toBeGreaterThanOrEqual(
      least,
    );
  });
});
