// The training loop: batches, forward, backward, step.
import type { data, optim, Tensor } from "flambeau";
import type { Network } from "./models.ts";

/** What takes part in training. */
export interface Training {
  readonly model: Network;
  readonly criterion: (prediction: Tensor, target: Tensor) => Tensor;
  readonly optimizer: optim.SGD | optim.Adam;
  readonly loader: data.DataLoader<[X: Tensor, y: Tensor]>;
  /** Whether the model's one output a row is compared with a vector of targets. */
  readonly flatten: boolean;
}

/** Trains for some epochs, going on from the parameters as they are; returns each epoch's mean loss over batches. */
export async function train(
  { model, criterion, optimizer, loader, flatten }: Training,
  epochs: number,
  onEpoch: (epoch: number, loss: number) => void = () => {},
): Promise<number[]> {
  const losses: number[] = [];
  for (let epoch = 1; epoch <= epochs; epoch++) {
    let total = 0;
    for await (const [X, y] of loader) {
      optimizer.zeroGrad();
      const output = model(X);
      const loss = criterion(flatten ? output.flatten() : output, y);
      loss.backward();
      optimizer.step();
      total += Number((await loss.detach().cpu()).item());
    }
    losses.push(total / loader.length);
    onEpoch(epoch, losses[epoch - 1]);
  }
  return losses;
}
