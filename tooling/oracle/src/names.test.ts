// Tests of names and argument order: how a Python call is written here.
import { describe, expect, it } from "vitest";
import { callFunction, OptionWatch } from "./call.ts";
import { camelCase, NotImplemented } from "./library.ts";
import { constructorParameters } from "./module-signatures.ts";
import { arrange, functionPath } from "./names.ts";
import { chooseOverload } from "./overloads.ts";
import { parametersOf, parseSignature } from "./signatures.ts";
import { FakeTensor, fakeLibrary } from "./testing/fake-library.ts";
import { Fixed, type Value } from "./values.ts";

function written(signature: string, args: Value[], kwargs: Record<string, Value> = {}) {
  const { positional, options } = arrange(
    parseSignature(signature),
    args,
    new Map(Object.entries(kwargs)),
  );
  return [...positional, ...(options.size > 0 ? [Object.fromEntries(options)] : [])];
}

describe("names", () => {
  it("are PyTorch's in camelCase, with trailing underscores kept", () => {
    expect(camelCase("log_softmax")).toBe("logSoftmax");
    expect(camelCase("xavier_uniform_")).toBe("xavierUniform_");
    expect(camelCase("max_pool2d")).toBe("maxPool2d");
    expect(functionPath("torch.nn.functional.max_pool2d")).toBe("nn.functional.maxPool2d");
    expect(functionPath("Tensor.masked_fill")).toBe("maskedFill");
  });
});

describe("signatures", () => {
  it("give the parameters without types, stars and `out`", () => {
    const parameters = parseSignature("add(input, other, *, alpha=1, out=None) -> Tensor");
    expect(parameters.map(({ name }) => name)).toEqual(["input", "other", "alpha"]);
    expect(parameters.map(({ required }) => required)).toEqual([true, true, false]);
  });

  it("are read with annotations, defaults in brackets, and types in front", () => {
    const typed = parseSignature(
      "f(input: Tensor, shape: List[int], dim=(-2, -1), *, bool pivot=True)",
    );
    expect(typed.map(({ name }) => name)).toEqual(["input", "shape", "dim", "pivot"]);
    expect(typed.filter(({ required }) => required).length).toBe(2);
  });

  it("put the tensor in front for methods", () => {
    const parameters = parametersOf(
      "unfold",
      "unfold(dimension, size, step) -> Tensor",
      "Tensor.unfold",
    );
    expect(parameters!.map(({ name }) => name)).toEqual(["input", "dimension", "size", "step"]);
  });
});

describe("arguments", () => {
  it("stand in place when required, the others become options", () => {
    expect(
      written("addcmul(input, tensor1, tensor2, *, value=1)", ["x", "a", "b"], { value: 2n }),
    ).toEqual(["x", "a", "b", { value: 2n }]);
    expect(written("clamp(input, min=None, max=None)", ["x", 0n, 1n])).toEqual([
      "x",
      { min: 0n, max: 1n },
    ]);
  });

  it("keep `dim` in place, as an empty place only where options follow", () => {
    const signature = "sum(input, dim=None, keepdim=False, *, dtype=None)";
    expect(written(signature, ["x"])).toEqual(["x"]);
    expect(written(signature, ["x", 1n, true])).toEqual(["x", 1n, { keepdim: true }]);
    expect(written(signature, ["x"], { keepdim: true })).toEqual(["x", null, { keepdim: true }]);
  });

  it("leave out None and what is always so here", () => {
    expect(written("conv(input, weight, bias=None, stride=1)", ["x", "w", null, 2n])).toEqual([
      "x",
      "w",
      { stride: 2n },
    ]);
    expect(
      written("clone(input, *, memory_format=None)", ["x"], {
        memory_format: new Fixed("memory format"),
      }),
    ).toEqual(["x"]);
    expect(
      written("eye(n, *, device=None, requires_grad=False)", [3n], {
        device: "cpu",
        requires_grad: false,
      }),
    ).toEqual([3n]);
  });

  it("gather sizes into one list", () => {
    expect(written("zeros(*size, dtype=None)", [2n, 3n])).toEqual([[2n, 3n]]);
    expect(written("zeros(*size, dtype=None)", [[2n, 3n]])).toEqual([[2n, 3n]]);
  });

  it("of constructors follow the class", () => {
    const { positional, options } = arrange(
      constructorParameters("Conv2d"),
      [1n, 2n, 3n, 2n],
      new Map<string, Value>([["padding_mode", "reflect"]]),
    );
    expect(positional).toEqual([1n, 2n, 3n]);
    expect([...options]).toEqual([
      ["stride", 2n],
      ["paddingMode", "reflect"],
    ]);
  });

  it("more than the signature has are an error", () => {
    expect(() => written("f(input)", ["x", 1n])).toThrow(TypeError);
  });
});

describe("overloads", () => {
  it("tell var(x, unbiased) from var(x, dim), and arange by its count", () => {
    const names = (op: string, args: Value[]) =>
      chooseOverload(op, parametersOf(op), args, new Map()).parameters!.map(({ name }) => name);
    expect(names("var", ["x", false])[1]).toBe("unbiased");
    expect(names("var", ["x", 1n])[1]).toBe("dim");
    expect(names("arange", [5n])[0]).toBe("end");
    expect(names("arange", [1n, 5n]).slice(0, 2)).toEqual(["start", "end"]);
  });
});

describe("calls", () => {
  const library = fakeLibrary();
  const x = new FakeTensor(Float32Array.of(1), [1]);
  const parameters = parametersOf("add", "add(input, other, *, alpha=1)");

  it("reach functions with their options", () => {
    const watch = new OptionWatch();
    const sum = callFunction(
      library,
      "torch.add",
      parameters,
      [x, 2n],
      new Map([["alpha", 3n]]),
      watch,
    );
    expect([...sum.data]).toEqual([7]);
    expect(watch.unread()).toEqual([]);
  });

  it("note an option that nobody reads", () => {
    const watch = new OptionWatch();
    callFunction(
      library,
      "torch.abs",
      parseSignature("(input, new_option=1)"),
      [x],
      new Map([["new_option", 3n]]),
      watch,
    );
    expect(watch.unread()).toEqual(["newOption"]);
  });

  it("of missing functions are not implemented", () => {
    expect(() => callFunction(library, "torch.erfinv", undefined, [x], new Map())).toThrow(
      NotImplemented,
    );
  });
});
