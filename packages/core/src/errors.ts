// The typed errors of every package: the rule, the values and the fix, with the values as fields.

/** Base of all errors that Flambeau raises on purpose. `fields` carries the offending values. */
export class FlambeauError extends Error {
  override name = "FlambeauError";
  readonly fields: Readonly<Record<string, unknown>>;
  constructor(message: string, fields: Record<string, unknown> = {}) {
    super(message);
    this.fields = fields;
  }
}

/** Sizes or numbers of dimensions that do not fit together. */
export class ShapeError extends FlambeauError {
  override name = "ShapeError";
}

/** A dtype that the operation does not take or cannot produce. */
export class DTypeError extends FlambeauError {
  override name = "DTypeError";
}

/** Tensors on different devices, or something that this device cannot do. */
export class DeviceError extends FlambeauError {
  override name = "DeviceError";
}

/** An index or dimension out of range, or of a form that cannot index. */
export class IndexError extends FlambeauError {
  override name = "IndexError";
}

/** An argument whose type is right and whose value is not. */
export class ValueError extends FlambeauError {
  override name = "ValueError";
}

/** Misuse of automatic differentiation. */
export class GradError extends FlambeauError {
  override name = "GradError";
}
