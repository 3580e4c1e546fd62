// Prints how many tests passed and failed: `node count.js RESULTS.json EXIT_STATUS`.
import { existsSync, readFileSync } from "node:fs";

const [file = "", status = "1"] = process.argv.slice(2);
let passed = 0;
let failed = 0;
if (existsSync(file)) {
  const results = JSON.parse(readFileSync(file, "utf8"));
  passed = results.numPassedTests;
  failed = results.numFailedTests;
  // A file that could not be loaded has failed without having run a test.
  for (const { status: outcome, assertionResults } of results.testResults)
    if (outcome === "failed" && assertionResults.every((test) => test.status !== "failed"))
      failed += 1;
}
// Whatever else ended the run badly (an unhandled rejection, a crash, no run at all) counts as one.
if (status !== "0" && failed === 0) failed = 1;
console.log(passed, failed);
