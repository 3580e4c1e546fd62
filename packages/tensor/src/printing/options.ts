// The print options: PyTorch's defaults and profiles, and what setPrintOptions changed.

/** How tensors are printed. */
export interface PrintOptions {
  /** Digits after the point, 0 to 99. */
  precision: number;
  /** A tensor of more elements than this is summarised. */
  threshold: number;
  /** Elements shown at each end of a cut dimension. */
  edgeitems: number;
  /** Characters a line may take. */
  linewidth: number;
  /** Scientific notation always, never, or (null) where the values call for it. */
  sciMode: boolean | null;
}

const DEFAULTS: PrintOptions = {
  precision: 4,
  threshold: 1000,
  edgeitems: 3,
  linewidth: 80,
  sciMode: null,
};

const PROFILES = {
  default: DEFAULTS,
  short: { ...DEFAULTS, precision: 2, edgeitems: 2 },
  full: { ...DEFAULTS, threshold: Infinity },
};

let current = DEFAULTS;

/** `base` with those options that are given; an undefined option counts as not given. */
export function mergePrintOptions(
  base: PrintOptions,
  given: { readonly [K in keyof PrintOptions]?: PrintOptions[K] | undefined },
): PrintOptions {
  const defined = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...base, ...(Object.fromEntries(defined) as Partial<PrintOptions>) };
}

/**
 * Sets options for all later printing: first the profile's, then those named one by one.
 * As in PyTorch, a call that does not name `sciMode` sets it back to null.
 */
export function setPrintOptions({
  profile,
  ...options
}: Partial<PrintOptions> & { profile?: keyof typeof PROFILES } = {}): void {
  const base = profile ? PROFILES[profile] : current;
  current = mergePrintOptions({ ...base, sciMode: null }, options);
}

/** A copy of the options in force. */
export function getPrintOptions(): PrintOptions {
  return { ...current };
}

/** Puts PyTorch's defaults back. */
export function resetPrintOptions(): void {
  current = DEFAULTS;
}
