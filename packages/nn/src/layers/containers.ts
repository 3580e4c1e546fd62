// Modules that hold modules.

import { IndexError } from "@flambeau/core";
import type { Tensor } from "@flambeau/tensor";
import { Module } from "../module.ts";

/** Modules by name, in order. */
export type ModuleRecord = Readonly<Record<string, Module>>;

/** A sequence of modules, held under "0", "1" and so on, or under names. */
abstract class ModuleSequence extends Module {
  /** Number of modules. */
  override get length(): number {
    return this.items().length;
  }
  private items(): Module[] {
    return Object.values(this).filter((value): value is Module => value instanceof Module);
  }
  /** The module at `index`, from the end if negative. Throws `IndexError` out of range. */
  at<Layer extends Module = Module>(index: number): Layer {
    const items = this.items();
    const item = items.at(index);
    if (!Number.isInteger(index) || index < -items.length || !item)
      throw new IndexError(
        `at: no module at ${index}: got ${items.length} modules; the index must be in [${-items.length}, ${items.length - 1}]`,
        { index, length: items.length },
      );
    return item as Layer;
  }
  /** Adds a module at the end. */
  append(module: Module): this {
    this.registerModule(String(this.length), module);
    return this;
  }
  /** Adds modules at the end. */
  extend(modules: Iterable<Module>): this {
    for (const module of modules) this.append(module);
    return this;
  }
  [Symbol.iterator](): Iterator<Module> {
    return this.items()[Symbol.iterator]();
  }
}

/** Modules that run one after the other, each on the output of the one before; given as arguments, or by name in a record. */
export class Sequential extends ModuleSequence {
  static override readonly moduleName: string = "Sequential";
  constructor(...modules: readonly Module[] | readonly [ModuleRecord]) {
    super();
    const [first] = modules;
    if (modules.length === 1 && !(first instanceof Module))
      for (const [name, module] of Object.entries(first as ModuleRecord))
        this.registerModule(name, module);
    else this.extend(modules as readonly Module[]);
  }
  override forward(x: Tensor): Tensor {
    let value = x;
    for (const module of this) value = module(value);
    return value;
  }
}

/** A list of modules; what is done with them is for the module that holds it. */
export class ModuleList extends ModuleSequence {
  static override readonly moduleName: string = "ModuleList";
  constructor(modules: Iterable<Module> = []) {
    super();
    this.extend(modules);
  }
}

/** Modules by name; what is done with them is for the module that holds it. */
export class ModuleDict extends Module {
  static override readonly moduleName: string = "ModuleDict";
  constructor(modules: ModuleRecord = {}) {
    super();
    for (const [name, module] of Object.entries(modules)) this.set(name, module);
  }
  /** Number of modules. */
  get size(): number {
    return this.entries().length;
  }
  /** The module of this name. Throws `IndexError` if there is none. */
  get<Layer extends Module = Module>(name: string): Layer {
    const module = new Map(this.entries()).get(name);
    if (!module)
      throw new IndexError(
        `get: no module of this name: got ${JSON.stringify(name)}; there are ${this.keys().join(", ") || "none"}`,
        { name },
      );
    return module as Layer;
  }
  /** Adds a module, or puts one in another's place. Throws `ValueError` if the name will not do. */
  set(name: string, module: Module): this {
    this.registerModule(name, module);
    return this;
  }
  has(name: string): boolean {
    return this.keys().includes(name);
  }
  keys(): string[] {
    return this.entries().map(([name]) => name);
  }
  values(): Module[] {
    return this.entries().map(([, module]) => module);
  }
  entries(): [name: string, module: Module][] {
    return Object.entries(this).filter(
      (entry): entry is [string, Module] => (entry[1] as unknown) instanceof Module,
    );
  }
  [Symbol.iterator](): Iterator<[name: string, module: Module]> {
    return this.entries()[Symbol.iterator]();
  }
}
