// A context whose report is kept and whose pictures are dropped.
import type { Context } from "../context.ts";
import { Gallery } from "../gallery.ts";
import { Report } from "../report.ts";

class NoGallery extends Gallery {
  override hang(): void {}
}

/** A context for one section, and the lines that it writes. */
export function silentContext(settings: Pick<Context, "device" | "seed">) {
  const lines: string[] = [];
  const report = new Report((text) => lines.push(text), false);
  const context: Context = {
    ...settings,
    report,
    gallery: new NoGallery("", report),
    maxEpochs: 3,
    terminal: false,
    outcomes: new Map(),
  };
  return { context, lines };
}
