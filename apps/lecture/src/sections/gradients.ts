// Gradients: a tensor that requires them, backward(), and the same by a formula.
import { tensor } from "flambeau";
import type { Context, Section } from "../context.ts";

function give({ report, device }: Context): void {
  report.text(
    `A tensor that requires a gradient is followed through every operation. backward() on the result
    walks back along them and leaves the derivative in grad.`,
  );
  const X = tensor([1, 2, 3]).to(device);
  const y = tensor([2, 4, 6]).to(device);
  const w = tensor([1], { requiresGrad: true, device });
  report.show("const w = tensor([1], { requiresGrad: true })", w);
  const mse = X.mul(w).sub(y).pow(2).mean();
  report.show("const mse = X.mul(w).sub(y).pow(2).mean()", mse);
  mse.backward();
  report.show("mse.backward(); w.grad", w.grad);

  report.part("The same by hand: ∂/∂w mean((x w − y)²) = 2/3 · x · (x w − y)");
  report.show("X.matmul(X.mul(w).sub(y)).mul(2 / 3)", X.matmul(X.mul(w).sub(y)).mul(2 / 3));
}

/** Gradients by autograd. */
export const gradients: Section = { title: "Gradients", give };
