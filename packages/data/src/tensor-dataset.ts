// A dataset of tensors whose first dimension counts the samples.

import { ShapeError, widenToInt64 } from "@flambeau/core";
import { fromArray, indexSelect, type Tensor } from "@flambeau/tensor";
import { copyRows, hasPlainRows } from "./copy-rows.ts";
import { wrapIndex, type Dataset } from "./dataset.ts";

/** Samples are the tensors' rows at one index, as `torch.utils.data.TensorDataset`. */
export class TensorDataset<Tensors extends Tensor[]> implements Dataset<Tensors> {
  readonly tensors: Tensors;
  readonly length: number;

  /** Throws `ShapeError` if there are no tensors, or not equally many samples in each. */
  constructor(...tensors: Tensors) {
    const lengths = tensors.map((x) => x.shape[0]);
    if (lengths.length === 0 || lengths.some((n) => n === undefined || n !== lengths[0]))
      throw new ShapeError(
        `TensorDataset: sizes differ: got ${tensors.map((x) => `[${x.shape}]`).join(", ") || "no tensors"}; the first dimension of each is the number of samples`,
      );
    this.tensors = tensors;
    this.length = lengths[0];
  }

  /** One row of each tensor, as a view; with a list of indices, the same as `batch`. */
  at(index: number | readonly number[]): Tensors {
    if (typeof index !== "number") return this.batch(index);
    const i = wrapIndex("TensorDataset", index, this.length);
    return this.tensors.map((x) => x.select(0, i)) as Tensors;
  }

  /** The rows of each tensor at these indices: one copy or gather a tensor. */
  batch(indices: readonly number[]): Tensors {
    const rows = new Int32Array(indices.length);
    for (let i = 0; i < rows.length; i++)
      rows[i] = wrapIndex("TensorDataset", indices[i], this.length);
    return this.tensors.map((x) =>
      hasPlainRows(x) ? copyRows(x, rows) : selectRows(x, rows),
    ) as Tensors;
  }
}

/** The rows by a gather, on the tensor's own device and with its gradient. */
function selectRows(x: Tensor, rows: Int32Array): Tensor {
  const index = fromArray(widenToInt64(rows), [rows.length]);
  return indexSelect(x, 0, index.to(x.device));
}
