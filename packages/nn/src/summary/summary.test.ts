// Tests of the model summary: torchsummary's text, and what a summary leaves as it was.

import { inspect } from "node:util";
import { ShapeError, ValueError } from "@flambeau/core";
import { isGradEnabled, manualSeed, rand, type Tensor } from "@flambeau/tensor";
import { expect, it } from "vitest";
import * as nn from "../index.ts";

class linearRegression extends nn.Module {
  linear: nn.Linear;
  constructor(inputSize: number) {
    super();
    this.linear = new nn.Linear(inputSize, 1);
  }
  override forward(x: Tensor): Tensor {
    return this.linear(x);
  }
}

class nonlinRegression extends nn.Module {
  main = new nn.Sequential(new nn.Linear(1, 3), new nn.Sigmoid(), new nn.Linear(3, 1));
  override forward(x: Tensor): Tensor {
    return this.main(x);
  }
}

class Shared extends nn.Module {
  fc = new nn.Linear(4, 4);
  act = new nn.Tanh();
  override forward(x: Tensor): Tensor {
    return this.fc(this.act(this.fc(x)));
  }
}

class Frozen extends nn.Module {
  a = new nn.Linear(4, 8).requiresGrad_(false);
  b = new nn.Linear(8, 2);
}

/** The lines between the headings and the totals. */
const layerLines = (text: string): string[] =>
  text.split("\n").slice(3, text.split("\n").indexOf("=".repeat(text.indexOf("\n")), 3));

it("prints the parameters of each layer", () => {
  const result = nn.summary(new linearRegression(1));
  const text = `=================================================================
Layer (type:depth-idx)                   Param #
=================================================================
├─Linear: 1-1                            2
=================================================================
Total params: 2
Trainable params: 2
Non-trainable params: 0
=================================================================`;
  expect(result.text).toBe(text);
  expect(String(result)).toBe(text);
  expect(inspect(result)).toBe(text);
  expect([result.totalParams, result.trainableParams]).toEqual([2, 2]);
});

it("prints output shapes and sizes where it knows the input", () => {
  expect(String(nn.summary(new nonlinRegression(), [1]))).toBe(`\
==========================================================================================
Layer (type:depth-idx)                   Output Shape              Param #
==========================================================================================
├─Sequential: 1-1                        [-1, 1]                   --
|    └─Linear: 2-1                       [-1, 3]                   6
|    └─Sigmoid: 2-2                      [-1, 3]                   --
|    └─Linear: 2-3                       [-1, 1]                   4
==========================================================================================
Total params: 10
Trainable params: 10
Non-trainable params: 0
Total mult-adds (M): 0.00
==========================================================================================
Input size (MB): 0.00
Forward/backward pass size (MB): 0.00
Params size (MB): 0.00
Estimated Total Size (MB): 0.00
==========================================================================================`);
});

it("lists a model without children itself, and counts in millions and MB", () => {
  expect(String(nn.summary(new nn.Linear(1000, 1000), [1000]))).toBe(`\
==========================================================================================
Layer (type:depth-idx)                   Output Shape              Param #
==========================================================================================
└─Linear: 0-1                            [-1, 1000]                1,001,000
==========================================================================================
Total params: 1,001,000
Trainable params: 1,001,000
Non-trainable params: 0
Total mult-adds (M): 1.00
==========================================================================================
Input size (MB): 0.00
Forward/backward pass size (MB): 0.01
Params size (MB): 3.82
Estimated Total Size (MB): 3.83
==========================================================================================`);
});

it("marks layers that run again and layers that are frozen", () => {
  expect(layerLines(nn.summary(new Shared(), [4]).text)).toEqual([
    "├─Linear: 1-1                            [-1, 4]                   20",
    "├─Tanh: 1-2                              [-1, 4]                   --",
    "├─Linear: 1-3                            [-1, 4]                   (recursive)",
  ]);
  const frozen = nn.summary(new Frozen());
  expect(layerLines(frozen.text)).toEqual([
    "├─Linear: 1-1                            (40)",
    "├─Linear: 1-2                            18",
  ]);
  expect([frozen.totalParams, frozen.trainableParams]).toEqual([58, 18]);
});

it("shows three levels, a list of modules before the first that runs, and widens for long names", () => {
  class AnUnusuallyLongNameForALayerOfAModel extends nn.Sequential {}
  class Deep extends nn.Module {
    list = new nn.ModuleList([
      new AnUnusuallyLongNameForALayerOfAModel(new nn.Sequential(new nn.Linear(1, 1))),
    ]);
    first = new nn.Linear(1, 1);
    override forward(x: Tensor): Tensor {
      return this.list.at(0)(this.first(x));
    }
  }
  const width = 55;
  const line = (name: string, shape: string, params: string) =>
    `${name.padEnd(width)} ${shape.padEnd(25)} ${params}`;
  expect(layerLines(nn.summary(new Deep(), [1]).text)).toEqual([
    line("├─Linear: 1-1", "[-1, 1]", "2"),
    line("├─ModuleList: 1-2", "--", "--"),
    line("|    └─AnUnusuallyLongNameForALayerOfAModel: 2-1", "[-1, 1]", "--"),
    line("|    |    └─Sequential: 3-1", "[-1, 1]", "2"),
  ]);
});

it("runs in evaluation mode without gradients on one draw, and leaves the model as it was", () => {
  const seen: unknown[] = [];
  class Watching extends nn.Module {
    inner = new nn.Identity().eval();
    override forward(x: Tensor): Tensor {
      seen.push(this.training, isGradEnabled(), x.shape, x.tolist());
      return this.inner(x);
    }
  }
  const model = new Watching();
  manualSeed(0);
  const [row, next] = [rand(2).tolist(), rand(1).tolist()];
  manualSeed(0);
  nn.summary(model, [2]);
  expect(seen).toEqual([false, false, [2, 2], [row, row]]);
  expect(rand(1).tolist()).toEqual(next);
  expect([model.training, model.inner.training]).toEqual([true, false]);
  expect(isGradEnabled()).toBe(true);
});

it("leaves the model as it was when its forward throws, and refuses what is no size", () => {
  const model = new nn.Sequential(new nn.Linear(2, 1));
  expect(() => nn.summary(model, [3])).toThrow(ShapeError);
  expect(model.training).toBe(true);
  expect(nn.summary(model, [2]).text).toContain("├─Linear: 1-1 ");
  expect(() => nn.summary(model, [1.5])).toThrow(ValueError);
});

it("takes a shape for each input of a model with several", () => {
  class Sum extends nn.Module {
    inner = new nn.Identity();
    override forward(x: Tensor, y: Tensor): Tensor {
      return this.inner(x.add(y));
    }
  }
  expect(layerLines(nn.summary(new Sum(), [[3], [2, 1]]).text)).toEqual([
    "├─Identity: 1-1                          [-1, 2, 3]                --",
  ]);
});
