// Owns PyTorch's parameter lists: a parser for the signatures of the files, and those that the files lack.

/** One parameter of a Python function. */
export interface Parameter {
  name: string;
  required: boolean;
  /** Takes the rest of the positional arguments (`*size`). */
  rest: boolean;
}

/** Splits at commas outside brackets. */
function splitTopLevel(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i <= text.length; i++) {
    const letter = text[i];
    if (letter !== undefined && "([{".includes(letter)) depth++;
    else if (letter !== undefined && ")]}".includes(letter)) depth--;
    else if ((letter === "," && depth === 0) || i === text.length) {
      parts.push(text.slice(from, i).trim());
      from = i + 1;
    }
  }
  return parts.filter((part) => part !== "");
}

/** Text between the first "(" and its partner. */
function argumentText(signature: string): string {
  const open = signature.indexOf("(");
  let depth = 0;
  for (let i = open; i < signature.length; i++) {
    if (signature[i] === "(") depth++;
    if (signature[i] === ")" && --depth === 0) return signature.slice(open + 1, i);
  }
  return signature.slice(open + 1);
}

/** Parameters of a signature such as `add(input, other, *, alpha=1, out=None) -> Tensor`. */
export function parseSignature(signature: string): Parameter[] {
  const parameters: Parameter[] = [];
  for (const part of splitTopLevel(argumentText(signature))) {
    if (part === "*" || part === "\\*" || part === "/") continue;
    const [declaration, initial] = part.split(/=(.*)/s);
    const rest = declaration.startsWith("*") && !declaration.startsWith("**");
    // "bool pivot=True", "input: Tensor", "*size"
    const name = declaration.split(":")[0].trim().split(/\s+/).at(-1)!.replace(/^\*+/, "");
    if (declaration.startsWith("**") || name === "out") continue;
    parameters.push({ name, required: initial === undefined && !rest, rest });
  }
  return parameters;
}

const DIM_KEEPDIM = "(input, dim=None, keepdim=False)";
const LIKE = "(input, *, dtype=None, device=None, requires_grad=False)";
const CAST = "(input)";
const TWO = "(input, other)";

/**
 * Parameter lists that PyTorch's documentation lacks, or of which it shows one overload of several.
 * The keys are op names as in the reference files.
 */
export const SIGNATURES: Record<string, string> = {
  softmax: "(input, dim, *, dtype=None)",
  log_softmax: "(input, dim, *, dtype=None)",
  rsub: "(input, other, *, alpha=1)",
  sum: "(input, dim=None, keepdim=False, *, dtype=None)",
  nansum: "(input, dim=None, keepdim=False, *, dtype=None)",
  mean: "(input, dim=None, keepdim=False, *, dtype=None)",
  prod: "(input, dim=None, keepdim=False, *, dtype=None)",
  var: "(input, dim=None, unbiased=True, keepdim=False, *, correction=1)",
  std: "(input, dim=None, unbiased=True, keepdim=False, *, correction=1)",
  var_mean: "(input, dim=None, unbiased=True, keepdim=False, *, correction=1)",
  std_mean: "(input, dim=None, unbiased=True, keepdim=False, *, correction=1)",
  amax: DIM_KEEPDIM,
  amin: DIM_KEEPDIM,
  argmax: DIM_KEEPDIM,
  argmin: DIM_KEEPDIM,
  max: DIM_KEEPDIM,
  min: DIM_KEEPDIM,
  all: DIM_KEEPDIM,
  any: DIM_KEEPDIM,
  median: DIM_KEEPDIM,
  nanmedian: DIM_KEEPDIM,
  masked_fill: "(input, mask, value)",
  masked_scatter: "(input, mask, source)",
  index_put: "(input, indices, values, accumulate=False)",
  index_fill: "(input, dim, index, value)",
  put: "(input, index, source, accumulate=False)",
  scatter: "(input, dim, index, src, *, reduce=None)",
  clamp_min: "(input, min)",
  clamp_max: "(input, max)",
  split_with_sizes: "(input, split_sizes, dim=0)",
  constant_pad_nd: "(input, pad, value=0)",
  unique_consecutive: "(input, return_inverse=False, return_counts=False, dim=None)",
  to: "(input, *target)",
  float: CAST,
  double: CAST,
  int: CAST,
  long: CAST,
  bool: CAST,
  byte: CAST,
  short: CAST,
  contiguous: CAST,
  clone: CAST,
  detach: CAST,
  item: CAST,
  norm: "(input, p='fro', dim=None, keepdim=False, dtype=None)",
  view: "(input, *shape)",
  reshape: "(input, *shape)",
  permute: "(input, *dims)",
  expand: "(input, *sizes)",
  repeat: "(input, *sizes)",
  tile: "(input, *dims)",
  flip: "(input, *dims)",
  squeeze: "(input, dim=None)",
  requires_grad_: "(input, requires_grad=True)",
  backward: "(input, gradient=None, retain_graph=False, create_graph=False)",
  zeros_like: LIKE,
  ones_like: LIKE,
  rand_like: LIKE,
  randn_like: LIKE,
  rand: "(*size, dtype=None, requires_grad=False, generator=None)",
  randn: "(*size, dtype=None, requires_grad=False, generator=None)",
  empty: "(*size, dtype=None, requires_grad=False)",
  randperm: "(n, *, dtype=None, generator=None)",
  randint: "(low, high, size, *, dtype=None, generator=None)",
  randint_like: "(input, low, high, *, dtype=None)",
  normal: "(mean, std, size=None, *, generator=None)",
  bernoulli: "(input, *, generator=None)",
  multinomial: "(input, num_samples, replacement=False, *, generator=None)",
  uniform_: "(input, low=0, high=1)",
  normal_: "(input, mean=0, std=1)",
  log_normal_: "(input, mean=1, std=2)",
  cauchy_: "(input, median=0, sigma=1)",
  exponential_: "(input, rate=1)",
  geometric_: "(input, p)",
  bernoulli_: "(input, p=0.5)",
  random_: "(input, low=None, high=None)",
  "nn.functional.dropout": "(input, p=0.5, training=True, inplace=False)",
  "nn.functional.adaptive_max_pool1d": "(input, output_size, return_indices=False)",
  "nn.functional.adaptive_max_pool2d": "(input, output_size, return_indices=False)",
  "nn.functional.adaptive_max_pool3d": "(input, output_size, return_indices=False)",
  "nn.functional._scaled_dot_product_attention":
    "(query, key, value, attn_mask=None, dropout_p=0.0, need_attn_weights=True, is_causal=False)",
  __radd__: TWO,
  __rsub__: TWO,
  __rmul__: TWO,
  __rdiv__: TWO,
  __rpow__: TWO,
  __rmod__: TWO,
  __rmatmul__: TWO,
};

/**
 * Parameters of an op: from the table above, else from the file's signature.
 * `Tensor.X` signatures lack the tensor itself; it is put first.
 */
export function parametersOf(
  op: string,
  signature?: string | null,
  call?: string,
): Parameter[] | undefined {
  if (op in SIGNATURES) return parseSignature(SIGNATURES[op]);
  if (!signature || /\(\*args, \*\*kwargs\)/.test(signature)) return undefined;
  const parameters = parseSignature(signature);
  const ownTensor = call?.startsWith("Tensor.") && parameters[0]?.name !== "input";
  if (!ownTensor) return parameters;
  return [
    { name: "input", required: true, rest: false },
    ...parameters.filter(({ name }) => name !== "self"),
  ];
}
