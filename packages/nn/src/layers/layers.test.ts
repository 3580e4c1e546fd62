// Tests of the layers: their text, their numbers, initial weights, containers.

import { IndexError, ShapeError, ValueError } from "@flambeau/core";
import { manualSeed, ones, rand, tensor, zeros } from "@flambeau/tensor";
import { describe, expect, it } from "vitest";
import * as nn from "../index.ts";

const rounded = (values: unknown): number[] =>
  (values as number[][]).flat().map((value) => Math.fround(value));

describe("Linear", () => {
  it("starts with PyTorch's weights, and draws as many numbers", () => {
    manualSeed(0);
    const { weight, bias } = new nn.Linear(1, 1);
    expect(rounded(weight.tolist())).toEqual([-0.00748682].map(Math.fround));
    expect(rounded(bias!.tolist())).toEqual([0.5364436].map(Math.fround));
    expect(rounded(rand(2).tolist())).toEqual([0.08847743, 0.13203049].map(Math.fround));

    manualSeed(0);
    const wide = new nn.Linear(3, 1);
    expect(rounded(wide.weight.tolist())).toEqual(
      [-0.0043225177, 0.30971584, -0.47518533].map(Math.fround),
    );
    expect(rounded(wide.bias!.tolist())).toEqual([-0.4248946].map(Math.fround));
  });

  it("computes x·Wᵀ + b over any leading dimensions", () => {
    const layer = new nn.Linear(2, 1);
    layer.loadStateDict({ weight: tensor([[2, 3]]), bias: tensor([1]) });
    expect(layer(tensor([1, 1])).tolist()).toEqual([6]);
    expect(layer(ones(2, 2, 2)).shape).toEqual([2, 2, 1]);
    const bare = new nn.Linear(2, 1, { bias: false, dtype: "float64" });
    expect(bare.bias).toBeNull();
    expect(bare.weight.dtype).toBe("float64");
    expect([...bare.stateDict().keys()]).toEqual(["weight"]);
  });

  it("refuses sizes that are none, and inputs of another size", () => {
    expect(() => new nn.Linear(1.5, 1)).toThrow(ValueError);
    expect(() => new nn.Linear(1, -1)).toThrow("Linear: outFeatures is no size: got -1");
    expect(() => new nn.Linear(2, 1)(ones(1, 3))).toThrow(ShapeError);
  });
});

describe("activations", () => {
  const x = [-1, 0.5, 30];
  const values: [nn.Module, string, (x: number) => number][] = [
    [new nn.Sigmoid(), "Sigmoid()", (v) => 1 / (1 + Math.exp(-v))],
    [new nn.LogSigmoid(), "LogSigmoid()", (v) => -Math.log1p(Math.exp(-v))],
    [new nn.Tanh(), "Tanh()", Math.tanh],
    [new nn.Softplus(), "Softplus(beta=1, threshold=20)", (v) => Math.log1p(Math.exp(v))],
    [new nn.Softplus({ beta: 2, threshold: -100 }), "Softplus(beta=2, threshold=-100)", (v) => v],
    [new nn.ReLU(), "ReLU()", (v) => Math.max(0, v)],
    [new nn.LeakyReLU(), "LeakyReLU(negative_slope=0.01)", (v) => (v > 0 ? v : 0.01 * v)],
    [
      new nn.LeakyReLU({ negativeSlope: 0 }),
      "LeakyReLU(negative_slope=0.0)",
      (v) => Math.max(0, v),
    ],
    [new nn.ELU(), "ELU(alpha=1.0)", (v) => (v > 0 ? v : Math.expm1(v))],
    [new nn.ELU({ alpha: 2 }), "ELU(alpha=2.0)", (v) => (v > 0 ? v : 2 * Math.expm1(v))],
    [
      new nn.SELU(),
      "SELU()",
      (v) => 1.0507009873554805 * (v > 0 ? v : 1.6732632423543772 * Math.expm1(v)),
    ],
    [new nn.SiLU(), "SiLU()", (v) => v / (1 + Math.exp(-v))],
    [new nn.Identity(1, "ignored"), "Identity()", (v) => v],
  ];
  it.each(values)("%s computes its formula and prints its options", (layer, text, formula) => {
    expect(String(layer)).toBe(text);
    const y = layer(tensor(x, { dtype: "float64" })).tolist() as number[];
    x.forEach((value, i) => expect(y[i]).toBeCloseTo(formula(value), 7));
  });

  it.each([
    [new nn.ReLU({ inplace: true }), "ReLU(inplace=True)"],
    [new nn.LeakyReLU({ inplace: true }), "LeakyReLU(negative_slope=0.01, inplace=True)"],
    [new nn.ELU({ inplace: true }), "ELU(alpha=1.0, inplace=True)"],
    [new nn.SELU({ inplace: true }), "SELU(inplace=True)"],
    [new nn.SiLU({ inplace: true }), "SiLU(inplace=True)"],
  ] as [nn.Module, string][])(
    "%s can overwrite its input and still has its gradient",
    (layer, text) => {
      expect(String(layer)).toBe(text);
      const Class = layer.constructor as new () => nn.Module;
      const [a, b] = [
        tensor([-1, 2], { requiresGrad: true }),
        tensor([-1, 2], { requiresGrad: true }),
      ];
      const input = a.mul(1);
      const output = layer(input);
      expect(output).toBe(input);
      const expected = new Class()(b);
      expect(output.tolist()).toEqual(expected.tolist());
      output.sum().backward();
      expected.sum().backward();
      expect(a.grad!.tolist()).toEqual(b.grad!.tolist());
    },
  );

  it("normalises over the dimension it is given, by position or by name", () => {
    const logits = tensor([
      [0, 0],
      [0, Math.log(3)],
    ]);
    const rows = new nn.Softmax(1)(logits).tolist() as number[][];
    expect(rows[1]![1]).toBeCloseTo(0.75, 6);
    const columns = new nn.Softmax({ dim: 0 })(logits).tolist() as number[][];
    expect(columns[0]![1]).toBeCloseTo(0.25, 6);
    const logs = new nn.LogSoftmax({ dim: -1 })(logits).tolist() as number[][];
    expect(logs[1]![0]).toBeCloseTo(Math.log(0.25), 6);
    expect(new nn.Softmax()(logits).tolist()).toEqual(rows);
    expect(
      [new nn.Softmax(1), new nn.LogSoftmax({ dim: -1 }), new nn.Softmax()].map(String),
    ).toEqual(["Softmax(dim=1)", "LogSoftmax(dim=-1)", "Softmax(dim=None)"]);
  });
});

describe("Flatten", () => {
  it("joins all dimensions but the batch, or those it is given", () => {
    expect(new nn.Flatten()(zeros(2, 3, 4)).shape).toEqual([2, 12]);
    const flatten = new nn.Flatten({ startDim: 1, endDim: 2 });
    expect(flatten(zeros(2, 3, 4, 5)).shape).toEqual([2, 12, 5]);
    expect(String(flatten)).toBe("Flatten(start_dim=1, end_dim=2)");
  });
});

describe("containers", () => {
  it("run in sequence what is given one by one or by name", () => {
    const [relu, identity] = [new nn.ReLU(), new nn.Identity()];
    const named = new nn.Sequential({ act: relu, rest: identity });
    expect(named(tensor([-1, 1])).tolist()).toEqual([0, 1]);
    expect(named.namedChildren().map(([name]) => name)).toEqual(["act", "rest"]);
    const model = new nn.Sequential(relu, identity);
    expect([model.length, model.at(0), model.at(-1), ...model]).toEqual([
      2,
      relu,
      identity,
      relu,
      identity,
    ]);
    expect(() => model.at(2)).toThrow(IndexError);
    expect(() => model.at(-3)).toThrow("the index must be in [-2, 1]");
    expect(() => new nn.Sequential({ forward: relu })).toThrow(ValueError);
  });

  it("keep a module that stands twice in both places", () => {
    const relu = new nn.ReLU();
    const model = new nn.Sequential(relu, relu);
    expect(model.length).toBe(2);
    expect(model.children()).toEqual([relu]);
    expect(String(model)).toBe("Sequential(\n  (0): ReLU()\n  (1): ReLU()\n)");
  });

  it("hold lists that grow and dictionaries that can be asked", () => {
    const list = new nn.ModuleList([new nn.ReLU()]).append(new nn.Tanh()).extend([new nn.SELU()]);
    expect([...list].map(String)).toEqual(["ReLU()", "Tanh()", "SELU()"]);
    const tanh = new nn.Tanh();
    const dict = new nn.ModuleDict({ act: new nn.ReLU() }).set("act", tanh);
    expect([dict.size, dict.keys(), dict.get("act"), dict.has("none")]).toEqual([
      1,
      ["act"],
      tanh,
      false,
    ]);
    expect([...dict]).toEqual([["act", tanh]]);
    expect(() => dict.get("none")).toThrow(
      'get: no module of this name: got "none"; there are act',
    );
    expect(String(new nn.ModuleDict())).toBe("ModuleDict()");
  });
});
