// What every section is given.
import type { Device } from "flambeau";
import type { Outcome } from "./run.ts";
import type { Gallery } from "./gallery.ts";
import type { Report } from "./report.ts";

/** Where a section writes, and the settings of this performance of the lecture. */
export interface Context {
  readonly report: Report;
  readonly gallery: Gallery;
  readonly device: Device;
  readonly seed: number;
  readonly maxEpochs: number;
  /** Whether progress may be drawn. */
  readonly terminal: boolean;
  /** The experiments so far, with their seed and duration. */
  readonly outcomes: Map<string, { outcome: Outcome; seed: number; seconds: number }>;
}

/** A part of the lecture that can be given on its own. */
export interface Section {
  readonly title: string;
  readonly give: (context: Context) => void | Promise<void>;
}
