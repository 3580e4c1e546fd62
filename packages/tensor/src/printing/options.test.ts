// Tests of the print options: profiles, partial changes, and what a call puts back.

import { afterEach, expect, it } from "vitest";
import { getPrintOptions, resetPrintOptions, setPrintOptions } from "./options.ts";

const defaults = { precision: 4, threshold: 1000, edgeitems: 3, linewidth: 80, sciMode: null };

afterEach(resetPrintOptions);

it("starts with PyTorch's defaults", () => {
  expect(getPrintOptions()).toEqual(defaults);
});

it("changes the named options and keeps the others", () => {
  setPrintOptions({ precision: 2 });
  setPrintOptions({ linewidth: 100 });
  expect(getPrintOptions()).toEqual({ ...defaults, precision: 2, linewidth: 100 });
});

it("puts sciMode back to null in a call that does not name it", () => {
  setPrintOptions({ sciMode: true });
  expect(getPrintOptions().sciMode).toBe(true);
  setPrintOptions({ precision: 3 });
  expect(getPrintOptions().sciMode).toBeNull();
});

it("takes a profile first and named options after it", () => {
  setPrintOptions({ linewidth: 40 });
  setPrintOptions({ profile: "short", edgeitems: 1 });
  expect(getPrintOptions()).toEqual({ ...defaults, precision: 2, edgeitems: 1 });
  setPrintOptions({ profile: "full" });
  expect(getPrintOptions()).toEqual({ ...defaults, threshold: Infinity });
  setPrintOptions({ profile: "default" });
  expect(getPrintOptions()).toEqual(defaults);
});

it("takes an undefined option as not given", () => {
  const options: { precision?: number } = {};
  Object.assign(options, { precision: undefined });
  setPrintOptions(options);
  expect(getPrintOptions()).toEqual(defaults);
});

it("hands out a copy that changes nothing", () => {
  getPrintOptions().precision = 9;
  expect(getPrintOptions().precision).toBe(4);
});

it("resets everything", () => {
  setPrintOptions({ profile: "short", sciMode: false });
  resetPrintOptions();
  expect(getPrintOptions()).toEqual(defaults);
});
