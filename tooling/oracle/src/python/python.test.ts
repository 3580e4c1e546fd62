// Tests of the evaluator: numbers, operators, indexing, calls, statements, and what it does not know.
import { describe, expect, it } from "vitest";
import { NotImplemented } from "../library.ts";
import { fakeLibrary } from "../testing/fake-library.ts";
import { SizeValue, Tuple } from "../values.ts";
import { Interpreter } from "./evaluate.ts";
import { createNamespace } from "./namespace.ts";

function run(source: string) {
  const library = fakeLibrary();
  return new Interpreter(library, createNamespace(library)).run(source);
}

describe("numbers and operators", () => {
  it("keep ints and floats apart", () => {
    expect(run("3")).toBe(3n);
    expect(run("3.")).toBe(3);
    expect(run("[1., 2.5, 1e-5, .5]")).toEqual([1, 2.5, 1e-5, 0.5]);
    expect(run("2 / 1")).toBe(2);
    expect(run("2 ** 3")).toBe(8n);
    expect(run("2 ** -1")).toBe(0.5);
  });

  it("have Python's precedence and its floor division", () => {
    expect(run("1 + 2 * 3 ** 2")).toBe(19n);
    expect(run("-2 ** 2")).toBe(-4n);
    expect(run("-7 // 2")).toBe(-4n);
    expect(run("-7 % 3")).toBe(2n);
    expect(run("(2/3) * 3")).toBe(2);
    expect(run("1 if 2 > 3 else 0.5")).toBe(0.5);
    expect(run("1 == 1.0 and not None")).toBe(true);
  });

  it("read strings, None, tuples and dicts", () => {
    expect(run('"same"')).toBe("same");
    expect(run("'1. and 2.'")).toBe("1. and 2.");
    expect(run("(1,)")).toBeInstanceOf(Tuple);
    expect(run('{"a": 1, "b": None}')).toEqual(
      new Map<string, unknown>([
        ["a", 1n],
        ["b", null],
      ]),
    );
  });
});

describe("tensors", () => {
  it("are built with data that keeps its type", () => {
    expect(run("torch.tensor([1, 2])").dtype).toBe("int64");
    expect(run("torch.tensor([1, 2.])").dtype).toBe("float32");
  });

  it("take part in operators", () => {
    expect([...run("torch.tensor([1., 2.]) * 3").data]).toEqual([3, 6]);
    expect([...run("x = torch.tensor([1.]); y = x + x; y.add(1)").data]).toEqual([3]);
    expect([...run("torch.tensor([1.]).add(1, alpha=4)").data]).toEqual([5]);
  });

  it("are indexed as at() takes it", () => {
    expect(run("torch.tensor([1.])[0, :, None, ...]")).toEqual([0, ":", null, "..."]);
    expect(run("torch.tensor([1.])[1:5:2]")).toEqual([{ start: 1, stop: 5, step: 2 }]);
    expect(run("torch.tensor([1.])[[0, 2]]")).toEqual([[0, 2]]);
  });

  it("have a shape and a number of dimensions", () => {
    expect(run("torch.tensor([1., 2.]).shape")).toEqual(new SizeValue([2]));
    expect(run("torch.tensor([1., 2.]).ndim")).toBe(1n);
  });
});

describe("statements", () => {
  it("share variables across semicolons and lines", () => {
    expect(run("a = 2; b = a * 3\na, c = b, 1\na + c")).toBe(7n);
    expect(run("t = 0\nfor i in range(4): t += i\nt")).toBe(6n);
  });

  it("make functions of lambdas that take JavaScript numbers", () => {
    const rate = run("lambda epoch: epoch // 5 + 1");
    expect(rate(12)).toBe(3);
  });
});

describe("what is not there", () => {
  it("is not implemented rather than wrong", () => {
    for (const source of [
      "torch.erfinv(torch.tensor([1.]))",
      "unknown",
      "nn.Linear(1, 2)",
      "class A: pass",
      "make_regression(n_samples=3)",
    ]) {
      expect(() => run(source)).toThrow(NotImplemented);
    }
  });
});
