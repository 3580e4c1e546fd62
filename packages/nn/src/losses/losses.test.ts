// Tests of the losses: their options, and that they pass them on.

import { ValueError } from "@flambeau/core";
import { tensor } from "@flambeau/tensor";
import { describe, expect, it } from "vitest";
import * as nn from "../index.ts";

const logits = tensor([
  [1, 2, 0.5],
  [0.1, -1, 3],
]);
const classes = tensor([0n, 2n]);
const logSumExp = (row: number[]) => Math.log(row.reduce((sum, v) => sum + Math.exp(v), 0));
const each = [logSumExp([1, 2, 0.5]) - 1, logSumExp([0.1, -1, 3]) - 3] as const;
const value = (loss: { item(): number | boolean }) => loss.item() as number;

describe("losses", () => {
  it("reduce to a mean, to a sum, or not at all", () => {
    const [x, t] = [tensor([1, 2]), tensor([0, 4])];
    expect(value(new nn.MSELoss()(x, t))).toBe(2.5);
    expect(value(new nn.MSELoss({ reduction: "sum" })(x, t))).toBe(5);
    expect(new nn.L1Loss({ reduction: "none" })(x, t).tolist()).toEqual([1, 2]);
    expect(() => new nn.MSELoss({ reduction: "max" as "sum" })).toThrow(ValueError);
    expect(() => new nn.MSELoss({ reduction: "max" as "sum" })).toThrow(
      'MSELoss: unknown reduction: got "max"',
    );
  });

  it("compare probabilities and logits with two classes", () => {
    const t = tensor([1, 0]);
    const expected = -(Math.log(0.8) + Math.log(0.4)) / 2;
    expect(value(new nn.BCELoss()(tensor([0.8, 0.6]), t))).toBeCloseTo(expected, 6);
    const x = tensor([Math.log(4), Math.log(1.5)]);
    expect(value(new nn.BCEWithLogitsLoss()(x, t))).toBeCloseTo(expected, 6);
    const weighed = new nn.BCEWithLogitsLoss({ posWeight: tensor([3]), weight: tensor([1, 0]) });
    expect(value(weighed(x, t))).toBeCloseTo((-3 * Math.log(0.8)) / 2, 6);
    expect([...weighed.stateDict().keys()]).toEqual(["weight", "pos_weight"]);
  });

  it("compare logits and log-probabilities with many classes", () => {
    expect(value(new nn.CrossEntropyLoss()(logits, classes))).toBeCloseTo(
      (each[0] + each[1]) / 2,
      6,
    );
    const logs = new nn.LogSoftmax(1)(logits);
    expect(value(new nn.NLLLoss({ reduction: "sum" })(logs, classes))).toBeCloseTo(
      each[0] + each[1],
      6,
    );
    const ignoring = { ignoreIndex: 2 };
    expect(value(new nn.CrossEntropyLoss(ignoring)(logits, classes))).toBeCloseTo(each[0], 6);
    expect(value(new nn.NLLLoss(ignoring)(logs, classes))).toBeCloseTo(each[0], 6);
    const weight = tensor([1, 1, 3]);
    const weighed = new nn.CrossEntropyLoss({ weight });
    expect(value(weighed(logits, classes))).toBeCloseTo((each[0] + 3 * each[1]) / 4, 6);
    expect(value(new nn.NLLLoss({ weight })(logs, classes))).toBeCloseTo(
      (each[0] + 3 * each[1]) / 4,
      6,
    );
    expect(String(weighed)).toBe("CrossEntropyLoss()");
  });

  it("smooth labels", () => {
    const row = tensor([[1, 2, 0.5]]);
    const uniform = logSumExp([1, 2, 0.5]) - 3.5 / 3;
    const smoothed = new nn.CrossEntropyLoss({ labelSmoothing: 0.3 });
    expect(value(smoothed(row, tensor([0n])))).toBeCloseTo(0.7 * each[0] + 0.3 * uniform, 6);
  });

  it("move their weight with them", () => {
    const loss = new nn.CrossEntropyLoss({ weight: tensor([1, 1, 3]) }).double();
    expect(loss.weight!.dtype).toBe("float64");
  });
});
