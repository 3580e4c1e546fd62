// Automatic differentiation as PyTorch 1.13.1 does it: its recorded answers to short scripts.
import { describe, expect, it } from "vitest";
import {
  add,
  autograd,
  GradError,
  noGrad,
  sin,
  tensor,
  type Tensor,
  where,
  zeros,
  type TensorData,
} from "./index.ts";

const leaf = (data: TensorData, dtype: "float32" | "float64" = "float32"): Tensor =>
  tensor(data, { dtype, requiresGrad: true });

describe("autograd", () => {
  it("leaves grad alone in autograd.grad", () => {
    const x = leaf([1, 2]);
    const [g] = autograd.grad(x.pow(2).sum(), x);
    expect(g!.tolist()).toEqual([2, 4]);
    expect(x.grad).toBeNull();
  });

  it("takes a gradient argument in backward", () => {
    const x = leaf([1, 2, 3]);
    x.pow(2).backward(tensor([1, 0.5, -1]));
    expect(x.grad!.tolist()).toEqual([2, 2, -6]);
  });

  it("differentiates three times", () => {
    const x = leaf([0.5, 1], "float64");
    let y: Tensor = sin(x);
    const expected = [Math.cos, (v: number) => -Math.sin(v), (v: number) => -Math.cos(v)];
    for (const derivative of expected) {
      y = autograd.grad(y.sum(), x, { createGraph: true })[0]!;
      const values = y.detach().tolist() as number[];
      [0.5, 1].forEach((v, i) => expect(values[i]).toBeCloseTo(derivative(v), 12));
    }
  });

  it("needs no gradient for integer results", () => {
    const x = leaf([1.5, 2.5]);
    expect(x.long().requiresGrad).toBe(false);
    expect(x.gt(2).requiresGrad).toBe(false);
    expect(x.argmax().requiresGrad).toBe(false);
  });

  it("gives the gradient the dtype of the input", () => {
    const x = leaf([1, 2]);
    x.mul(tensor([1, 2], { dtype: "float64" }))
      .sum()
      .backward();
    expect(x.grad!.dtype).toBe("float32");
    expect(x.grad!.tolist()).toEqual([1, 2]);
  });

  it("sums gradients of broadcast operands", () => {
    const a = leaf([[1], [2]]);
    const b = leaf([10, 20, 30]);
    a.mul(b).add(b).sum().backward();
    expect(a.grad!.tolist()).toEqual([[60], [60]]);
    expect(b.grad!.tolist()).toEqual([5, 5, 5]);
  });

  it("does not hide an infinite gradient behind where", () => {
    const x = leaf([0, 4]);
    where(x.gt(0), x.sqrt(), zeros(2)).sum().backward();
    expect(x.grad!.tolist()).toEqual([NaN, 0.25]);
  });

  it("keeps the gradient of a tensor that is no leaf on request", () => {
    const x = leaf([1, 2]);
    const y = x.mul(3);
    y.retainGrad();
    y.pow(2).sum().backward();
    expect(x.grad!.tolist()).toEqual([18, 36]);
    expect(y.grad!.tolist()).toEqual([6, 12]);
  });

  it("gives null for an unused input only if allowed", () => {
    const x = leaf([1]);
    const y = leaf([1]);
    const [gx, gy] = autograd.grad(x.mul(2).sum(), [x, y], { allowUnused: true });
    expect(gx!.tolist()).toEqual([2]);
    expect(gy).toBeNull();
    expect(() => autograd.grad(x.mul(2).sum(), [x, y])).toThrow(GradError);
  });

  it("runs hooks on gradients until they are removed", () => {
    const x = leaf([1, 2]);
    const y = x.mul(2);
    const hook = y.registerHook((g) => g.mul(10));
    y.sum().backward();
    expect(x.grad!.tolist()).toEqual([20, 20]);
    hook.remove();
    x.grad = null;
    x.mul(2).sum().backward();
    expect(x.grad!.tolist()).toEqual([2, 2]);
  });

  it("stops at detach", () => {
    const x = leaf([1, 2]);
    const y = x.mul(2);
    y.detach().mul(x).sum().backward();
    expect(x.grad!.tolist()).toEqual([2, 4]);
    expect(y.detach().requiresGrad).toBe(false);
  });

  it("tells leaves from results", () => {
    const x = tensor([1, 2]);
    expect([x.requiresGrad, x.isLeaf]).toEqual([false, true]);
    x.requiresGrad_();
    const y = x.mul(2);
    expect([x.requiresGrad, x.isLeaf, x.gradFn]).toEqual([true, true, null]);
    expect([y.requiresGrad, y.isLeaf, y.gradFn]).toEqual([true, false, "MulBackward0"]);
    expect([y.detach().requiresGrad, y.detach().isLeaf]).toEqual([false, true]);
  });

  it("adds up gradients over several backwards, in memory of the leaf's own", () => {
    const a = leaf([1, 2]);
    const b = leaf([3, 4]);
    const total = add(a, b).sum();
    total.backward(undefined, { retainGraph: true });
    total.backward();
    expect(a.grad!.tolist()).toEqual([2, 2]);
    expect(b.grad!.tolist()).toEqual([2, 2]);
  });

  it("refuses a second backward through a freed graph, and names the way", () => {
    const x = leaf([1, 2]);
    const y = x.mul(x).sum();
    y.backward();
    expect(() => y.backward()).toThrow(/retainGraph/);
  });

  it("refuses backward from several elements without a gradient", () => {
    expect(() => leaf([1, 2]).mul(2).backward()).toThrow(/scalar outputs only/);
  });

  it("notices a saved tensor that was modified", () => {
    const x = leaf([1, 2]);
    const y = x.mul(1);
    const z = y.mul(y);
    y.add_(1);
    expect(() => z.sum().backward()).toThrow(/modified by an inplace operation/);
  });

  it("differentiates through in-place operations", () => {
    const x = leaf([1, 2]);
    const y = x.mul(3);
    y.mul_(y.detach().clone());
    y.sum().backward();
    expect(x.grad!.tolist()).toEqual([9, 18]);
  });

  it("refuses in-place work on a leaf that requires a gradient, before it is changed", () => {
    const x = leaf([1, 2]);
    expect(() => x.add_(1)).toThrow(GradError);
    expect(x.tolist()).toEqual([1, 2]);
    noGrad(() => x.add_(1));
    expect(x.tolist()).toEqual([2, 3]);
  });

  it("refuses asynchronous functions in noGrad", () => {
    expect(() => noGrad(async () => 1)).toThrow(GradError);
  });

  it("shares the gradient of a maximum among ties, and gives that of a product with a zero", () => {
    const x = leaf([3, 1, 3]);
    x.amax().backward();
    expect(x.grad!.tolist()).toEqual([0.5, 0, 0.5]);
    const y = leaf([2, 0, 3]);
    y.prod().backward();
    expect(y.grad!.tolist()).toEqual([0, 6, 0]);
  });
});
