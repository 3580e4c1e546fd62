// The base class of everything that has parameters: called like a function, walked like a tree.

import { FlambeauError, ValueError, type DType } from "@flambeau/core";
import { Tensor, type Device } from "@flambeau/tensor";
import { CALL, Callable } from "./callable.ts";
import { convertModule, moveToCpu } from "./convert-module.ts";
import {
  HookList,
  runHooked,
  type Anything,
  type ForwardHook,
  type ForwardPreHook,
  type HookHandle,
} from "./hooks.ts";
import { distinct, joined, ownBuffers, ownModules, ownParameters, type Named } from "./members.ts";
import { className, moduleText } from "./module-text.ts";
import { isParameter } from "./parameter.ts";
import { loadInto, StateDict, type IncompatibleKeys, type StateSource } from "./state-dict.ts";

const isModule = (value: unknown): value is Module => value instanceof Module;

/** Whether members of modules below are named too. */
export interface RecurseOptions {
  readonly recurse?: boolean;
}

/** Calling a module runs its hooks and its `forward`, with the types of that. */
// The constructor returns a function, so what the interface promises is there.
// oxlint-disable-next-line no-unsafe-declaration-merging
export interface Module {
  (...inputs: Parameters<this["forward"]>): ReturnType<this["forward"]>;
}

/**
 * Base of all neural network modules, as `torch.nn.Module`. Parameters and modules that are assigned to properties are
 * its members; a class needs fields (or assignments in its constructor) and a `forward`.
 */
// oxlint-disable-next-line no-unsafe-declaration-merging
export class Module extends Callable {
  /** The name that this class prints; without an own one, the name of the class. */
  static readonly moduleName: string = "Module";

  /** Whether layers such as dropout behave as in training. */
  training = true;
  /** Buffers by name, and whether the state dict has them. */
  readonly #buffers = new Map<string, boolean>();
  readonly #before = new HookList<ForwardPreHook>();
  readonly #after = new HookList<ForwardHook>();

  /** What a call computes. Throws `FlambeauError` unless a class overrides it. */
  forward(..._inputs: Anything[]): Anything {
    throw new FlambeauError(`forward: ${className(this)} has none: define forward(x) in the class`);
  }

  override [CALL](inputs: unknown[]): unknown {
    if (this.#before.empty && this.#after.empty) return this.forward(...inputs);
    return runHooked(this, inputs, this.#before.list(), () => this.#after.list());
  }

  /** Runs `hook` before each forward, in the order of registration. */
  registerForwardPreHook(hook: ForwardPreHook): HookHandle {
    return this.#before.add(hook);
  }
  /** Runs `hook` after each forward, in the order of registration. */
  registerForwardHook(hook: ForwardHook): HookHandle {
    return this.#after.add(hook);
  }

  /** Adds a parameter under a name that the class need not know. Throws `ValueError` if the name or the value will not do. */
  registerParameter(name: string, parameter: Tensor | null): void {
    if (parameter && !isParameter(parameter))
      throw new ValueError(
        `registerParameter: ${name} is no parameter: got a plain tensor; wrap it, as in new Parameter(x)`,
        { name },
      );
    this.#define("registerParameter", name, parameter);
  }
  /** Adds a tensor that is not trained; `persistent` ones are in the state dict. Throws `ValueError` if the name will not do. */
  registerBuffer(
    name: string,
    tensor: Tensor | null,
    { persistent = true }: { readonly persistent?: boolean } = {},
  ): void {
    this.#define("registerBuffer", name, tensor);
    this.#buffers.set(name, persistent);
  }
  /** Adds a module under a name that the class need not know. Throws `ValueError` if the name will not do. */
  registerModule(name: string, module: Module | null): void {
    this.#define("registerModule", name, module);
  }

  #define(method: string, name: string, value: unknown): void {
    const fail = (problem: string): never => {
      throw new ValueError(`${method}: ${problem}: got ${JSON.stringify(name)}`, { name });
    };
    if (!name || name.includes(".")) fail("a name must have letters and no dot");
    const record = this as unknown as Record<string, unknown>;
    const current = record[name];
    const free = Object.hasOwn(this, name)
      ? (current ?? null) === null || isMember(current)
      : !(name in this);
    if (!free) fail("the module already has something else of this name");
    record[name] = value;
  }

  /** Modules directly below, each once, with their names. */
  namedChildren(): Named<Module> {
    return distinct(ownModules(this, isModule));
  }
  /** Modules directly below, each once. */
  children(): Module[] {
    return this.namedChildren().map(([, module]) => module);
  }
  /** This module, named "", and all below, each once, parents first. */
  namedModules(): Named<Module> {
    const walk = (module: Module, prefix: string, seen: Set<Module>): Named<Module> => {
      if (seen.has(module)) return [];
      seen.add(module);
      const below = ownModules(module, isModule);
      return [
        [prefix, module],
        ...below.flatMap(([name, child]) => walk(child, joined(prefix, name), seen)),
      ];
    };
    return walk(this, "", new Set());
  }
  /** This module and all below, each once, parents first. */
  modules(): Module[] {
    return this.namedModules().map(([, module]) => module);
  }
  /** Parameters with their dotted names, each once. */
  namedParameters({ recurse = true }: RecurseOptions = {}): Named<Tensor> {
    return this.#named(recurse, (module) => ownParameters(module));
  }
  /** Parameters, each once; what an optimizer takes. */
  parameters(options?: RecurseOptions): Tensor[] {
    return this.namedParameters(options).map(([, tensor]) => tensor);
  }
  /** Buffers with their dotted names, each once. */
  namedBuffers({ recurse = true }: RecurseOptions = {}): Named<Tensor> {
    return this.#named(recurse, (module) => ownBuffers(module, module.#buffers.keys()));
  }
  /** Buffers, each once. */
  buffers(options?: RecurseOptions): Tensor[] {
    return this.namedBuffers(options).map(([, tensor]) => tensor);
  }

  #named(recurse: boolean, members: (module: Module) => Named<Tensor>): Named<Tensor> {
    const modules: Named<Module> = recurse ? this.namedModules() : [["", this]];
    return distinct(
      modules.flatMap(([prefix, module]) =>
        members(module).map(([name, tensor]): [string, Tensor] => [joined(prefix, name), tensor]),
      ),
    );
  }

  /** Parameters and persistent buffers by dotted name, detached, sharing the module's memory. */
  stateDict(): StateDict {
    const state = new StateDict();
    const collect = (module: Module, prefix: string): void => {
      const persistent = [...module.#buffers].filter(([, kept]) => kept).map(([name]) => name);
      for (const [name, tensor] of [...ownParameters(module), ...ownBuffers(module, persistent)])
        state.set(joined(prefix, name), tensor.detach());
      for (const [name, child] of ownModules(module, isModule))
        collect(child, joined(prefix, name));
    };
    collect(this, "");
    return state;
  }
  /**
   * Copies a state dict into this module's tensors. Throws `ValueError` for missing or unexpected keys if `strict`, and
   * `ShapeError` for sizes that differ, before anything is copied.
   */
  loadStateDict(
    state: StateSource,
    { strict = true }: { readonly strict?: boolean } = {},
  ): IncompatibleKeys {
    return loadInto(className(this), this.stateDict(), state, strict);
  }

  /** Sets `training` here and in all modules below. */
  train(mode = true): this {
    for (const module of this.modules()) module.training = mode;
    return this;
  }
  /** As `train(false)`. */
  eval(): this {
    return this.train(false);
  }
  /** Runs `fn` on all modules below, then on this one. */
  apply(fn: (module: Module) => void): this {
    for (const child of this.children()) child.apply(fn);
    fn(this);
    return this;
  }

  /** Moves parameters, gradients and buffers to a device, or those of floating point to a dtype; parameters stay the same objects. */
  to(target: DType | Device): this {
    convertModule(this, target);
    return this;
  }
  /** As `to("float32")`. */
  float(): this {
    return this.to("float32");
  }
  /** As `to("float64")`. */
  double(): this {
    return this.to("float64");
  }
  /** Moves everything to the cpu device, once what runs elsewhere has finished. */
  async cpu(): Promise<this> {
    await moveToCpu(this);
    return this;
  }

  /** Forgets all gradients, or fills them with zeros. */
  zeroGrad({ setToNone = true }: { readonly setToNone?: boolean } = {}): void {
    for (const parameter of this.parameters())
      if (setToNone) parameter.grad = null;
      else parameter.grad = parameter.grad?.detach().zero_() ?? null;
  }
  /** Says whether the parameters are to be trained. */
  requiresGrad_(requiresGrad = true): this {
    for (const parameter of this.parameters()) parameter.requiresGrad_(requiresGrad);
    return this;
  }

  /** What stands between the parentheses when the module is printed. */
  extraRepr(): string {
    return "";
  }
  override toString(): string {
    return moduleText(this, ownModules(this, isModule));
  }
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }
}

const isMember = (value: unknown): boolean => value instanceof Tensor || isModule(value);
