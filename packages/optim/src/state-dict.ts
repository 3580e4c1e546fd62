// State dicts: an optimizer's state under PyTorch's names, with parameters counted instead of named.

import { ValueError } from "@flambeau/core";
import { full, Tensor } from "@flambeau/tensor";
import type { OptimizerState } from "./optimizer.ts";
import type { OptionValue, ParamGroup } from "./param-group.ts";

/** State of one parameter; step counts are float32 tensors of no dimensions. */
export type SavedState = Record<string, Tensor | number | null>;

/** Options of one group, and the numbers of its parameters. */
export type SavedGroup = { params: number[] } & Record<string, OptionValue>;

/** What `stateDict` returns: `torch.optim.Optimizer.state_dict()`, to the letter. */
export interface OptimizerStateDict {
  state: Record<string, SavedState>;
  param_groups: SavedGroup[];
}

const snakeCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const camelCase = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const renameKeys = <V>(
  record: Readonly<Record<string, V>>,
  rename: (name: string) => string,
): Record<string, V> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [rename(name), value]));

/** Options as PyTorch prints them: name and value, sorted by name, parameters left out. */
export const namedOptions = (group: object): [string, OptionValue][] =>
  Object.entries(renameKeys(group as Record<string, OptionValue>, snakeCase))
    .filter(([name]) => name !== "params")
    .sort(([a], [b]) => (a < b ? -1 : 1));

type Group = ParamGroup<object>;

/** The state dict of these groups and states; its tensors are the optimizer's own. */
export function saveState(
  groups: readonly Group[],
  state: ReadonlyMap<Tensor, object>,
): OptimizerStateDict {
  const parameters = groups.flatMap((group) => group.params);
  const numbers = new Map(parameters.map((parameter, i) => [parameter, i]));
  const saved: Record<string, SavedState> = {};
  for (const [i, parameter] of parameters.entries()) {
    const entries = state.get(parameter) as OptimizerState | undefined;
    if (!entries) continue;
    const named = renameKeys(entries, snakeCase) as SavedState;
    if (typeof named.step === "number") named.step = full([], named.step, { dtype: "float32" });
    saved[i] = named;
  }
  const saveGroup = (group: Group): SavedGroup =>
    ({
      ...renameKeys(group as unknown as Record<string, OptionValue>, snakeCase),
      params: group.params.map((parameter) => numbers.get(parameter)!),
    }) as SavedGroup;
  return { state: saved, param_groups: groups.map(saveGroup) };
}

/** Options of each group in our names. Throws `ValueError` unless the dict has groups of the same sizes. */
export function loadGroups(
  optimizer: string,
  groups: readonly Group[],
  dict: OptimizerStateDict,
): Record<string, OptionValue>[] {
  const sizes = (list: readonly { params: readonly unknown[] }[]): string =>
    list.map((group) => group.params.length).join(", ");
  if (sizes(groups) !== sizes(dict.param_groups))
    throw new ValueError(
      `${optimizer}.loadStateDict: groups differ: got groups of [${sizes(dict.param_groups)}] parameters; this optimizer has [${sizes(groups)}]`,
    );
  return dict.param_groups.map((saved) => {
    const { params: _params, ...options } = renameKeys(
      saved as Record<string, OptionValue>,
      camelCase,
    );
    return options;
  });
}

/** States by parameter, copied to its dtype and device. Throws `ValueError` where a shape differs. */
export function loadStates(
  optimizer: string,
  groups: readonly Group[],
  dict: OptimizerStateDict,
): Map<Tensor, OptimizerState> {
  const loaded = new Map<Tensor, OptimizerState>();
  for (const [g, group] of groups.entries())
    for (const [i, parameter] of group.params.entries()) {
      const saved = dict.state[dict.param_groups[g].params[i]];
      if (!saved) continue;
      const state: OptimizerState = {};
      for (const [name, value] of Object.entries(saved))
        state[camelCase(name)] = loadValue(optimizer, name, value, parameter);
      loaded.set(parameter, state);
    }
  return loaded;
}

function loadValue(
  optimizer: string,
  name: string,
  value: Tensor | number | null,
  parameter: Tensor,
): Tensor | number | null {
  if (!(value instanceof Tensor)) return value;
  if (name === "step") return Number(value.item());
  if (`${value.shape}` !== `${parameter.shape}`)
    throw new ValueError(
      `${optimizer}.loadStateDict: ${name} does not fit its parameter: got [${value.shape}]; the parameter is [${parameter.shape}]`,
    );
  return value.detach().clone().to(parameter.dtype).to(parameter.device);
}
