// Tests the rows of core: their gradients against their values.

import { NumberAlgebra } from "@flambeau/core";
import * as rows from "@flambeau/core/rows";
import { expect, test } from "vitest";
import { testRows } from "./testing/test-rows.ts";

testRows(rows, { softplus: [1.5, 20] });

test("silu over numbers is x/(1 + e⁻ˣ)", () => {
  const o = new NumberAlgebra("float64");
  for (const x of [-3, 0, 0.5, 8])
    expect(rows.silu.forward(o, o.value(x)).value).toBeCloseTo(x / (1 + Math.exp(-x)), 14);
});
