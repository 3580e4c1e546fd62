// PyTorch on one thread, in a process of its own that times its steps itself.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A running PyTorch. */
export interface Torch {
  readonly version: string;
  /** Seconds a step, over `steps` steps. */
  time(name: string, steps: number): Promise<number>;
  stop(): void;
}

/** Starts PyTorch with this interpreter; undefined where it has none. */
export async function startTorch(python: string): Promise<Torch | undefined> {
  const script = fileURLToPath(new URL("../src/torch-steps.py", import.meta.url));
  const child = spawn(python, [script], { stdio: ["pipe", "pipe", "ignore"] });
  const failed = new Promise<undefined>((resolve) => {
    child.on("error", () => resolve(undefined));
    child.on("exit", () => resolve(undefined));
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const first = await Promise.race([lines.next(), failed]);
  if (!first || first.done) return undefined;
  return {
    version: first.value.replace("ready ", ""),
    async time(name, steps) {
      child.stdin.write(`${name} ${steps}\n`);
      return Number((await lines.next()).value);
    },
    stop: () => child.stdin.end(),
  };
}
