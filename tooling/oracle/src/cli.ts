// Owns the command line: npm run oracle -- --dir DIR --group G,… --op OP --device D --json
import { fileURLToPath } from "node:url";
import { Command, Option } from "commander";
import { DEVICES, loadLibrary, openDevice } from "./device.ts";
import { ReferenceFolder } from "./load.ts";
import { checkFolder, groupNames, run } from "./run.ts";

interface Options {
  dir: string;
  group?: string;
  op?: string;
  device: string;
  json?: boolean;
}

const BAD_USAGE = 2;

const program = new Command("oracle")
  .description("Runs reference cases recorded from PyTorch, NumPy and scikit-learn.")
  .option(
    "--dir <folder>",
    "folder of reference files",
    fileURLToPath(new URL("../data", import.meta.url)),
  )
  .option("--group <names>", "groups, separated by commas")
  .option("--op <name>", "one op, module, optimizer or function")
  .addOption(new Option("--device <name>", "device of the tensors").choices(DEVICES).default("cpu"))
  .option("--json", "one JSON object per case instead of the table")
  .allowExcessArguments(false)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : BAD_USAGE));

async function main(): Promise<void> {
  const options = program.parse().opts<Options>();
  let groups: string[];
  let device: unknown;
  try {
    groups = groupNames(options.group);
    checkFolder(options.dir);
    device = await openDevice(options.device);
  } catch (error) {
    process.stderr.write(`oracle: ${(error as Error).message}\n`);
    process.exitCode = BAD_USAGE;
    return;
  }
  const { text, exitCode } = await run({
    library: await loadLibrary(),
    folder: new ReferenceFolder(options.dir),
    groups,
    op: options.op,
    device,
    deviceName: options.device,
    json: options.json,
    colour: Boolean(process.stdout.isTTY),
  });
  process.exitCode = exitCode;
  process.stdout.write(text);
}

await main();
