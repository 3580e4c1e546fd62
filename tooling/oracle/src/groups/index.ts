// Owns the list of groups.
import type { Context } from "../context.ts";
import type { CaseResult } from "../result.ts";
import { run as errors } from "./errors.ts";
import { run as lecture } from "./lecture/index.ts";
import { run as modules } from "./modules.ts";
import { run as ops } from "./ops.ts";
import { run as optim } from "./optim.ts";
import { run as printing } from "./printing.ts";
import { run as promotion } from "./promotion.ts";
import { run as random } from "./random/index.ts";
import { run as schedulers } from "./schedulers.ts";
import { run as sklearn } from "./sklearn.ts";

/** Runs the cases of one group. */
export type Group = (context: Context) => AsyncIterable<CaseResult>;

/** The groups by name, in the order in which they run. */
export const GROUPS: Record<string, Group> = {
  ops,
  errors,
  promotion,
  modules,
  optim,
  schedulers,
  random,
  sklearn,
  printing,
  lecture,
};
