// Owns the order of the random-stream files.
import type { Context } from "../../context.ts";
import type { CaseResult } from "../../result.ts";
import { runDataLoader } from "./data-loader.ts";
import { runDropout } from "./dropout.ts";
import { runInit } from "./init.ts";
import { runNumpy } from "./numpy.ts";
import { runScripts } from "./scripts.ts";
import { runStreams } from "./streams.ts";

/** Runs the files of `random/`. */
export async function* run(context: Context): AsyncGenerator<CaseResult> {
  yield* runStreams(context);
  yield* runScripts(context);
  yield* runInit(context);
  yield* runDropout(context);
  yield* runDataLoader(context);
  yield* runNumpy(context);
}
