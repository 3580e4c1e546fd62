// A small assembler: one exported function over an imported memory, as the bytes of a wasm module.

import { CONST, CONTROL, EMPTY_BLOCK, I32, LOCAL, type Instruction } from "./opcodes.ts";

export type ValueType = "i32" | "i64" | "f32" | "f64" | "v128";

const VALUE_TYPES: Record<ValueType, number> = {
  i32: 0x7f,
  i64: 0x7e,
  f32: 0x7d,
  f64: 0x7c,
  v128: 0x7b,
};

/** The text `\0asm` and the version of the binary format. */
const HEADER = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

/** A local variable or parameter of the function. */
export interface Local {
  readonly index: number;
  readonly type: ValueType;
}

/** Unsigned LEB128. */
export function unsignedLeb(value: number): number[] {
  const bytes: number[] = [];
  do {
    const low = value % 128;
    value = Math.floor(value / 128);
    bytes.push(value > 0 ? low | 0x80 : low);
  } while (value > 0);
  return bytes;
}

/** Signed LEB128. */
export function signedLeb(value: number | bigint): number[] {
  const bytes: number[] = [];
  for (let rest = BigInt(value); ;) {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    const done = (rest === 0n && low < 0x40) || (rest === -1n && low >= 0x40);
    bytes.push(done ? low : low | 0x80);
    if (done) return bytes;
  }
}

const floatBytes = (value: number, type: "f32" | "f64"): number[] => {
  const array = type === "f32" ? new Float32Array([value]) : new Float64Array([value]);
  return [...new Uint8Array(array.buffer)];
};

/** The body of a function under construction. Structured control is balanced by construction. */
export class FunctionBuilder {
  private readonly parameters: ValueType[] = [];
  private readonly locals: ValueType[] = [];
  private readonly body: number[] = [];

  /** Declares the next parameter; all come before the first local. */
  parameter(type: ValueType): Local {
    this.parameters.push(type);
    return { index: this.parameters.length - 1, type };
  }

  local(type: ValueType): Local {
    this.locals.push(type);
    return { index: this.parameters.length + this.locals.length - 1, type };
  }

  emit(instruction: Instruction, ...immediates: readonly number[]): this {
    this.body.push(...instruction, ...immediates);
    return this;
  }

  get(...locals: readonly Local[]): this {
    for (const { index } of locals) this.body.push(LOCAL.get, ...unsignedLeb(index));
    return this;
  }

  set(local: Local): this {
    this.body.push(LOCAL.set, ...unsignedLeb(local.index));
    return this;
  }

  /** Pops the top of the stack into a new local. */
  keep(type: ValueType): Local {
    const local = this.local(type);
    this.set(local);
    return local;
  }

  constant(type: "i32" | "i64" | "f32" | "f64", value: number | bigint): this {
    const bytes =
      type === "i32" || type === "i64" ? signedLeb(value) : floatBytes(Number(value), type);
    return this.emit([CONST[type]], ...bytes);
  }

  /** Loads or stores at the address on the stack; no alignment is promised. */
  access(instruction: Instruction, ...immediates: readonly number[]): this {
    return this.emit(instruction, 0, 0, ...immediates);
  }

  /** Adds `amount` to an i32 local. */
  advance(local: Local, amount: number | Local): void {
    this.get(local);
    if (typeof amount === "number") this.constant("i32", amount);
    else this.get(amount);
    this.emit(I32.add).set(local);
  }

  /** Runs the body while `counter + step ≤ limit`, and advances the counter by `step` each time. */
  repeat(counter: Local, limit: Local, step: number, body: () => void): void {
    this.emit([CONTROL.block], EMPTY_BLOCK).emit([CONTROL.loop], EMPTY_BLOCK);
    this.get(counter, limit).constant("i32", step).emit(I32.sub);
    this.emit(I32.gt).emit([CONTROL.brIf], 1);
    body();
    this.advance(counter, step);
    this.emit([CONTROL.br], 0).emit([CONTROL.end]).emit([CONTROL.end]);
  }

  /** The module's bytes. It imports `host.memory` and exports the function as `run`. */
  assemble(): Uint8Array<ArrayBuffer> {
    const types = (list: readonly ValueType[]): number[] => list.map((type) => VALUE_TYPES[type]);
    const code = [
      ...vector(this.locals.map((type) => [1, VALUE_TYPES[type]])),
      ...this.body,
      CONTROL.end,
    ];
    return Uint8Array.from([
      ...HEADER,
      ...section(1, [[0x60, ...unsignedLeb(this.parameters.length), ...types(this.parameters), 0]]),
      ...section(2, [[...name("host"), ...name("memory"), 0x02, 0x00, 0x00]]),
      ...section(3, [[0]]),
      ...section(7, [[...name("run"), 0x00, 0]]),
      ...section(10, [[...unsignedLeb(code.length), ...code]]),
    ]);
  }
}

const vector = (items: readonly (readonly number[])[]): number[] => [
  ...unsignedLeb(items.length),
  ...items.flat(),
];

function section(id: number, items: readonly (readonly number[])[]): number[] {
  const contents = vector(items);
  return [id, ...unsignedLeb(contents.length), ...contents];
}

const name = (text: string): number[] => [
  ...unsignedLeb(text.length),
  ...[...text].map((character) => character.charCodeAt(0)),
];
