// Losses between numbers.

import { l1Loss, mseLoss, type Tensor } from "@flambeau/tensor";
import { Loss } from "./reduction.ts";

/** (x − t)². */
export class MSELoss extends Loss {
  static override readonly moduleName: string = "MSELoss";
  override forward(input: Tensor, target: Tensor): Tensor {
    return mseLoss(input, target, { reduction: this.reduction });
  }
}

/** |x − t|. */
export class L1Loss extends Loss {
  static override readonly moduleName: string = "L1Loss";
  override forward(input: Tensor, target: Tensor): Tensor {
    return l1Loss(input, target, { reduction: this.reduction });
  }
}
