// The public names of flambeau: the tensor library in the open, everything else by its namespace.

export * as data from "@flambeau/data";
export * as datasets from "@flambeau/datasets";
export * as nn from "@flambeau/nn";
export * as optim from "@flambeau/optim";
export * as sklearn from "@flambeau/sklearn";
export * from "@flambeau/tensor";
