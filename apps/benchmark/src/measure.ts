// Interleaved rounds: each workload is timed in turn with its twin, and medians are compared.

import { interquartileRange, median } from "simple-statistics";
import { WORKLOADS, type Workload } from "./workloads.ts";
import type { Torch } from "./torch.ts";

/** Medians in seconds a step; `spread` is the interquartile range over the median. */
export interface Timing {
  readonly name: string;
  readonly seconds: number;
  readonly spread: number;
  readonly torchSeconds: number | undefined;
  readonly gflops: number | undefined;
}

let sink = 0;

function round(step: () => number, steps: number): number {
  const start = performance.now();
  for (let i = 0; i < steps; i++) sink += step();
  return (performance.now() - start) / 1000 / steps;
}

/** Times one workload and its twin in turns, after a warm-up of `warmup` rounds. */
export async function measure(
  workload: Workload,
  torch: Torch | undefined,
  rounds: number,
  warmup: number,
): Promise<Timing> {
  const step = workload.make();
  for (let i = 0; i < warmup; i++) {
    round(step, workload.steps);
    await torch?.time(workload.torch, Math.min(workload.steps, 200));
  }
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let i = 0; i < rounds; i++) {
    ours.push(round(step, workload.steps));
    if (torch) theirs.push(await torch.time(workload.torch, workload.steps));
  }
  if (Number.isNaN(sink)) throw new Error(`${workload.name}: the result is NaN: not a time`);
  const seconds = median(ours);
  return {
    name: workload.name,
    seconds,
    spread: interquartileRange(ours) / seconds,
    torchSeconds: theirs.length ? median(theirs) : undefined,
    gflops: workload.operations && workload.operations / seconds / 1e9,
  };
}

/** The workloads whose name contains one of the words. */
export const select = (words: readonly string[]): readonly Workload[] =>
  WORKLOADS.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
