// The lecture's command: `npm run lecture -- --help` lists its options.
import { FlambeauError } from "flambeau";
import pc from "picocolors";
import { giveLecture } from "./lecture.ts";
import { parseOptions } from "./options.ts";
import { Report } from "./report.ts";

const options = parseOptions(process.argv.slice(2));
// A reader such as `head` may close the pipe early.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});
const report = new Report((text) => process.stdout.write(text), pc.isColorSupported);
try {
  await giveLecture(options, report, process.stderr.isTTY === true);
} catch (error) {
  const expected = error instanceof FlambeauError || (error instanceof Error && "syscall" in error);
  if (!expected) throw error;
  process.stderr.write(`lecture: ${error.message}\n`);
  process.exitCode = 1;
}
