// The tensor section prints what PyTorch prints for the same expressions and seed.
import { cpu } from "flambeau";
import { expect, it } from "vitest";
import { tensors } from "./tensors.ts";
import { silentContext } from "../testing/context.ts";
import { recorded } from "../testing/traces.ts";

const printed = [
  "torch.randn(3, 2)",
  "torch.rand(2, 3, 2)",
  "a = torch.rand(1, 3)",
  "b = torch.rand(3, 1)",
  "a + b",
  "a * b",
  "a @ b",
  "a.mean()",
  "a.sum()",
  "X = torch.rand(5, 2)",
  "X[0, :]",
  "X[:, 0]",
  "torch.tensor([1, 2, 3.])",
  "torch.tensor([1, 2, 3])",
  "torch.zeros(2, 2)",
  "torch.ones(2, 2)",
];

it("prints PyTorch's tensors under seed 0, in the order of the lecture", async () => {
  const { context, lines } = silentContext({ device: cpu(), seed: 0 });
  await tensors.give(context);
  const text = lines.join("").replace(/^ {2}/gm, "");
  const missing = printed.filter((code) => {
    const step = recorded.snippets.steps.find((candidate) => candidate.code === code)!;
    return !text.includes(step.repr);
  });
  expect(missing).toEqual([]);
});

it("shows that a typed array shares the tensor's memory", async () => {
  const { context, lines } = silentContext({ device: cpu(), seed: 0 });
  await tensors.give(context);
  expect(lines.join("")).toMatch(/array\[0\] = 10; X\n\s+tensor\(\[\[10\., {2}2\.\],/);
});
