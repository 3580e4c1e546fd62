// Progress of long training: a bar on a terminal, some epochs as lines elsewhere.
import cliProgress from "cli-progress";
import type { Report } from "./report.ts";

/** Told of each epoch. */
export interface Progress {
  epoch(epoch: number, loss: number): void;
  stop(): void;
}

/** Every epoch as a line. */
export function everyEpoch(report: Report): Progress {
  return { epoch: (epoch, loss) => report.epoch(epoch, loss), stop: () => {} };
}

/** Ten epochs as lines, the first and the last among them, and on a terminal a bar on standard error. */
export function someEpochs(report: Report, epochs: number, terminal: boolean): Progress {
  const kept: [epoch: number, loss: number][] = [];
  const step = Math.max(1, Math.floor(epochs / 10));
  const bar = terminal
    ? new cliProgress.SingleBar({
        format: "  {bar} epoch {value}/{total}, loss: {loss}, {eta_formatted} left",
        barCompleteChar: "█",
        barIncompleteChar: "░",
        barsize: 30,
        clearOnComplete: true,
        hideCursor: true,
        stream: process.stderr,
      })
    : undefined;
  bar?.start(epochs, 0, { loss: "–" });
  return {
    epoch(epoch, loss) {
      if (epoch === 1 || epoch % step === 0) kept.push([epoch, loss]);
      bar?.update(epoch, { loss: loss.toFixed(4) });
    },
    stop() {
      bar?.stop();
      for (const [epoch, loss] of kept) report.epoch(epoch, loss);
    },
  };
}
