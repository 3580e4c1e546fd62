// Plain copies of tensors and state dicts, which later training does not change.
import type { nn, Tensor } from "flambeau";

/** A tensor's numbers, row-major. */
export interface Plain {
  readonly shape: readonly number[];
  readonly data: number[];
}

/** Numbers of a state dict, in its order. */
export type State = Readonly<Record<string, Plain>>;

/** A copy of a tensor's numbers. */
export async function plain(x: Tensor): Promise<Plain> {
  const values = (await x.detach().cpu()).toTypedArray();
  return { shape: [...x.shape], data: Array.from(values as ArrayLike<number | bigint>, Number) };
}

/** A copy of a module's state. */
export async function readState(module: nn.Module): Promise<State> {
  const entries: [string, Plain][] = [];
  for (const [name, value] of module.stateDict()) entries.push([name, await plain(value)]);
  return Object.fromEntries(entries);
}
