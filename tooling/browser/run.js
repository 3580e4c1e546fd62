// Runs a Node program with the environment in which Dawn finds its loader and driver, which must be
// set before a process starts: `node tooling/browser/run.js PROGRAM [ARGUMENT ...]`.
import { spawn } from "node:child_process";
import { locate } from "./index.js";

const child = spawn(process.execPath, process.argv.slice(2), {
  stdio: "inherit",
  env: { ...process.env, ...locate().env },
});
/** @type {NodeJS.Signals[]} */
const signals = ["SIGINT", "SIGTERM"];
for (const signal of signals) process.on(signal, () => child.kill(signal));
child.on("error", (error) => {
  throw error;
});
child.on("exit", (code, signal) => {
  process.exitCode = code ?? (signal === "SIGINT" ? 130 : 143);
});
