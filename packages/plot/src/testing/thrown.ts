// An error in tests by its name and whole message, whatever its fields.
import { expect } from "vitest";

/** A matcher for `toThrow`. */
export const thrown = (name: "ShapeError" | "ValueError", message: string): unknown =>
  expect.objectContaining({ name, message });
