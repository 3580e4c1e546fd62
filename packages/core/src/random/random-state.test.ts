// NumPy's RandomState against draws recorded from NumPy 1.24.2 (fixtures.json).

import { describe, expect, it } from "vitest";
import { ValueError } from "../errors.ts";
import fixtures from "./fixtures.json";
import { RandomState } from "./random-state.ts";

interface Call {
  readonly call: string;
  readonly args: readonly unknown[];
  readonly output: readonly number[];
}

/** Runs a recorded call; `size` is the number of values that NumPy returned. */
function run(state: RandomState, { call, args }: Call, size: number): ArrayLike<number | bigint> {
  const [a, b] = args as number[];
  const list = args[0] as number[];
  const takeFrom = (order: Int32Array): number[] => Array.from(order, (i) => list[i]);
  const shuffled = (array: number[], rowLength?: number): number[] => {
    state.shuffle(array, rowLength);
    return array;
  };
  const calls: Record<string, () => ArrayLike<number | bigint>> = {
    rand: () => state.rand(size),
    random_sample: () => state.randomSample(size),
    uniform: () => state.uniform(a, b, size),
    randn: () => state.randn(size),
    standard_normal: () => state.standardNormal(size),
    normal: () => state.normal(a, b, size),
    exponential: () => state.exponential(a, size),
    // randint(high, size) and randint(low, high, size)
    randint: () => (args.length === 2 ? state.randint(0, a, size) : state.randint(a, b, size)),
    permutation: () =>
      typeof a === "number" ? state.permutation(a) : takeFrom(state.permutation(list.length)),
    shuffle: () => shuffled(list.slice()),
    "shuffle (rows)": () => shuffled(list.flat(), 2),
    choice: () => state.choice(a, size),
    "choice (replace=False)": () => state.choice(a, size, { replace: false }),
    "choice (p=[0.1,0.2,0.3,0.4])": () => state.choice(a, size, { p: [0.1, 0.2, 0.3, 0.4] }),
    "choice (of an array)": () => takeFrom(state.choice(list.length, size)),
  };
  return calls[call]();
}

/** The draws of a call that differ from the recorded ones; normals and exponentials may in the last bit of their logarithm. */
function differences(state: RandomState, recorded: Call): string[] {
  const draws = Array.from(run(state, recorded, recorded.output.length), Number);
  if (draws.length !== recorded.output.length) return [`${draws.length} draws`];
  const tolerance = /randn|normal|exponential/.test(recorded.call) ? 1e-15 : 0;
  return recorded.output.flatMap((expected, i) =>
    Math.abs(draws[i] - expected) <= tolerance * Math.abs(expected)
      ? []
      : [`${recorded.call} at ${i}: ${draws[i]}, not ${expected}`],
  );
}

describe.each(fixtures.numpy)("a RandomState of seed $seed", ({ seed, calls, sequence }) => {
  for (const recorded of calls as Call[])
    it(`gives NumPy's ${recorded.call}(${JSON.stringify(recorded.args)})`, () => {
      expect(differences(new RandomState(seed), recorded)).toEqual([]);
    });

  it("gives NumPy's draws over a sequence of calls", () => {
    const state = new RandomState(seed);
    expect((sequence as Call[]).flatMap((recorded) => differences(state, recorded))).toEqual([]);
  });
});

describe("RandomState", () => {
  // rs = numpy.random.RandomState(11); p = rs.rand(6); p /= p.sum(); rs.choice(6, k, replace=False, p=p) for k in (3, 6)
  it("chooses without replacement by probability as NumPy does", () => {
    const state = new RandomState(11);
    const raw = state.rand(6);
    const total = raw.reduce((sum, x) => sum + x, 0);
    const p = raw.map((x) => x / total);
    expect(Array.from(state.choice(6, 3, { replace: false, p }))).toEqual([0, 3, 5]);
    expect(Array.from(state.choice(6, 6, { replace: false, p }))).toEqual([5, 4, 2, 3, 0, 1]);
  });

  it("goes on from a state, with the cached Gaussian", () => {
    const state = new RandomState(1);
    state.nextGaussian();
    const other = new RandomState(2);
    other.setState(state.getState());
    expect(other.randn(5)).toEqual(state.randn(5));
  });

  it("drops the cached Gaussian with a new seed", () => {
    const state = new RandomState(1);
    state.nextGaussian();
    state.seed(1);
    expect(state.nextGaussian()).toBe(new RandomState(1).nextGaussian());
  });

  it("seeds itself unpredictably if no seed is given", () => {
    expect(new RandomState().rand(2)).not.toEqual(new RandomState().rand(2));
  });

  it("draws intervals without bias beyond 32 bits and none for a single value", () => {
    const state = new RandomState(3);
    const max = 2 ** 40 + 1;
    for (let i = 0; i < 200; i++) expect(state.interval(max)).toBeLessThanOrEqual(max);
    const before = state.getState();
    expect(state.interval(0)).toBe(0);
    expect(state.getState()).toEqual(before);
  });

  it("refuses what NumPy refuses", () => {
    const state = new RandomState(0);
    for (const seed of [-1, 2 ** 32, 0.5]) expect(() => new RandomState(seed)).toThrow(ValueError);
    expect(() => state.normal(0, -1, 3)).toThrow(ValueError);
    expect(() => state.randint(3, 3, 1)).toThrow(ValueError);
    expect(() => state.randint(0, 2.5, 1)).toThrow(ValueError);
    expect(() => state.rand(-1)).toThrow(ValueError);
    expect(() => state.choice(0, 1)).toThrow(ValueError);
    expect(() => state.choice(3, 4, { replace: false })).toThrow(ValueError);
    expect(() => state.choice(3, 1, { p: [0.5, 0.5] })).toThrow(ValueError);
    expect(() => state.choice(2, 1, { p: [0.5, 0.6] })).toThrow(ValueError);
    expect(() => state.choice(2, 1, { p: [1.5, -0.5] })).toThrow(ValueError);
    expect(() => state.choice(2, 2, { p: [1, 0], replace: false })).toThrow(ValueError);
    expect(() => state.shuffle([1, 2, 3], 2)).toThrow(ValueError);
  });
});
