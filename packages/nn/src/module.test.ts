// Tests of the module: calling, members, state, modes, conversion and hooks.

import { inspect } from "node:util";
import { FlambeauError, GradError, ShapeError, ValueError } from "@flambeau/core";
import { manualSeed, ones, type Tensor, tensor, zeros } from "@flambeau/tensor";
import { describe, expect, expectTypeOf, it } from "vitest";
import * as nn from "./index.ts";

class Net extends nn.Module {
  a = new nn.Linear(2, 3);
  p = new nn.Parameter(zeros(2));
  blocks = new nn.ModuleList([
    new nn.Linear(3, 3),
    new nn.Sequential(new nn.ReLU(), new nn.Linear(3, 1)),
  ]);
  shared = this.a;
  none = null;
  constructor() {
    super();
    this.registerBuffer("buf", ones(1));
    this.registerBuffer("tmp", ones(1), { persistent: false });
  }
  override forward(x: Tensor): Tensor {
    return this.a(x);
  }
}

const names = (named: [string, unknown][]): string[] => named.map(([name]) => name);

describe("a module", () => {
  it("is called like a function, with the types of its forward", () => {
    class Scaled extends nn.Module {
      #factor = 3;
      override forward(x: Tensor, times: number): Tensor {
        return x.mul(this.#factor * times);
      }
    }
    const scaled = new Scaled();
    expectTypeOf(scaled).parameters.toEqualTypeOf<[x: Tensor, times: number]>();
    expectTypeOf(scaled).returns.toEqualTypeOf<Tensor>();
    expectTypeOf(new nn.Sequential()).returns.toEqualTypeOf<Tensor>();
    expect(scaled(tensor([1, 2]), 2).tolist()).toEqual([6, 12]);
    expect(scaled).toBeInstanceOf(nn.Module);
    expect(scaled).toBeInstanceOf(Scaled);
    expect(new nn.ReLU()).not.toBeInstanceOf(Scaled);
  });

  it("may have members called name and length", () => {
    class Odd extends nn.Module {
      override name = new nn.Linear(1, 1);
      override length = new nn.Parameter(zeros(1));
    }
    expect(names(new Odd().namedParameters())).toEqual(["length", "name.weight", "name.bias"]);
  });

  it("says that forward is missing", () => {
    class Empty extends nn.Module {}
    expect(() => new Empty()(1)).toThrow(FlambeauError);
    expect(() => new Empty()(1)).toThrow("forward: Empty has none");
  });

  it("names its members in PyTorch's order, each once", () => {
    const net = new Net();
    const all = ["p", "a.weight", "a.bias", "blocks.0.weight", "blocks.0.bias"];
    expect(names(net.namedParameters())).toEqual([...all, "blocks.1.1.weight", "blocks.1.1.bias"]);
    expect(names(net.namedParameters({ recurse: false }))).toEqual(["p"]);
    expect(names(net.namedChildren())).toEqual(["a", "blocks"]);
    expect(names(net.namedModules())).toEqual([
      "",
      "a",
      "blocks",
      "blocks.0",
      "blocks.1",
      "blocks.1.0",
      "blocks.1.1",
    ]);
    expect(names(net.namedBuffers())).toEqual(["buf", "tmp"]);
    expect(
      net.parameters().reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b), 0),
    ).toBe(27);
    expect([...net.stateDict().keys()]).toEqual([
      "p",
      "buf",
      "a.weight",
      "a.bias",
      "blocks.0.weight",
      "blocks.0.bias",
      "blocks.1.1.weight",
      "blocks.1.1.bias",
      "shared.weight",
      "shared.bias",
    ]);
  });

  it("refuses names that it cannot hold", () => {
    const net = new Net();
    expect(() => net.registerBuffer("forward", ones(1))).toThrow(ValueError);
    expect(() => net.registerBuffer("training", ones(1))).toThrow("something else of this name");
    expect(() => net.registerModule("a.b", new nn.ReLU())).toThrow("no dot");
    expect(() => net.registerParameter("q", ones(1))).toThrow("wrap it, as in new Parameter(x)");
    expect(names(net.namedBuffers())).toEqual(["buf", "tmp"]);
  });

  it("runs a function on the modules below before it runs it on itself", () => {
    const visited: string[] = [];
    new nn.Sequential(new nn.Sequential(new nn.ReLU()), new nn.Tanh()).apply((module) =>
      visited.push(String(module).split("(")[0]!),
    );
    expect(visited).toEqual(["ReLU", "Sequential", "Tanh", "Sequential"]);
  });

  it("sets the mode of all modules below", () => {
    const net = new Net().eval();
    expect(net.modules().map(({ training }) => training)).not.toContain(true);
    expect(
      net
        .train()
        .modules()
        .map(({ training }) => training),
    ).not.toContain(false);
  });

  it("converts floating point in place, gradients included, and leaves integers alone", () => {
    const net = new Net();
    net.registerBuffer("count", tensor([1n, 2n]));
    const { weight } = net.a;
    net(ones(1, 2)).sum().backward();
    net.double();
    expect(net.a.weight).toBe(weight);
    expect(weight.dtype).toBe("float64");
    expect(weight.grad!.dtype).toBe("float64");
    expect(net.namedBuffers().map(([, { dtype }]) => dtype)).toEqual([
      "float64",
      "float64",
      "int64",
    ]);
    net(ones([1, 2], { dtype: "float64" }))
      .sum()
      .backward();
    expect(weight.grad!.tolist()).toEqual([
      [2, 2],
      [2, 2],
      [2, 2],
    ]);
    expect(net.float().a.weight.dtype).toBe("float32");
  });

  it("moves to the cpu without changing what its parameters are", async () => {
    const net = new Net();
    const before = net.parameters();
    const values = before.map((parameter) => parameter.tolist());
    expect(await net.cpu()).toBe(net);
    expect(net.parameters().every((parameter, i) => parameter === before[i])).toBe(true);
    expect(net.parameters().map((parameter) => parameter.tolist())).toEqual(values);
  });

  it("forgets or zeroes gradients, and freezes parameters", () => {
    const layer = new nn.Linear(2, 1);
    const run = () => layer(ones(1, 2)).sum().backward();
    run();
    layer.zeroGrad({ setToNone: false });
    expect(layer.weight.grad!.tolist()).toEqual([[0, 0]]);
    layer.zeroGrad();
    expect(layer.weight.grad).toBeNull();
    layer.requiresGrad_(false);
    expect(run).toThrow(GradError);
  });
});

describe("a parameter", () => {
  it("shares the memory of its tensor and needs a gradient", () => {
    const data = zeros(2);
    const parameter = new nn.Parameter(data);
    data.fill_(3);
    expect(parameter.requiresGrad).toBe(true);
    expect(String(parameter)).toBe("Parameter containing:\ntensor([3., 3.], requires_grad=True)");
  });

  it("may be frozen, and must be where it is no floating point", () => {
    expect(new nn.Parameter(tensor([1n]), { requiresGrad: false }).requiresGrad).toBe(false);
    expect(() => new nn.Parameter(tensor([1n]))).toThrow(FlambeauError);
  });
});

describe("hooks", () => {
  it("see and replace inputs and outputs, in order, until they are removed", () => {
    const layer = new nn.Identity();
    const seen: unknown[] = [];
    const before = layer.registerForwardPreHook((module, [x]) => {
      seen.push(module === layer, x.tolist());
      return x.mul(2);
    });
    const after = layer.registerForwardHook((_module, [x], y) => {
      seen.push(x.tolist(), y.tolist());
      return y.add(1);
    });
    layer.registerForwardHook((_module, _inputs, y) => void seen.push(y.tolist()));
    expect(layer(tensor([1])).tolist()).toEqual([3]);
    expect(seen).toEqual([true, [1], [2], [2], [3]]);
    before.remove();
    after.remove();
    expect(layer(tensor([1])).tolist()).toEqual([1]);
  });
});

describe("a state dict", () => {
  const make = () => new nn.Sequential(new nn.Linear(2, 2), new nn.Linear(2, 1));

  it("goes from one model to another", () => {
    manualSeed(0);
    const [a, b] = [make(), make()];
    const result = b.loadStateDict(a.stateDict());
    expect(String(result)).toBe("<All keys matched successfully>");
    expect(inspect(result)).toBe("<All keys matched successfully>");
    expect(String(b.stateDict())).toBe(String(a.stateDict()));
    expect(b.parameters().every((parameter) => parameter.requiresGrad)).toBe(true);
  });

  it("shares the memory of the module, without its graph", () => {
    const layer = new nn.Linear(1, 1);
    const state = layer.stateDict();
    expect(state.get("weight")!.requiresGrad).toBe(false);
    nn.init.constant_(layer.weight, 7);
    expect(state.get("weight")!.tolist()).toEqual([[7]]);
  });

  it("prints as PyTorch prints it", () => {
    manualSeed(0);
    const layer = new nn.Linear(1, 1);
    const text = "OrderedDict([('weight', tensor([[-0.0075]])), ('bias', tensor([0.5364]))])";
    expect(String(layer.stateDict())).toBe(text);
    expect(inspect(layer.stateDict())).toBe(text);
    expect(String(new nn.ReLU().stateDict())).toBe("OrderedDict()");
  });

  it("is loaded as far as it goes where it need not be complete", () => {
    const layer = new nn.Linear(1, 1);
    const result = layer.loadStateDict({ weight: zeros(1, 1), other: zeros(1) }, { strict: false });
    expect(String(result)).toBe(
      "_IncompatibleKeys(missing_keys=['bias'], unexpected_keys=['other'])",
    );
    expect(layer.weight.item()).toBe(0);
  });

  it("names all that does not fit, and changes nothing", () => {
    const layer = new nn.Linear(1, 1);
    const before = String(layer.stateDict());
    const load = () => layer.loadStateDict({ weight: zeros(2, 1), other: zeros(1) });
    expect(load).toThrow(ValueError);
    expect(load).toThrow(
      'loadStateDict: the state does not fit Linear: missing keys "bias"; unexpected keys "other"; size mismatch for weight: got torch.Size([2, 1]), the module has torch.Size([1, 1])',
    );
    const wrong = { weight: zeros(1, 1), bias: zeros(2) };
    expect(() => layer.loadStateDict(wrong, { strict: false })).toThrow(ShapeError);
    expect(String(layer.stateDict())).toBe(before);
  });
});

describe("printing", () => {
  it("shows modules as PyTorch shows them", () => {
    class linearRegression extends nn.Module {
      linear = new nn.Linear(1, 1);
    }
    expect(String(new linearRegression())).toBe(
      "linearRegression(\n  (linear): Linear(in_features=1, out_features=1, bias=True)\n)",
    );
    const nested = new nn.Sequential(
      new nn.Sequential(new nn.Linear(1, 2), new nn.ReLU()),
      new nn.Linear(2, 1),
    );
    expect(inspect(nested)).toBe(
      "Sequential(\n  (0): Sequential(\n    (0): Linear(in_features=1, out_features=2, bias=True)\n    (1): ReLU()\n  )\n  (1): Linear(in_features=2, out_features=1, bias=True)\n)",
    );
    expect(String(new nn.ModuleDict({ a: new nn.Linear(1, 2), b: new nn.Tanh() }))).toBe(
      "ModuleDict(\n  (a): Linear(in_features=1, out_features=2, bias=True)\n  (b): Tanh()\n)",
    );
  });

  it("puts extraRepr before the children, and on the same line without any", () => {
    class Custom extends nn.Module {
      fc: nn.Linear | null = null;
      override extraRepr(): string {
        return "n=4";
      }
    }
    const custom = new Custom();
    expect(String(custom)).toBe("Custom(n=4)");
    custom.fc = new nn.Linear(4, 4, { bias: false });
    expect(String(custom)).toBe(
      "Custom(\n  n=4\n  (fc): Linear(in_features=4, out_features=4, bias=False)\n)",
    );
  });

  it("shows the class of a user's own layer, not that of the built-in below it", () => {
    class Mine extends nn.Linear {}
    expect(String(new Mine(1, 1))).toBe("Mine(in_features=1, out_features=1, bias=True)");
  });
});
