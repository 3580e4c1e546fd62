// Parameter groups: tensors that are optimized together, and the options that hold for them.

import { ValueError } from "@flambeau/core";
import { Tensor } from "@flambeau/tensor";

export type OptionValue = number | boolean | string | null | readonly number[];

/** Options of a group by name. */
export type GroupOptions = { [option: string]: OptionValue };

/** A group of an optimizer; options may be assigned between steps. */
export type ParamGroup<Options> = Options & { params: Tensor[] };

/** A group as it is given: options left out take the optimizer's. */
export type ParamGroupInput<Options> = Partial<Options> & { params: Tensor | Iterable<Tensor> };

/** What an optimizer takes: tensors, or groups of them. */
export type Params<Options> = Iterable<Tensor> | Iterable<ParamGroupInput<Options>>;

/** The groups that `params` stands for. Throws `ValueError` if it is empty or a single tensor. */
export function groupInputs<Options>(
  optimizer: string,
  params: Params<Options>,
): ParamGroupInput<Options>[] {
  if (params instanceof Tensor)
    throw new ValueError(
      `${optimizer}: params is a single tensor: got one of shape [${params.shape}]; pass a list of tensors or of groups`,
    );
  const items = [...params];
  if (items.length === 0)
    throw new ValueError(
      `${optimizer}: no parameters: got an empty list; pass tensors or groups. Was a generator used up before?`,
    );
  const tensors = items.filter((item) => item instanceof Tensor);
  if (tensors.length === 0) return items as ParamGroupInput<Options>[];
  if (tensors.length < items.length)
    throw new ValueError(
      `${optimizer}: tensors and groups are mixed: got ${tensors.length} tensors among ${items.length} items; pass one kind`,
    );
  return [{ params: tensors } as unknown as ParamGroupInput<Options>];
}

/** A group with every option filled in. Throws `ValueError` for parameters that cannot be optimized. */
export function makeGroup<Options extends object>(
  optimizer: string,
  input: ParamGroupInput<Options>,
  defaults: Options,
  known: ReadonlySet<Tensor>,
): ParamGroup<Options> {
  const params = input.params instanceof Tensor ? [input.params] : [...input.params];
  checkParameters(optimizer, params, known);
  const group: Record<string, unknown> = { ...(defaults as Record<string, unknown>) };
  for (const [option, value] of Object.entries(input))
    if (value !== undefined) group[option] = value;
  group.params = params;
  return group as ParamGroup<Options>;
}

function checkParameters(
  optimizer: string,
  params: readonly unknown[],
  known: ReadonlySet<Tensor>,
): void {
  const seen = new Set(known);
  for (const [i, parameter] of params.entries()) {
    if (!(parameter instanceof Tensor))
      throw new ValueError(
        `${optimizer}: parameter ${i} is no tensor: got ${typeof parameter}; a group holds tensors`,
        { index: i },
      );
    if (!parameter.isLeaf)
      throw new ValueError(
        `${optimizer}: parameter ${i} is no leaf: got the result of ${parameter.gradFn}; optimize the tensors it was computed from`,
        { index: i },
      );
    if (seen.has(parameter))
      throw new ValueError(
        `${optimizer}: parameter ${i} of shape [${parameter.shape}] comes twice; a tensor belongs to one group, once`,
        { index: i },
      );
    seen.add(parameter);
  }
}
