// The command line's flags are checked before anything runs.
import { expect, it } from "vitest";
import { parseOptions } from "./options.ts";

function failure(...args: string[]): string {
  let text = "";
  const parse = () =>
    parseOptions(args, (command) => {
      command.exitOverride().configureOutput({ writeErr: (part) => (text += part) });
    });
  expect(parse).toThrow(/^error: /);
  return text;
}

it("has defaults for everything", () => {
  const options = parseOptions([]);
  expect(options).toMatchObject({ seed: 0, device: "cpu", out: "lecture-output", quick: false });
  expect(options.only).toContain("forward");
  expect(options.json).toBeUndefined();
});

it("takes sections separated by commas or one by one", () => {
  expect(parseOptions(["--only", "simple,blobs"]).only).toEqual(["simple", "blobs"]);
  expect(parseOptions(["--only", "simple", "--only", "deep"]).only).toEqual(["simple", "deep"]);
});

it.each(["-1", "1.5", "x", "", "9007199254740992"])("refuses the seed %j", (seed) => {
  expect(failure(`--seed=${seed}`)).toContain("a whole number from 0 to");
});

it("names the devices that exist where another is asked for", () => {
  expect(failure("--device", "cuda")).toMatch(/'cuda' is invalid\. one of .*cpu.* is needed/);
});

it("names the sections where another is asked for", () => {
  expect(failure("--only", "rnn")).toMatch(/'rnn' is invalid\. one of forward, .* is needed/);
});

it("refuses flags and words that it does not know", () => {
  expect(failure("--epochs", "3")).toContain("unknown option '--epochs'");
  expect(failure("simple")).toContain("too many arguments");
});
