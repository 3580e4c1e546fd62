// Activation functions and their derivatives, the latter by autograd.
import { linspace, nn, type Tensor } from "flambeau";
import { plotActivations } from "@flambeau/plot";
import type { Context, Section } from "../context.ts";

const functions = {
  Sigmoid: nn.Sigmoid,
  Tanh: nn.Tanh,
  Softplus: nn.Softplus,
  ReLU: nn.ReLU,
  LeakyReLU: nn.LeakyReLU,
  SELU: nn.SELU,
};

/** f(x) and f′(x) at every element of `x`. */
export function differentiate(f: (x: Tensor) => Tensor, x: Tensor) {
  const input = x.detach().clone().requiresGrad_();
  const values = f(input);
  values.sum().backward();
  return { values: values.detach(), derivative: input.grad! };
}

async function give({ report, gallery, device }: Context): Promise<void> {
  report.text(
    `Activation functions are not linear, mostly rise throughout, and mostly are smooth. ReLU is not
    smooth at 0 and flat to its left, and yet it is the usual choice. Which one is best for a problem
    is one more thing to try.`,
  );
  const at = linspace(-2, 2, 5).to(device);
  const format = (x: Tensor) =>
    Array.from(x.toTypedArray() as Float32Array, (value) => value.toFixed(4));
  const rows: string[][] = [];
  for (const [name, Activation] of Object.entries(functions)) {
    const { values, derivative } = differentiate(new Activation(), at);
    rows.push([`${name}(x)`, ...format(await values.cpu())]);
    rows.push(["  its derivative", ...format(await derivative.cpu())]);
  }
  report.table(["x", ...format(await at.cpu())], rows);

  const x = linspace(-6, 6, 100).to(device);
  const curves = [];
  for (const [name, Activation] of Object.entries(functions)) {
    const { values, derivative } = differentiate(new Activation(), x);
    curves.push({ name, values: await values.cpu(), derivative: await derivative.cpu() });
  }
  gallery.hang(
    "activations",
    plotActivations(await x.cpu(), curves, { title: "Activation functions" }),
  );
}

/** Activation functions. */
export const activations: Section = { title: "Activation functions", give };
