// The sections in the order of the lecture, by the names that `--only` takes.
import type { Section } from "../context.ts";
import { activations } from "./activations.ts";
import { blobs } from "./blobs.ts";
import { chainRule } from "./chain-rule.ts";
import { circles } from "./circles.ts";
import { deep, nonlinear, wide } from "./curves.ts";
import { forward } from "./forward.ts";
import { gradients } from "./gradients.ts";
import { multiple } from "./multiple.ts";
import { simple } from "./simple.ts";
import { tensors } from "./tensors.ts";

/** The sections by name, in order. */
export const sections: Readonly<Record<string, Section>> = {
  forward,
  "chain-rule": chainRule,
  tensors,
  gradients,
  simple,
  multiple,
  nonlinear,
  deep,
  wide,
  activations,
  circles,
  blobs,
};
