// The forward pass of a layer three ways: node by node, as a vector, as a matrix.
import { nn, sigmoid, tensor } from "flambeau";
import type { Context, Section } from "../context.ts";

// Two inputs, three hidden nodes, one output; three examples.
const X = [
  [1, 2],
  [0.5, -1],
  [-2, 0.25],
];
const hidden = {
  weight: [
    [0.5, -0.25],
    [-1, 0.75],
    [0.125, 1],
  ],
  bias: [0.1, -0.2, 0.3],
};
const output = { weight: [[1.5, -2, 0.5]], bias: [0.25] };

const logistic = (z: number): number => 1 / (1 + Math.exp(-z));

/** z of one node: weights times inputs, plus the bias. */
const weightedSum = (weights: readonly number[], bias: number, x: readonly number[]): number =>
  weights.reduce((sum, weight, i) => sum + weight * x[i], bias);

/** The network's output for one example, node by node. */
function byNode(x: readonly number[]): number {
  const a = hidden.weight.map((weights, j) => logistic(weightedSum(weights, hidden.bias[j], x)));
  return weightedSum(output.weight[0], output.bias[0], a);
}

function give({ report, device }: Context): void {
  report.text(
    `A node weighs its inputs, adds its bias and applies its activation function. A layer does so for
    all its nodes at once, and with a matrix of examples for all examples at once. Here is a network
    of two inputs, three sigmoid nodes and one output, on three examples.`,
  );
  const onDevice = (values: number[] | number[][]) => tensor(values).to(device);
  const [W1, b1, W2, b2] = [hidden.weight, hidden.bias, output.weight, output.bias].map(onDevice);
  const examples = onDevice(X);

  report.part("Node by node: zⱼ = Σᵢ wⱼᵢ xᵢ + bⱼ, aⱼ = σ(zⱼ)");
  report.block(`ŷ = ${X.map((x) => byNode(x).toFixed(4)).join(", ")}`);

  report.part("As a vector: a = σ(W¹ x + b¹), ŷ = W² a + b²");
  const a = sigmoid(W1.matmul(examples.at(0)).add(b1));
  report.show("const a = sigmoid(W1.matmul(x).add(b1))", a);
  report.show("W2.matmul(a).add(b2)", W2.matmul(a).add(b2));

  report.part("As a matrix: A = σ(X W¹ᵀ + b¹), Ŷ = A W²ᵀ + b², each bias broadcast over the rows");
  const A = sigmoid(examples.matmul(W1.t()).add(b1));
  report.show("const A = sigmoid(X.matmul(W1.t()).add(b1))", A);
  report.show("A.matmul(W2.t()).add(b2)", A.matmul(W2.t()).add(b2));

  report.part("As a module that holds the same weights");
  const model = new nn.Sequential(new nn.Linear(2, 3), new nn.Sigmoid(), new nn.Linear(3, 1));
  model.loadStateDict(
    new Map([
      ["0.weight", W1],
      ["0.bias", b1],
      ["2.weight", W2],
      ["2.bias", b2],
    ]),
  );
  model.to(device);
  report.show("model(X)", model(examples));
}

/** Recap: the forward pass. */
export const forward: Section = { title: "The forward pass", give };
