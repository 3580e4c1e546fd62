// Owns the constructor parameters of PyTorch's nn modules and schedulers ("=" marks an optional one).
import type { Parameter } from "./signatures.ts";

const FACTORY = "device=, dtype=";
const conv = `in_channels, out_channels, kernel_size, stride=, padding=, dilation=, groups=, bias=, padding_mode=, ${FACTORY}`;
const convTransposed = `in_channels, out_channels, kernel_size, stride=, padding=, output_padding=, groups=, bias=, dilation=, padding_mode=, ${FACTORY}`;
const batchNorm = `num_features, eps=, momentum=, affine=, track_running_stats=, ${FACTORY}`;
const maxPool = "kernel_size, stride=, padding=, dilation=, return_indices=, ceil_mode=";
const avgPool = "kernel_size, stride=, padding=, ceil_mode=, count_include_pad=";
const lpPool = "norm_type, kernel_size, stride=, ceil_mode=";
const recurrent =
  "input_size, hidden_size, num_layers=, bias=, batch_first=, dropout=, bidirectional=, proj_size=, nonlinearity=, dtype=";
const cell = `input_size, hidden_size, bias=, ${FACTORY}`;
const reduced = "size_average=, reduce=, reduction=";
const encoderLayer = `d_model, nhead, dim_feedforward=, dropout=, activation=, layer_norm_eps=, batch_first=, norm_first=, ${FACTORY}`;
const inPlace = "inplace=";

const TABLE: Record<string, string> = {
  Linear: `in_features, out_features, bias=, ${FACTORY}`,
  Bilinear: `in1_features, in2_features, out_features, bias=, ${FACTORY}`,
  Identity: "",
  Flatten: "start_dim=, end_dim=",
  Unflatten: "dim, unflattened_size",
  Conv1d: conv,
  Conv2d: conv,
  Conv3d: conv,
  ConvTranspose1d: convTransposed,
  ConvTranspose2d: convTransposed,
  ConvTranspose3d: convTransposed,
  Fold: "output_size, kernel_size, dilation=, padding=, stride=",
  Unfold: "kernel_size, dilation=, padding=, stride=",
  MaxPool1d: maxPool,
  MaxPool2d: maxPool,
  MaxPool3d: maxPool,
  AvgPool1d: avgPool,
  AvgPool2d: `${avgPool}, divisor_override=`,
  AvgPool3d: `${avgPool}, divisor_override=`,
  LPPool1d: lpPool,
  LPPool2d: lpPool,
  AdaptiveAvgPool1d: "output_size",
  AdaptiveAvgPool2d: "output_size",
  AdaptiveAvgPool3d: "output_size",
  AdaptiveMaxPool1d: "output_size, return_indices=",
  AdaptiveMaxPool2d: "output_size, return_indices=",
  AdaptiveMaxPool3d: "output_size, return_indices=",
  ConstantPad1d: "padding, value",
  ConstantPad2d: "padding, value",
  ConstantPad3d: "padding, value",
  ZeroPad2d: "padding",
  ReflectionPad1d: "padding",
  ReflectionPad2d: "padding",
  ReflectionPad3d: "padding",
  ReplicationPad1d: "padding",
  ReplicationPad2d: "padding",
  ReplicationPad3d: "padding",
  PixelShuffle: "upscale_factor",
  PixelUnshuffle: "downscale_factor",
  ChannelShuffle: "groups",
  Upsample: "size=, scale_factor=, mode=, align_corners=, recompute_scale_factor=",
  CosineSimilarity: "dim=, eps=",
  PairwiseDistance: "p=, eps=, keepdim=",
  BatchNorm1d: batchNorm,
  BatchNorm2d: batchNorm,
  BatchNorm3d: batchNorm,
  InstanceNorm1d: batchNorm,
  InstanceNorm2d: batchNorm,
  InstanceNorm3d: batchNorm,
  GroupNorm: `num_groups, num_channels, eps=, affine=, ${FACTORY}`,
  LayerNorm: `normalized_shape, eps=, elementwise_affine=, ${FACTORY}`,
  LocalResponseNorm: "size, alpha=, beta=, k=",
  CrossMapLRN2d: "size, alpha=, beta=, k=",
  Embedding:
    "num_embeddings, embedding_dim, padding_idx=, max_norm=, norm_type=, scale_grad_by_freq=, sparse=",
  EmbeddingBag:
    "num_embeddings, embedding_dim, max_norm=, norm_type=, scale_grad_by_freq=, mode=, sparse=, include_last_offset=, padding_idx=",
  RNN: recurrent,
  LSTM: recurrent,
  GRU: recurrent,
  RNNCell: `input_size, hidden_size, bias=, nonlinearity=, ${FACTORY}`,
  LSTMCell: cell,
  GRUCell: cell,
  MultiheadAttention: `embed_dim, num_heads, dropout=, bias=, add_bias_kv=, add_zero_attn=, kdim=, vdim=, batch_first=, ${FACTORY}`,
  TransformerEncoderLayer: encoderLayer,
  TransformerDecoderLayer: encoderLayer,
  Transformer: `d_model=, nhead=, num_encoder_layers=, num_decoder_layers=, dim_feedforward=, dropout=, activation=, custom_encoder=, custom_decoder=, layer_norm_eps=, batch_first=, norm_first=, ${FACTORY}`,
  Dropout: `p=, ${inPlace}`,
  Dropout1d: `p=, ${inPlace}`,
  Dropout2d: `p=, ${inPlace}`,
  Dropout3d: `p=, ${inPlace}`,
  AlphaDropout: `p=, ${inPlace}`,
  FeatureAlphaDropout: `p=, ${inPlace}`,
  RReLU: `lower=, upper=, ${inPlace}`,
  ReLU: inPlace,
  ReLU6: inPlace,
  SELU: inPlace,
  SiLU: inPlace,
  Mish: inPlace,
  Hardswish: inPlace,
  Hardsigmoid: inPlace,
  ELU: `alpha=, ${inPlace}`,
  CELU: `alpha=, ${inPlace}`,
  GELU: "approximate=",
  GLU: "dim=",
  Hardshrink: "lambd=",
  Softshrink: "lambd=",
  Hardtanh: `min_val=, max_val=, ${inPlace}`,
  LeakyReLU: `negative_slope=, ${inPlace}`,
  PReLU: `num_parameters=, init=, ${FACTORY}`,
  // The dimension of these three may be left out in PyTorch, with a warning.
  Softmax: "dim=",
  LogSoftmax: "dim=",
  Softmin: "dim=",
  Softplus: "beta=, threshold=",
  Threshold: `threshold, value, ${inPlace}`,
  BCELoss: `weight=, ${reduced}`,
  BCEWithLogitsLoss: `weight=, ${reduced}, pos_weight=`,
  CrossEntropyLoss: "weight=, size_average=, ignore_index=, reduce=, reduction=, label_smoothing=",
  NLLLoss: "weight=, size_average=, ignore_index=, reduce=, reduction=",
  CosineEmbeddingLoss: `margin=, ${reduced}`,
  HingeEmbeddingLoss: `margin=, ${reduced}`,
  MarginRankingLoss: `margin=, ${reduced}`,
  GaussianNLLLoss: "full=, eps=, reduction=",
  HuberLoss: "reduction=, delta=",
  KLDivLoss: `${reduced}, log_target=`,
  L1Loss: reduced,
  MSELoss: reduced,
  MultiLabelMarginLoss: reduced,
  MultiLabelSoftMarginLoss: `weight=, ${reduced}`,
  MultiMarginLoss: `p=, margin=, weight=, ${reduced}`,
  PoissonNLLLoss: "log_input=, full=, size_average=, eps=, reduce=, reduction=",
  SmoothL1Loss: `${reduced}, beta=`,
  SoftMarginLoss: reduced,
  TripletMarginLoss: `margin=, p=, eps=, swap=, ${reduced}`,
  CTCLoss: "blank=, reduction=, zero_infinity=",
  Parameter: "data, requires_grad=",
  ModuleList: "modules",
  ModuleDict: "modules",
  Sequential: "*modules",
  StepLR: "optimizer, step_size, gamma=, last_epoch=",
  MultiStepLR: "optimizer, milestones, gamma=, last_epoch=",
  ConstantLR: "optimizer, factor=, total_iters=, last_epoch=",
  LinearLR: "optimizer, start_factor=, end_factor=, total_iters=, last_epoch=",
  ExponentialLR: "optimizer, gamma, last_epoch=",
  PolynomialLR: "optimizer, total_iters=, power=, last_epoch=",
  CosineAnnealingLR: "optimizer, T_max, eta_min=, last_epoch=",
  CosineAnnealingWarmRestarts: "optimizer, T_0, T_mult=, eta_min=, last_epoch=",
  OneCycleLR:
    "optimizer, max_lr, total_steps=, epochs=, steps_per_epoch=, pct_start=, anneal_strategy=, cycle_momentum=, base_momentum=, max_momentum=, div_factor=, final_div_factor=, three_phase=, last_epoch=",
  CyclicLR:
    "optimizer, base_lr, max_lr, step_size_up=, step_size_down=, mode=, gamma=, scale_fn=, scale_mode=, cycle_momentum=, base_momentum=, max_momentum=, last_epoch=",
  ReduceLROnPlateau:
    "optimizer, mode=, factor=, patience=, threshold=, threshold_mode=, cooldown=, min_lr=, eps=",
  LambdaLR: "optimizer, lr_lambda, last_epoch=",
  MultiplicativeLR: "optimizer, lr_lambda, last_epoch=",
  SequentialLR: "optimizer, schedulers, milestones, last_epoch=",
  ChainedScheduler: "schedulers",
};

/** Constructor parameters of a module or scheduler, undefined for a class that the table lacks. */
export function constructorParameters(name: string): Parameter[] | undefined {
  const text = Object.hasOwn(TABLE, name) ? TABLE[name] : undefined;
  if (text === undefined) return undefined;
  return text
    .split(/,\s*/)
    .filter((part) => part !== "")
    .map((part) => ({
      name: part.replace(/[=*]/g, ""),
      required: !part.includes("=") && !part.startsWith("*"),
      rest: part.startsWith("*"),
    }));
}
