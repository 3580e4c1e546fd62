// Samples to batches.

import { DTypeError } from "@flambeau/core";
import { stack, tensor, Tensor } from "@flambeau/tensor";

/** What `defaultCollate` makes of samples of a type: tensors and numbers become tensors, containers keep their form. */
export type Collated<Sample> = Sample extends Tensor | number | bigint | boolean
  ? Tensor
  : Sample extends string
    ? string[]
    : Sample extends readonly unknown[]
      ? { -readonly [Key in keyof Sample]: Collated<Sample[Key]> }
      : Sample extends object
        ? { [Key in keyof Sample]: Collated<Sample[Key]> }
        : never;

/**
 * Stacks tensors, makes a tensor of numbers, booleans or BigInts, lists strings, and goes into arrays and objects:
 * `torch.utils.data.default_collate`. Numbers give float32 as everywhere. Throws `DTypeError` for other samples.
 */
export function defaultCollate<Sample>(samples: readonly Sample[]): Collated<Sample> {
  return collate(samples) as Collated<Sample>;
}

function collate(samples: readonly unknown[]): unknown {
  const [first] = samples;
  if (first instanceof Tensor) return stack(samples as Tensor[]);
  if (typeof first === "number" || typeof first === "bigint" || typeof first === "boolean")
    return tensor(samples as number[]);
  if (typeof first === "string") return [...samples];
  if (Array.isArray(first))
    return first.map((_, i) => collate((samples as unknown[][]).map((sample) => sample[i])));
  if (typeof first === "object" && first !== null)
    return Object.fromEntries(
      Object.keys(first).map((key) => [
        key,
        collate((samples as Record<string, unknown>[]).map((sample) => sample[key])),
      ]),
    );
  throw new DTypeError(
    `defaultCollate: cannot batch such samples: got ${first === null ? "null" : typeof first}; return tensors, numbers, strings, arrays or objects, or pass collate`,
  );
}
