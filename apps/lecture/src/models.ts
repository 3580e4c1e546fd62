// The networks of the lecture. A class prints under its own name, so the names are written as they are to be printed.
import { nn, type Tensor } from "flambeau";

/** A network that maps rows of features to rows of outputs. */
export abstract class Network extends nn.Module {
  abstract override forward(x: Tensor): Tensor;
}

type Activation = new () => nn.Module;

/** Linear layers of the given sizes with the activation function between them, none after the last. */
function layers(sizes: readonly number[], Activation: Activation): nn.Sequential {
  const modules: nn.Module[] = [];
  for (let i = 1; i < sizes.length; i++) {
    if (i > 1) modules.push(new Activation());
    modules.push(new nn.Linear(sizes[i - 1], sizes[i]));
  }
  return new nn.Sequential(...modules);
}

/** One linear layer: ŷ = x wᵀ + b. */
export class linearRegression extends Network {
  linear: nn.Linear;

  constructor(inputSize: number, outputSize: number) {
    super();
    this.linear = new nn.Linear(inputSize, outputSize);
  }

  override forward(x: Tensor): Tensor {
    return this.linear(x);
  }
}

/** One hidden layer of sigmoids, its layers named one by one. */
export class namedRegression extends Network {
  hidden: nn.Linear;
  output: nn.Linear;
  sigmoid = new nn.Sigmoid();

  constructor(inputSize: number, hiddenSize: number, outputSize: number) {
    super();
    this.hidden = new nn.Linear(inputSize, hiddenSize);
    this.output = new nn.Linear(hiddenSize, outputSize);
  }

  override forward(x: Tensor): Tensor {
    return this.output(this.sigmoid(this.hidden(x)));
  }
}

/** One hidden layer of sigmoids, as a sequence. */
export class nonlinRegression extends Network {
  main: nn.Sequential;

  constructor(...sizes: [input: number, hidden: number, output: number]) {
    super();
    this.main = layers(sizes, nn.Sigmoid);
  }

  override forward(x: Tensor): Tensor {
    return this.main(x);
  }
}

/** Two hidden layers of sigmoids. */
export class deepRegression extends Network {
  main: nn.Sequential;

  constructor(...sizes: [input: number, hidden1: number, hidden2: number, output: number]) {
    super();
    this.main = layers(sizes, nn.Sigmoid);
  }

  override forward(x: Tensor): Tensor {
    return this.main(x);
  }
}

/** One hidden layer of rectified units and one logit. */
export class binaryClassifier extends Network {
  main: nn.Sequential;

  constructor(...sizes: [input: number, hidden: number, output: number]) {
    super();
    this.main = layers(sizes, nn.ReLU);
  }

  override forward(x: Tensor): Tensor {
    return this.main(x);
  }
}

/** One hidden layer of rectified units and one logit a class. */
export class multiClassifier extends Network {
  main: nn.Sequential;

  constructor(...sizes: [input: number, hidden: number, classes: number]) {
    super();
    this.main = layers(sizes, nn.ReLU);
  }

  override forward(x: Tensor): Tensor {
    return this.main(x);
  }
}
