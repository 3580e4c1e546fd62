// The base of all optimizers: groups, state, gradients to zero, the loop of a step, saving and printing.

import { enableGrad, noGrad, pythonValue, type Tensor } from "@flambeau/tensor";
import { groupInputs, makeGroup } from "./param-group.ts";
import type { ParamGroup, ParamGroupInput, Params } from "./param-group.ts";
import { loadGroups, loadStates, namedOptions, saveState } from "./state-dict.ts";
import type { OptimizerStateDict } from "./state-dict.ts";

/** What an optimizer remembers of one parameter between steps. */
export type OptimizerState = Record<string, Tensor | number | null>;

/** What tells one optimizer from another, apart from its update. */
export interface OptimizerDefinition<Options> {
  /** The name that is printed; not the class's, which minifiers change. */
  readonly name: string;
  /** Options of groups that do not state them. */
  readonly defaults: Options;
  /** Throws `ValueError` for options out of range. */
  readonly check: (options: Options) => void;
}

/** Updates parameters by their gradients, as `torch.optim.Optimizer`. */
export abstract class Optimizer<Options extends object, State extends object> {
  readonly paramGroups: ParamGroup<Options>[] = [];
  readonly state = new Map<Tensor, State>();
  readonly defaults: Options;
  private readonly definition: OptimizerDefinition<Options>;

  /** Throws `ValueError` for options out of range and for parameters that are no leaves, come twice or are none. */
  constructor(params: Params<Options>, definition: OptimizerDefinition<Options>) {
    this.definition = definition;
    this.defaults = definition.defaults;
    definition.check(definition.defaults);
    for (const group of groupInputs(definition.name, params)) this.addParamGroup(group);
  }

  /** Overwrites one parameter that has a gradient. */
  protected abstract update(parameter: Tensor, gradient: Tensor, group: ParamGroup<Options>): void;

  /** Adds parameters, as when a frozen layer is to be trained after all. Throws `ValueError` as the constructor does. */
  addParamGroup(input: ParamGroupInput<Options>): void {
    const known = new Set(this.paramGroups.flatMap((group) => group.params));
    const group = makeGroup(this.definition.name, input, this.defaults, known);
    this.definition.check(group);
    this.paramGroups.push(group);
  }

  /** Drops the gradients, or sets them to zero where they are kept. */
  zeroGrad({ setToNone = true }: { setToNone?: boolean } = {}): void {
    for (const group of this.paramGroups)
      for (const parameter of group.params)
        if (parameter.grad) parameter.grad = setToNone ? null : zeroed(parameter.grad);
  }

  /**
   * Updates every parameter that has a gradient; others are left alone. A closure runs first, with
   * gradients recorded, and its result is returned.
   */
  step(): undefined;
  step<Result>(closure: () => Result): Result;
  step<Result>(closure?: () => Result): Result | undefined {
    const result = closure && enableGrad(closure);
    for (const group of this.paramGroups)
      for (const parameter of group.params)
        if (parameter.grad) this.update(parameter, parameter.grad, group);
    return result;
  }

  /** Groups and state under PyTorch's names; tensors are shared, not copied. */
  stateDict(): OptimizerStateDict {
    return saveState(this.paramGroups, this.state);
  }

  /** Goes on from a copy of a state dict. Throws `ValueError`, with nothing changed, if it does not fit. */
  loadStateDict(dict: OptimizerStateDict): void {
    const { name, check } = this.definition;
    const groups = loadGroups(name, this.paramGroups, dict).map((saved) => ({
      ...this.defaults,
      ...saved,
    }));
    groups.forEach(check);
    const states = loadStates(name, this.paramGroups, dict);
    this.paramGroups.forEach((group, i) => Object.assign(group, groups[i]));
    this.state.clear();
    for (const [parameter, state] of states) this.state.set(parameter, state as State);
  }

  toString(): string {
    const groups = this.paramGroups.map((group, i) => {
      const lines = namedOptions(group).map(
        ([name, value]) =>
          `    ${name}: ${typeof value === "string" ? value : pythonValue(value)}\n`,
      );
      return `\nParameter Group ${i}\n${lines.join("")}`;
    });
    return `${this.definition.name} (${groups.join("")})`;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }
}

function zeroed(gradient: Tensor): Tensor {
  const leaf = gradient.isLeaf ? gradient : gradient.detach();
  return noGrad(() => leaf.zero_());
}
