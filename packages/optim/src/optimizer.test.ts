// What all optimizers share: groups, gradients, closures, saved state, errors.

import { ValueError } from "@flambeau/core";
import { isGradEnabled, noGrad, ones, tensor, zeros } from "@flambeau/tensor";
import { describe, expect, it } from "vitest";
import { Adam, SGD } from "./index.ts";

const parameter = () => tensor([1], { requiresGrad: true });

describe("parameter groups", () => {
  it("take the optimizer's options where they state none", () => {
    const [a, b] = [parameter(), parameter()];
    const optimizer = new SGD([{ params: [a], lr: 0.5 }], { lr: 0.1, momentum: 0.9 });
    optimizer.addParamGroup({ params: b });
    expect(optimizer.paramGroups.map((group) => group.lr)).toEqual([0.5, 0.1]);
    a.mul(2).add(b.mul(3)).sum().backward();
    optimizer.step();
    expect(a.item()).toBe(0);
    expect(b.item()).toBe(Math.fround(1 - Math.fround(Math.fround(0.1) * 3)));
    expect(Object.keys(optimizer.stateDict().param_groups[0]).sort()).toEqual([
      "dampening",
      "differentiable",
      "foreach",
      "lr",
      "maximize",
      "momentum",
      "nesterov",
      "params",
      "weight_decay",
    ]);
  });

  it("can change their learning rate between steps", () => {
    const a = parameter();
    const optimizer = new SGD([a], { lr: 1 });
    optimizer.paramGroups[0].lr = 0.25;
    a.sum().backward();
    optimizer.step();
    expect(a.item()).toBe(0.75);
  });
});

describe("a step", () => {
  it("leaves a parameter without gradient alone", () => {
    const [a, b] = [parameter(), parameter()];
    const optimizer = new Adam([a, b], { lr: 0.1 });
    a.mul(2).sum().backward();
    optimizer.step();
    expect(a.item()).toBe(Math.fround(0.90000004));
    expect(b.item()).toBe(1);
    expect(optimizer.state.size).toBe(1);
  });

  it("records the closure's gradients even inside noGrad, and returns its result", () => {
    const optimizer = new SGD([parameter()]);
    expect(noGrad(() => optimizer.step(() => isGradEnabled()))).toBe(true);
    expect(optimizer.step()).toBeUndefined();
  });

  it("keeps parameters leaves and marks them as changed", () => {
    const a = parameter();
    const loss = a.mul(a).sum();
    loss.backward(undefined, { retainGraph: true });
    new SGD([a], { lr: 0.1 }).step();
    expect(a.isLeaf).toBe(true);
    expect(() => loss.backward()).toThrow(/modified by an inplace operation/);
  });

  it("looks ahead with nesterov", () => {
    const a = parameter();
    const optimizer = new SGD([a], { lr: 0.5, momentum: 0.5, nesterov: true });
    a.grad = ones(1);
    optimizer.step();
    expect(a.item()).toBe(1 - 0.5 * 1.5);
    optimizer.step();
    expect(a.item()).toBe(0.25 - 0.5 * (1 + 0.5 * 1.5));
  });
});

describe("zeroGrad", () => {
  it("drops gradients unless told to keep them", () => {
    const a = parameter();
    const optimizer = new SGD([a]);
    a.sum().backward();
    const gradient = a.grad;
    optimizer.zeroGrad({ setToNone: false });
    expect(a.grad).toBe(gradient);
    expect(a.grad!.item()).toBe(0);
    optimizer.zeroGrad();
    expect(a.grad).toBeNull();
  });
});

describe("loadStateDict", () => {
  it("refuses groups of other sizes and changes nothing", () => {
    const optimizer = new SGD([parameter()], { lr: 0.5 });
    const other = new SGD([parameter(), parameter()], { lr: 0.1 });
    expect(() => optimizer.loadStateDict(other.stateDict())).toThrow(ValueError);
    expect(optimizer.paramGroups[0].lr).toBe(0.5);
  });

  it("copies the tensors and takes over the options", () => {
    const [a, b] = [parameter(), parameter()];
    const first = new SGD([a], { lr: 0.5, momentum: 0.5 });
    a.grad = ones(1);
    first.step();
    const second = new SGD([b], { lr: 0.1 });
    second.loadStateDict(first.stateDict());
    expect(second.paramGroups[0]).toMatchObject({ lr: 0.5, momentum: 0.5 });
    first.step();
    expect(second.state.get(b)!.momentumBuffer!.item()).toBe(1);
  });

  it("refuses state of another shape", () => {
    const [a, b] = [parameter(), zeros(2).requiresGrad_()];
    const first = new Adam([a]);
    a.grad = ones(1);
    first.step();
    expect(() => new Adam([b]).loadStateDict(first.stateDict())).toThrow(/exp_avg does not fit/);
  });
});

describe("bad arguments", () => {
  const a = parameter();
  it.each([
    ["lr", () => new SGD([a], { lr: -1 }), "SGD: lr is negative or not a number: got -1"],
    ["momentum", () => new SGD([a], { momentum: -0.5 }), "momentum"],
    ["weightDecay", () => new Adam([a], { weightDecay: -1 }), "weightDecay"],
    ["nesterov", () => new SGD([a], { nesterov: true }), "nesterov needs momentum"],
    ["betas", () => new Adam([a], { betas: [0.9, 1] }), "betas[1] is out of range: got 1"],
    ["eps", () => new Adam([a], { eps: -1 }), "eps"],
    ["an option of a group", () => new SGD([{ params: [a], lr: -2 }]), "got -2"],
    ["no parameters", () => new SGD([]), "no parameters"],
    ["a single tensor", () => new SGD(a), "params is a single tensor"],
    [
      "a tensor that is no leaf",
      () => new SGD([a.mul(2)]),
      "no leaf: got the result of MulBackward0",
    ],
    ["a tensor given twice", () => new SGD([{ params: a }, { params: a }]), "comes twice"],
  ])("throws ValueError for %s", (_, construct, message) => {
    expect(construct).toThrow(ValueError);
    expect(construct).toThrow(message);
  });
});
