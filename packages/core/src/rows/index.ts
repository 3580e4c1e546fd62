// The table of op rows.

export * from "./activation.ts";
export * from "./arithmetic.ts";
export * from "./comparison.ts";
export * from "./exponential.ts";
export * from "./loss.ts";
export * from "./reduction.ts";
export * from "./softmax.ts";
