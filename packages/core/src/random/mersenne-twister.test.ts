// The word stream against words recorded from PyTorch 1.13.1 and NumPy 1.24.2 (fixtures.json) and the C++ standard's check value.

import { describe, expect, it } from "vitest";
import { ValueError } from "../errors.ts";
import fixtures from "./fixtures.json";
import { MersenneTwister } from "./mersenne-twister.ts";

const take = (twister: MersenneTwister, count: number): number[] =>
  Array.from({ length: count }, () => twister.next32());

describe("MersenneTwister", () => {
  for (const { seed, words } of [...fixtures.streams, ...fixtures.numpy])
    it(`gives the libraries' words for seed ${seed}`, () => {
      expect(take(new MersenneTwister(seed), words.length)).toEqual(words);
    });

  it("gives 4123659995 as the 10000th word of seed 5489 (C++ standard, rand.predef)", () => {
    expect(take(new MersenneTwister(5489), 10000)[9999]).toBe(4123659995);
  });

  it("goes on from a state, within a block and at its ends", () => {
    for (const drawn of [0, 1, 623, 624, 625]) {
      const twister = new MersenneTwister(7);
      take(twister, drawn);
      const state = twister.getState();
      const expected = take(twister, 700);
      const other = new MersenneTwister(8);
      other.setState(state);
      expect(take(other, 700)).toEqual(expected);
    }
  });

  it("returns a state that later draws do not change", () => {
    const twister = new MersenneTwister(7);
    const state = twister.getState();
    const first = state.key[0];
    take(twister, 5);
    expect(first).toBe(7);
    expect(state.key[0]).toBe(7);
    expect(state.position).toBe(624);
  });

  it("refuses states that cannot be one and keeps its own", () => {
    const twister = new MersenneTwister(7);
    const { key } = twister.getState();
    expect(() => twister.setState({ key: new Uint32Array(3), position: 0 })).toThrow(ValueError);
    expect(() => twister.setState({ key: new Uint32Array(624), position: 625 })).toThrow(
      ValueError,
    );
    expect(() => twister.setState({ key: new Uint32Array(624), position: 0.5 })).toThrow(
      ValueError,
    );
    expect(twister.getState()).toEqual({ key, position: 624 });
  });
});
