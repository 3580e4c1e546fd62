import { it } from "vitest";
import { manualSeed, tensor, rand } from "@flambeau/tensor";
import * as nn from "./index.ts";
it("x", () => {
  manualSeed(0);
  const m = new nn.Linear(1, 1);
  console.log(m.weight.tolist(), m.bias!.tolist(), rand(2).tolist());
  console.log(m.weight);
  const y = m(tensor([[1], [2]]));
  console.log(y, y.shape);
  y.sum().backward();
  console.log(m.weight.grad, String(m.stateDict()));
  console.log(String(nn.summary(m, [1])));
  for (const L of [nn.ReLU, nn.LeakyReLU, nn.ELU, nn.SELU, nn.SiLU]) {
    const l = new L({ inplace: true });
    const x = tensor([-1, 2], { requiresGrad: true });
    try { const h = x.mul(1); const out = l(h); out.sum().backward(); console.log(String(l), x.grad, h); } catch (e) { console.log(String(l), String(e)); }
  }
  m.double(); console.log(m.weight, m.weight.grad);
});
