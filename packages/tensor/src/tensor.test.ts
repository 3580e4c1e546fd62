// Tensors as PyTorch 1.13.1 has them: views, in-place work, dtypes, indexing, errors.
import { describe, expect, it } from "vitest";
import {
  arange,
  cat,
  crossEntropy,
  DTypeError,
  IndexError,
  nllLoss,
  logSoftmax,
  matmul,
  ones,
  randn,
  round,
  setDefaultDType,
  ShapeError,
  slice,
  stack,
  tensor,
  ValueError,
  zeros,
} from "./index.ts";

describe("views", () => {
  it("share memory with what they are views of", () => {
    const x = zeros(2, 3);
    const y = x.view(6);
    y.set([0], 1);
    x.t().set([2, 1], 5);
    expect(x.tolist()).toEqual([
      [1, 0, 0],
      [0, 0, 5],
    ]);
    x.select(0, 0).fill_(7);
    expect(y.tolist()).toEqual([7, 7, 7, 0, 0, 5]);
  });

  it("copy only where strides cannot show the shape", () => {
    const x = arange(12).reshape(3, 4);
    const shares = (y: typeof x): boolean => y.storage === x.storage;
    const views = [x.view(4, 3), x.reshape(2, 6), x.transpose(0, 1), x.narrow(0, 1, 1)];
    const more = [x.at(":", slice(1, 3)), x.at(0), x.at(":", slice(0, 1)).expand(3, 5)];
    expect([...views, ...more, x.flatten(), x.detach(), x.to("int64")].every(shares)).toBe(true);
    const copies = [x.clone(), x.t().reshape(12), x.at(tensor([0n])), x.at(x.gt(3)), x.double()];
    expect(copies.some(shares)).toBe(false);
    expect(() => x.t().view(12)).toThrow(ShapeError);
  });

  it("write through an operand of the same storage", () => {
    const x = arange(4).float().reshape(2, 2);
    x.at(0).add_(x.at(1));
    expect(x.tolist()).toEqual([
      [2, 4],
      [2, 3],
    ]);
    const y = arange(3).float();
    y.at(slice(1)).copy_(y.at(slice(0, 2)));
    expect(y.tolist()).toEqual([0, 0, 1]);
  });
});

describe("in-place operations", () => {
  it("return the tensor and keep its dtype", () => {
    const x = tensor([1, 2]);
    expect(x.add_(tensor([1.5, 2.5], { dtype: "float64" }))).toBe(x);
    expect(x.dtype).toBe("float32");
    expect(x.tolist()).toEqual([2.5, 4.5]);
    expect(() => tensor([1n]).add_(0.5)).toThrow(DTypeError);
    expect(() => zeros(2).add_(zeros(3, 2))).toThrow(ShapeError);
  });
});

describe("dtypes", () => {
  it("follow the literal, and the default where numbers are given", () => {
    expect(tensor([1, 2, 3]).dtype).toBe("float32");
    expect(tensor([1n]).dtype).toBe("int64");
    expect(tensor([true]).dtype).toBe("bool");
    expect(tensor(new Uint8Array(2)).dtype).toBe("uint8");
    setDefaultDType("float64");
    const both = [tensor([1]).dtype, tensor([1n]).div(2).dtype, arange(3).dtype];
    setDefaultDType("float32");
    expect(both).toEqual(["float64", "float64", "int64"]);
    expect(tensor([1n]).div(2).dtype).toBe("float32");
  });

  it("wrap integers to their width and compute int64 exactly", () => {
    expect(tensor([127], { dtype: "int8" }).add(1).tolist()).toEqual([-128]);
    expect(
      tensor([2n ** 62n])
        .add(2n ** 61n)
        .toTypedArray()[0],
    ).toBe(2n ** 62n + 2n ** 61n);
    expect(() => tensor([2n ** 62n]).item()).toThrow(ValueError);
  });

  it("round half to even", () => {
    const x = tensor([0.5, 1.5, 2.5, -0.5, -1.5, 2.4999]);
    expect(round(x).tolist()).toEqual([0, 2, 2, -0, -2, 2]);
  });
});

describe("indexing", () => {
  const x = arange(12).reshape(3, 4);
  it("takes numbers, slices, lists, masks and new dimensions", () => {
    expect(x.at(1, 2).item()).toBe(6);
    expect(x.at(-1, slice(null, null, 2)).tolist()).toEqual([8, 10]);
    expect(x.at("...", 0).tolist()).toEqual([0, 4, 8]);
    expect(x.at([2, 0]).shape).toEqual([2, 4]);
    expect(x.at(":", [1, 3]).tolist()).toEqual([
      [1, 3],
      [5, 7],
      [9, 11],
    ]);
    expect(x.at([0, 1], [1, 2]).tolist()).toEqual([1, 6]);
    expect(x.at(x.gt(9)).tolist()).toEqual([10, 11]);
    expect(x.at(null).shape).toEqual([1, 3, 4]);
  });

  it("names the index that is out of range", () => {
    expect(() => x.at(3)).toThrow(/index 3 is out of bounds for dimension 0 with size 3/);
    expect(() => x.at(0, 0, 0)).toThrow(IndexError);
  });

  it("writes through lists and masks", () => {
    const y = zeros(2, 3);
    y.set([":", [0, 2]], tensor([1, 2]));
    y.set([y.eq(0)], 9);
    expect(y.tolist()).toEqual([
      [1, 9, 2],
      [1, 9, 2],
    ]);
  });
});

describe("functions", () => {
  it("iterate over the first dimension", () => {
    const rows = [
      ...tensor([
        [1n, 2n],
        [3n, 4n],
      ]),
    ];
    expect(rows.map((row) => row.tolist())).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it("multiply matrices of every layout alike", () => {
    const a = randn(21, 33);
    const b = randn(33, 17);
    const expected = a.unsqueeze(2).mul(b).sum(1);
    const near = (y: typeof a): number => y.sub(expected).abs().max().item() as number;
    const at = a.t().makeContiguous().t();
    const bt = b.t().makeContiguous().t();
    for (const [x, y] of [
      [a, b],
      [at, b],
      [a, bt],
      [at, bt],
    ])
      expect(near(matmul(x, y))).toBeLessThan(1e-5);
  });

  it("join along old and new dimensions", () => {
    expect(cat([ones(1, 2), zeros(2, 2)]).shape).toEqual([3, 2]);
    expect(stack([ones(2), zeros(2)], 1).tolist()).toEqual([
      [1, 0],
      [1, 0],
    ]);
    expect(() => cat([ones(1, 2), zeros(2, 3)])).toThrow(ShapeError);
  });

  it("compute cross entropy in one kernel as in its parts", () => {
    const x = randn(6, 4).requiresGrad_();
    const y = tensor([0n, 1n, 2n, 3n, 0n, 1n]);
    crossEntropy(x, y).backward();
    const fast = x.grad!;
    x.grad = null;
    const slow = nllLoss(logSoftmax(x, 1), y);
    slow.backward();
    expect(crossEntropy(x, y).item()).toBeCloseTo(slow.item() as number, 6);
    expect(fast.sub(x.grad!).abs().max().item()).toBeLessThan(1e-7);
    expect(() => crossEntropy(x, y.add(2))).toThrow(/target 4 is out of bounds for 4 classes/);
  });

  it("say what came and what is needed", () => {
    expect(() => matmul(zeros(32, 784), zeros(128, 784))).toThrow(
      "mm: inner lengths differ: a is [32, 784], b is [128, 784]; a.shape[-1] must equal b.shape[-2]. Did you mean b.transpose(-2, -1)?",
    );
    expect(() => `${(ones(2) as unknown as number) + 1}`).toThrow(/use \.add\(\)/);
    expect(() => ones(2).add(ones(3))).toThrow(ShapeError);
    expect(() => tensor([[1], [2, 3]] as never)).toThrow(/ragged/);
  });
});
