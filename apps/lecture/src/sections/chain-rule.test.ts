// The chain rule by hand, by autograd and by differences agree.
import { expect, it } from "vitest";
import { gradientsByBackward, gradientsByHand, lossOf, type PerParameter } from "./chain-rule.ts";

const values: PerParameter = { w1: -0.7, w2: 0.4, w3: 1.1, w4: -2.3, b1: 0.2, b2: -0.6, b3: 0.9 };
const names = Object.keys(values) as (keyof PerParameter)[];

it("gives backward()'s gradients for all seven parameters", () => {
  const [hand, backward] = [gradientsByHand(values), gradientsByBackward(values)];
  for (const name of names) expect(backward[name]).toBeCloseTo(hand[name], 13);
});

it("gives the slopes of the loss", () => {
  const step = 1e-5;
  const hand = gradientsByHand(values);
  for (const name of names) {
    const at = (shift: number) => lossOf({ ...values, [name]: values[name] + shift });
    expect((at(step) - at(-step)) / (2 * step)).toBeCloseTo(hand[name], 7);
  }
});
