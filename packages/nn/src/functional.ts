// The functions behind the modules, without state: `torch.nn.functional`.

export {
  binaryCrossEntropy,
  binaryCrossEntropyWithLogits,
  crossEntropy,
  dropout,
  elu,
  l1Loss,
  leakyRelu,
  linear,
  logsigmoid,
  logSoftmax,
  mseLoss,
  nllLoss,
  relu,
  selu,
  sigmoid,
  silu,
  softmax,
  softplus,
  softsign,
  tanh,
} from "@flambeau/tensor";
