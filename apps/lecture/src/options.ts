// The command line: flags, their checks, their defaults.
import { Command, InvalidArgumentError } from "commander";
import { deviceNames } from "./devices.ts";
import { sections } from "./sections/index.ts";

/** What the command line asks for. */
export interface Options {
  readonly seed: number;
  readonly device: string;
  readonly only: readonly string[];
  readonly out: string;
  readonly quick: boolean;
  readonly json?: string;
}

function parseSeed(text: string): number {
  const seed = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(seed)) {
    throw new InvalidArgumentError("a whole number from 0 to 2⁵³ − 1 is needed.");
  }
  return seed;
}

function oneOf(names: readonly string[]): (name: string) => string {
  return (name) => {
    if (!names.includes(name))
      throw new InvalidArgumentError(`one of ${names.join(", ")} is needed.`);
    return name;
  };
}

function parseSections(text: string, before: readonly string[] = []): string[] {
  return [...before, ...text.split(",").map(oneOf(Object.keys(sections)))];
}

function parsePath(text: string): string {
  if (text === "") throw new InvalidArgumentError("a path is needed.");
  return text;
}

/** Options of the given arguments; prints help or an error and exits where they are not right. */
export function parseOptions(
  args: readonly string[],
  configure?: (command: Command) => void,
): Options {
  const command = new Command("lecture")
    .description("An introduction to neural networks, every part of it trained and printed.")
    .option("--seed <number>", "seed of the random numbers", parseSeed, 0)
    .option("--device <name>", `device: ${deviceNames.join(", ")}`, oneOf(deviceNames), "cpu")
    .option("--only <names>", `some sections: ${Object.keys(sections).join(", ")}`, parseSections)
    .option("--out <folder>", "folder of the pictures", parsePath, "lecture-output")
    .option("--json <file>", "write losses, weights and predictions to a file", parsePath)
    .option("--quick", "at most 20 epochs a run", false)
    .allowExcessArguments(false)
    .showHelpAfterError("(--help lists the options)");
  configure?.(command);
  const options = command.parse([...args], { from: "user" }).opts<Options>();
  return { ...options, only: options.only ?? Object.keys(sections) };
}
