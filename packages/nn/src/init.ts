// Initial values of parameters, in place and without gradients: the draws of `torch.nn.init`.

import { ShapeError, ValueError } from "@flambeau/core";
import { noGrad, type Tensor } from "@flambeau/tensor";

/** Which side of a weight keeps the variance: the forward pass (`fan_in`) or the gradients (`fan_out`). */
export type FanMode = "fan_in" | "fan_out";

/** The functions that `calculateGain` knows, by PyTorch's names. */
export type Nonlinearity =
  "linear" | "conv1d" | "conv2d" | "conv3d" | "sigmoid" | "tanh" | "relu" | "leaky_relu" | "selu";

/** Options of the Kaiming initialisations; `a` is the slope of a leaky ReLU. */
export interface KaimingOptions {
  readonly a?: number;
  readonly mode?: FanMode;
  readonly nonlinearity?: Nonlinearity;
}

/** Options of the Xavier initialisations. */
export interface XavierOptions {
  readonly gain?: number;
}

/** The factor by which a nonlinearity is made up for; `parameter` is the slope of `leaky_relu`. Throws `ValueError` for others. */
export function calculateGain(nonlinearity: Nonlinearity, parameter = 0.01): number {
  switch (nonlinearity) {
    case "linear":
    case "conv1d":
    case "conv2d":
    case "conv3d":
    case "sigmoid":
      return 1;
    case "tanh":
      return 5 / 3;
    case "relu":
      return Math.sqrt(2);
    case "leaky_relu":
      return Math.sqrt(2 / (1 + parameter ** 2));
    case "selu":
      return 3 / 4;
    default:
      throw new ValueError(
        `calculateGain: unknown nonlinearity: got ${JSON.stringify(nonlinearity)}; it must be linear, conv1d, conv2d, conv3d, sigmoid, tanh, relu, leaky_relu or selu`,
        { nonlinearity },
      );
  }
}

/** Inputs and outputs of one unit of a weight [out, in, ...kernel]. Throws `ShapeError` below two dimensions. */
export function calculateFanInAndFanOut(weight: Tensor): { fanIn: number; fanOut: number } {
  if (weight.ndim < 2)
    throw new ShapeError(
      `init: a fan needs a weight of two or more dimensions: got [${weight.shape.join(", ")}]; initialise biases with uniform_ or zeros_`,
      { shape: weight.shape },
    );
  const [outputs, inputs, ...kernel] = weight.shape as [number, number, ...number[]];
  const field = kernel.reduce((product, size) => product * size, 1);
  return { fanIn: inputs * field, fanOut: outputs * field };
}

/** Uniform numbers from [a, b). */
export const uniform_ = (
  tensor: Tensor,
  { a = 0, b = 1 }: { readonly a?: number; readonly b?: number } = {},
): Tensor => noGrad(() => tensor.uniform_(a, b));

/** Normal numbers. */
export const normal_ = (
  tensor: Tensor,
  { mean = 0, std = 1 }: { readonly mean?: number; readonly std?: number } = {},
): Tensor => noGrad(() => tensor.normal_(mean, std));

/** One value everywhere. */
export const constant_ = (tensor: Tensor, value: number): Tensor =>
  noGrad(() => tensor.fill_(value));

/** Ones. */
export const ones_ = (tensor: Tensor): Tensor => constant_(tensor, 1);

/** Zeros. */
export const zeros_ = (tensor: Tensor): Tensor => constant_(tensor, 0);

function kaimingStd(weight: Tensor, options: KaimingOptions): number {
  const { a = 0, mode = "fan_in", nonlinearity = "leaky_relu" } = options;
  if (mode !== "fan_in" && mode !== "fan_out")
    throw new ValueError(
      `init: unknown mode: got ${JSON.stringify(mode)}; it must be fan_in or fan_out`,
      { mode },
    );
  const { fanIn, fanOut } = calculateFanInAndFanOut(weight);
  const fan = mode === "fan_in" ? fanIn : fanOut;
  return calculateGain(nonlinearity, a) / Math.sqrt(fan);
}

/** Uniform within √3·gain/√fan (He et al. 2015). Throws `ShapeError` below two dimensions. */
export function kaimingUniform_(tensor: Tensor, options: KaimingOptions = {}): Tensor {
  const bound = Math.sqrt(3) * kaimingStd(tensor, options);
  return tensor.numel() ? uniform_(tensor, { a: -bound, b: bound }) : tensor;
}

/** Normal with deviation gain/√fan (He et al. 2015). Throws `ShapeError` below two dimensions. */
export function kaimingNormal_(tensor: Tensor, options: KaimingOptions = {}): Tensor {
  const std = kaimingStd(tensor, options);
  return tensor.numel() ? normal_(tensor, { std }) : tensor;
}

function xavierStd(weight: Tensor, { gain = 1 }: XavierOptions): number {
  const { fanIn, fanOut } = calculateFanInAndFanOut(weight);
  return gain * Math.sqrt(2 / (fanIn + fanOut));
}

/** Uniform with variance gain²·2/(fanIn + fanOut) (Glorot and Bengio 2010). Throws `ShapeError` below two dimensions. */
export function xavierUniform_(tensor: Tensor, options: XavierOptions = {}): Tensor {
  const bound = Math.sqrt(3) * xavierStd(tensor, options);
  return tensor.numel() ? uniform_(tensor, { a: -bound, b: bound }) : tensor;
}

/** Normal with variance gain²·2/(fanIn + fanOut) (Glorot and Bengio 2010). Throws `ShapeError` below two dimensions. */
export function xavierNormal_(tensor: Tensor, options: XavierOptions = {}): Tensor {
  const std = xavierStd(tensor, options);
  return tensor.numel() ? normal_(tensor, { std }) : tensor;
}
