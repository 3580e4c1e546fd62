// The benchmark: training steps and kernels beside PyTorch on one thread, and memory of a naive loop.

import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import Table from "cli-table3";
import { Command } from "commander";
import { LOOPS, watch } from "./memory.ts";
import { measure, select, type Timing } from "./measure.ts";
import { startTorch } from "./torch.ts";

const program = new Command("bench")
  .description("Times Flambeau's cpu device, beside PyTorch on one thread where python3 has it.")
  .option("--only <words>", "workloads whose name contains one of these, comma-separated", "")
  .option("--python <path>", "interpreter that has torch", "python3")
  .option("--rounds <n>", "timed rounds", "15")
  .option("--warmup <n>", "rounds before them", "8")
  .option("--no-torch", "leave PyTorch out")
  .option("--memory", "watch memory instead of time")
  .option("--json <file>", "write the figures")
  .parse();

interface Options {
  readonly only: string;
  readonly python: string;
  readonly rounds: string;
  readonly warmup: string;
  readonly torch: boolean;
  readonly memory?: boolean;
  readonly json?: string;
}
const options = program.opts<Options>();

function time(seconds: number): string {
  if (seconds < 1e-6) return `${(seconds * 1e9).toFixed(0)} ns`;
  return seconds < 1e-3 ? `${(seconds * 1e6).toFixed(1)} µs` : `${(seconds * 1e3).toFixed(2)} ms`;
}

const MEGABYTE = 1024 * 1024;

function reportMemory(): unknown {
  const table = new Table({ head: ["loop", "steps", "resident", "steps", "resident", "ratio"] });
  const results = LOOPS.map((loop) => ({ name: loop.name, points: watch(loop) }));
  for (const { name, points } of results) {
    const cells = points.flatMap(({ steps, bytes }) => [
      steps,
      `${(bytes / MEGABYTE).toFixed(0)} MB`,
    ]);
    table.push([name, ...cells, (points[1].bytes / points[0].bytes).toFixed(3)]);
  }
  console.log(table.toString());
  return results;
}

async function reportTimes(): Promise<unknown> {
  const torch = options.torch ? await startTorch(options.python) : undefined;
  console.log(
    `Node ${process.version}, ${cpus()[0]?.model ?? "unknown processor"}; ` +
      (torch ? `PyTorch ${torch.version}, one thread` : `no PyTorch under ${options.python}`),
  );
  const table = new Table({
    head: ["workload", "cpu", "spread", "PyTorch", "cpu / PyTorch", "GFLOP/s"],
    colAligns: ["left", "right", "right", "right", "right", "right"],
  });
  const words = options.only.split(",").filter((word) => word !== "");
  const results: Timing[] = [];
  for (const workload of select(words)) {
    const timing = await measure(workload, torch, Number(options.rounds), Number(options.warmup));
    results.push(timing);
    const { seconds, spread, torchSeconds, gflops } = timing;
    table.push([
      timing.name,
      time(seconds),
      `${(spread * 100).toFixed(0)} %`,
      torchSeconds ? time(torchSeconds) : "–",
      torchSeconds ? (seconds / torchSeconds).toFixed(3) : "–",
      gflops ? gflops.toFixed(2) : "",
    ]);
  }
  torch?.stop();
  console.log(table.toString());
  return results;
}

const results = options.memory ? reportMemory() : await reportTimes();
if (options.json) writeFileSync(options.json, `${JSON.stringify(results, null, 2)}\n`);
