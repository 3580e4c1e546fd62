// Tests the assembler's numbers and loops by running what it assembles.

import { describe, expect, test } from "vitest";
import { FunctionBuilder, signedLeb, unsignedLeb } from "./assembler.ts";
import { MEMORY } from "./opcodes.ts";

describe("the assembler", () => {
  test.each([
    [0, [0]],
    [127, [0x7f]],
    [128, [0x80, 1]],
    [624485, [0xe5, 0x8e, 0x26]],
  ])("encodes %d unsigned", (value, bytes) => {
    expect(unsignedLeb(value)).toEqual(bytes);
  });

  test.each([
    [-1, [0x7f]],
    [63, [0x3f]],
    [64, [0xc0, 0]],
    [-123456, [0xc0, 0xbb, 0x78]],
  ])("encodes %d signed", (value, bytes) => {
    expect(signedLeb(value)).toEqual(bytes);
  });

  test("repeats a body while a whole step is left", () => {
    const code = new FunctionBuilder();
    const [limit, counter] = [code.parameter("i32"), code.local("i32")];
    const turns = code.local("i32");
    code.repeat(counter, limit, 4, () => code.advance(turns, 1));
    code.constant("i32", 0).get(turns).access(MEMORY["i32.store"]);
    const memory = new WebAssembly.Memory({ initial: 1 });
    const module = new WebAssembly.Module(code.assemble());
    const { exports } = new WebAssembly.Instance(module, { host: { memory } });
    const turnsOf = (count: number): number => {
      (exports["run"] as (n: number) => void)(count);
      return new Int32Array(memory.buffer)[0];
    };
    expect([0, 3, 4, 7, 8, 11].map(turnsOf)).toEqual([0, 0, 1, 1, 2, 2]);
  });
});
