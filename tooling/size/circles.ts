// The program whose bundle is kept small: a circles classifier, from data to prediction.
import * as data from "@flambeau/data";
import * as datasets from "@flambeau/datasets";
import * as nn from "@flambeau/nn";
import * as optim from "@flambeau/optim";
import { manualSeed, tensor } from "@flambeau/tensor";

manualSeed(0);
const [X, y] = datasets.makeCircles({ nSamples: 300, factor: 0.5, noise: 0.1, randomState: 2020 });
const loader = new data.DataLoader(new data.TensorDataset(X.float(), y.float()), {
  batchSize: 50,
  shuffle: true,
});
const model = new nn.Sequential(new nn.Linear(2, 5), new nn.ReLU(), new nn.Linear(5, 1));
const criterion = new nn.BCEWithLogitsLoss();
const optimizer = new optim.Adam(model.parameters(), { lr: 0.1 });
for (let epoch = 1; epoch <= 20; epoch++) {
  let total = 0;
  for (const [xb, yb] of loader) {
    optimizer.zeroGrad();
    const loss = criterion(model(xb).flatten(), yb);
    loss.backward();
    optimizer.step();
    total += loss.item() as number;
  }
  console.log(`epoch: ${epoch}, loss: ${(total / loader.length).toFixed(4)}`);
}
console.log(
  model(
    tensor([
      [0, 0],
      [-1, -1],
    ]),
  ),
);
