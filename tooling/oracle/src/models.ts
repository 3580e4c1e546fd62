// Owns the model classes of the lecture and of printing.json, ported by hand on the library's nn.
import { lookup, type Library } from "./library.ts";
import type { Value } from "./values.ts";

type ModelClass = new (...args: Value[]) => Value;

/** The model classes by their Python names, on one library's `nn`. @throws NotImplemented without it. */
export function createModels(library: Library): Record<string, ModelClass> {
  const Module = lookup(library, "nn.Module");
  // Layers are looked up when a model is built, so that one missing layer costs only its models.
  const layer = (name: string, ...args: unknown[]) => new (lookup(library, `nn.${name}`))(...args);
  const perceptron = (activation: string, sizes: number[]) => {
    const layers = sizes.slice(1).flatMap((size, i) => {
      const linear = layer("Linear", sizes[i], size);
      return i + 2 < sizes.length ? [linear, layer(activation)] : [linear];
    });
    return layer("Sequential", ...layers);
  };

  class linearRegression extends Module {
    constructor(inputSize: number, outputSize: number) {
      super();
      this.linear = layer("Linear", inputSize, outputSize);
    }
    forward(x: Value): Value {
      return this.linear(x);
    }
  }

  class nonlinRegression extends Module {
    constructor(inputSize: number, hiddenSize: number, outputSize: number) {
      super();
      this.main = perceptron("Sigmoid", [inputSize, hiddenSize, outputSize]);
    }
    forward(x: Value): Value {
      return this.main(x);
    }
  }

  class nonlinRegressionFlat extends Module {
    constructor(inputSize: number, hiddenSize: number, outputSize: number) {
      super();
      this.hidden = layer("Linear", inputSize, hiddenSize);
      this.output = layer("Linear", hiddenSize, outputSize);
      this.sigmoid = layer("Sigmoid");
    }
    forward(x: Value): Value {
      return this.output(this.sigmoid(this.hidden(x)));
    }
  }

  class deepRegression extends Module {
    constructor(...sizes: number[]) {
      super();
      this.main = perceptron("Sigmoid", sizes);
    }
    forward(x: Value): Value {
      return this.main(x);
    }
  }

  class binaryClassifier extends Module {
    constructor(...sizes: number[]) {
      super();
      this.main = perceptron("ReLU", sizes);
    }
    forward(x: Value): Value {
      return this.main(x);
    }
  }

  class multiClassifier extends Module {
    constructor(...sizes: number[]) {
      super();
      this.main = perceptron("ReLU", sizes);
    }
    forward(x: Value): Value {
      return this.main(x);
    }
  }

  class ConvNet extends Module {
    constructor() {
      super();
      this.features = layer(
        "Sequential",
        layer("Conv2d", 1, 4, 3, { padding: 1 }),
        layer("BatchNorm2d", 4),
        layer("ReLU"),
        layer("MaxPool2d", 2),
        layer("Conv2d", 4, 8, 3),
        layer("ReLU"),
        layer("AdaptiveAvgPool2d", 1),
      );
      this.flatten = layer("Flatten");
      this.classifier = layer("Linear", 8, 10);
    }
    forward(x: Value): Value {
      return this.classifier(this.flatten(this.features(x)));
    }
  }

  class Block extends Module {
    constructor(size: number) {
      super();
      this.fc = layer("Linear", size, size);
      this.act = layer("ReLU");
    }
    forward(x: Value): Value {
      return x.add(this.act(this.fc(x)));
    }
  }

  class Nested extends Module {
    constructor() {
      super();
      this.inp = layer("Linear", 3, 4);
      this.blocks = layer("ModuleList", [new Block(4), new Block(4)]);
      this.drop = layer("Dropout", { p: 0.1 });
      this.out = layer("Linear", 4, 2, { bias: false });
    }
    forward(x: Value): Value {
      let y = this.inp(x);
      for (const block of this.blocks) y = block(y);
      return this.out(this.drop(y));
    }
  }

  class Frozen extends Module {
    constructor() {
      super();
      this.a = layer("Linear", 4, 8);
      this.b = layer("Linear", 8, 2);
      for (const parameter of this.a.parameters()) parameter.requiresGrad_(false);
    }
    forward(x: Value): Value {
      return this.b(this.a(x).relu());
    }
  }

  class Shared extends Module {
    constructor() {
      super();
      this.fc = layer("Linear", 4, 4);
      this.act = layer("Tanh");
    }
    forward(x: Value): Value {
      return this.fc(this.act(this.fc(x)));
    }
  }

  class Custom extends Module {
    constructor(size: number) {
      super();
      this.n = size;
      this.fc = layer("Linear", size, size);
      this.scale = layer("Parameter", lookup(library, "ones")([size]));
      this.registerBuffer("offset", lookup(library, "zeros")([size]));
    }
    forward(x: Value): Value {
      return this.fc(x).mul(this.scale).add(this.offset);
    }
    extraRepr(): string {
      return `n=${this.n}`;
    }
  }

  return {
    linearRegression,
    nonlinRegression,
    nonlinRegressionFlat,
    deepRegression,
    binaryClassifier,
    multiClassifier,
    ConvNet,
    Block,
    Nested,
    Frozen,
    Shared,
    Custom,
  };
}
