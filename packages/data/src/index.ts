// The public names of @flambeau/data.

export { defaultCollate } from "./collate.ts";
export type { Collated } from "./collate.ts";
export { ConcatDataset } from "./concat-dataset.ts";
export { DataLoader } from "./data-loader.ts";
export type { DataLoaderOptions } from "./data-loader.ts";
export type { Dataset } from "./dataset.ts";
export { randomSplit } from "./random-split.ts";
export { BatchSampler } from "./batch-sampler.ts";
export {
  RandomSampler,
  SequentialSampler,
  SubsetRandomSampler,
  WeightedRandomSampler,
} from "./samplers.ts";
export type { RandomSamplerOptions, Sampler, WeightedRandomSamplerOptions } from "./samplers.ts";
export { Subset } from "./subset.ts";
export { TensorDataset } from "./tensor-dataset.ts";
