// The chain rule through a network of seven parameters, written out, beside what backward() finds.
import { sigmoid, tensor } from "flambeau";
import type { Context, Section } from "../context.ts";

const names = ["w1", "w2", "w3", "w4", "b1", "b2", "b3"] as const;

/** One number for each parameter. */
export type PerParameter = Record<(typeof names)[number], number>;

const start: PerParameter = { w1: 0.5, w2: -1, w3: 1.5, w4: 2, b1: 0.25, b2: 0.75, b3: -0.5 };
const x = 1.5;
const y = 2;

const formulas: Record<keyof PerParameter, string> = {
  w1: "∂L/∂ŷ · ∂ŷ/∂a₁ · ∂a₁/∂z₁ · ∂z₁/∂w₁ = 2(ŷ − y) · w₃ · a₁(1 − a₁) · x",
  w2: "∂L/∂ŷ · ∂ŷ/∂a₂ · ∂a₂/∂z₂ · ∂z₂/∂w₂ = 2(ŷ − y) · w₄ · a₂(1 − a₂) · x",
  w3: "∂L/∂ŷ · ∂ŷ/∂w₃ = 2(ŷ − y) · a₁",
  w4: "∂L/∂ŷ · ∂ŷ/∂w₄ = 2(ŷ − y) · a₂",
  b1: "∂L/∂ŷ · ∂ŷ/∂a₁ · ∂a₁/∂z₁ · ∂z₁/∂b₁ = 2(ŷ − y) · w₃ · a₁(1 − a₁)",
  b2: "∂L/∂ŷ · ∂ŷ/∂a₂ · ∂a₂/∂z₂ · ∂z₂/∂b₂ = 2(ŷ − y) · w₄ · a₂(1 − a₂)",
  b3: "∂L/∂ŷ · ∂ŷ/∂b₃ = 2(ŷ − y)",
};

/** w1 as w₁. */
const written = (name: string): string => name[0] + "₀₁₂₃₄"[Number(name[1])];

const logistic = (z: number): number => 1 / (1 + Math.exp(-z));

function predict({ w1, w2, w3, w4, b1, b2, b3 }: PerParameter) {
  const [a1, a2] = [logistic(w1 * x + b1), logistic(w2 * x + b2)];
  return { a1, a2, prediction: w3 * a1 + w4 * a2 + b3 };
}

/** L = (ŷ − y)² for ŷ = w₃ σ(w₁ x + b₁) + w₄ σ(w₂ x + b₂) + b₃. */
export const lossOf = (values: PerParameter): number => (predict(values).prediction - y) ** 2;

/** The gradients of that loss by the chain rule. */
export function gradientsByHand(values: PerParameter): PerParameter {
  const { w3, w4 } = values;
  const { a1, a2, prediction } = predict(values);
  const dL = 2 * (prediction - y);
  const dz1 = dL * w3 * a1 * (1 - a1);
  const dz2 = dL * w4 * a2 * (1 - a2);
  return { w1: dz1 * x, w2: dz2 * x, w3: dL * a1, w4: dL * a2, b1: dz1, b2: dz2, b3: dL };
}

/** The same gradients by backward(), in float64. */
export function gradientsByBackward(values: PerParameter): PerParameter {
  const leaf = (name: keyof PerParameter) =>
    tensor(values[name], { dtype: "float64", requiresGrad: true });
  const parameters = Object.fromEntries(names.map((name) => [name, leaf(name)]));
  const { w1, w2, w3, w4, b1, b2, b3 } = parameters;
  const a1 = sigmoid(w1.mul(x).add(b1));
  const a2 = sigmoid(w2.mul(x).add(b2));
  const prediction = w3.mul(a1).add(w4.mul(a2)).add(b3);
  prediction.sub(y).pow(2).backward();
  return Object.fromEntries(
    names.map((name) => [name, parameters[name].grad!.item()]),
  ) as PerParameter;
}

function give({ report }: Context): void {
  report.text(
    `Training moves each parameter against its gradient of the loss. In a network of one input, two
    sigmoid nodes and one output the loss reaches w₁ only through ŷ, a₁ and z₁, so its gradient is
    the product of the derivatives along that way. Doing so from the loss backwards, and keeping what
    several ways share, is backpropagation.`,
  );
  report.block("z₁ = w₁ x + b₁    a₁ = σ(z₁)\nz₂ = w₂ x + b₂    a₂ = σ(z₂)");
  report.block("ŷ  = w₃ a₁ + w₄ a₂ + b₃    L = (ŷ − y)²");
  for (const name of names) report.block(`∂L/∂${written(name)} = ${formulas[name]}`);

  report.part(`The gradients at x = ${x}, y = ${y}`);
  const [hand, backward] = [gradientsByHand(start), gradientsByBackward(start)];
  report.table(
    ["parameter", "value", "chain rule", "backward()", "difference"],
    names.map((name) => [
      written(name),
      String(start[name]),
      hand[name].toFixed(8),
      backward[name].toFixed(8),
      String(Math.abs(hand[name] - backward[name])),
    ]),
  );
}

/** Motivation: gradients of a network by the chain rule. */
export const chainRule: Section = { title: "The chain rule, by hand and by backward()", give };
