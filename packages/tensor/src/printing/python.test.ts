// Tests of numbers and values as C and Python write them; expected texts are Python 3.11's.

import { describe, expect, it } from "vitest";
import { formatFloat, pythonFloat, pythonValue } from "./python.ts";

describe("formatFloat", () => {
  it.each([
    [0.5, 0, "0"],
    [1.5, 0, "2"],
    [2.5, 0, "2"],
    [-2.5, 0, "-2"],
    [10.5, 0, "10"],
    [0.125, 2, "0.12"],
    [0.375, 2, "0.38"],
    [0.03125, 4, "0.0312"],
    [1.00005, 4, "1.0001"],
    [0.12345, 4, "0.1235"],
    [2.675, 2, "2.67"],
    [9.5, 0, "10"],
    [-0, 1, "-0.0"],
    [-1e-9, 4, "-0.0000"],
    [1e21, 1, "1000000000000000000000.0"],
    [1e23, 0, "99999999999999991611392"],
    [-1e22, 2, "-10000000000000000000000.00"],
  ])("writes %d to %d places as %s", (x, precision, text) => {
    expect(formatFloat(x, precision)).toBe(text);
  });

  it.each([
    [0, 4, "0.0000e+00"],
    [-0, 2, "-0.00e+00"],
    [2.5, 0, "2e+00"],
    [3.5, 0, "4e+00"],
    [25, 0, "2e+01"],
    [9.5, 0, "1e+01"],
    [100005, 4, "1.0000e+05"],
    [100015, 4, "1.0002e+05"],
    [10000.5, 4, "1.0000e+04"],
    [12345, 3, "1.234e+04"],
    [1.25e22, 1, "1.2e+22"],
    [99999.5, 4, "1.0000e+05"],
    [-1e-7, 4, "-1.0000e-07"],
    [5e-324, 4, "4.9407e-324"],
    [1.7976931348623157e308, 4, "1.7977e+308"],
  ])("writes %d to %d places with an exponent as %s", (x, precision, text) => {
    expect(formatFloat(x, precision, true)).toBe(text);
  });

  it("writes what is not finite in C's words", () => {
    expect([NaN, Infinity, -Infinity].map((x) => formatFloat(x, 4))).toEqual([
      "nan",
      "inf",
      "-inf",
    ]);
    expect(formatFloat(-Infinity, 4, true)).toBe("-inf");
  });
});

describe("pythonFloat", () => {
  it.each([
    [1, "1.0"],
    [0, "0.0"],
    [-0, "-0.0"],
    [0.1, "0.1"],
    [0.0001, "0.0001"],
    [0.00001, "1e-05"],
    [-0.000015, "-1.5e-05"],
    [123456789.125, "123456789.125"],
    [9999999999999998, "9999999999999998.0"],
    [1e16, "1e+16"],
    [1.5e100, "1.5e+100"],
    [5e-324, "5e-324"],
    [NaN, "nan"],
    [-Infinity, "-inf"],
  ])("writes %d as %s", (x, text) => {
    expect(pythonFloat(x)).toBe(text);
  });
});

describe("pythonValue", () => {
  it.each([
    [true, "True"],
    [false, "False"],
    [null, "None"],
    [undefined, "None"],
    [3, "3"],
    [-0, "0"],
    [1e22, "10000000000000000000000"],
    [7n, "7"],
    [0.5, "0.5"],
    [1e-5, "1e-05"],
    ["mean", "'mean'"],
    ["it's", `"it's"`],
    [`"it's"`, `'"it\\'s"'`],
    ["a\\b\n\u0001", "'a\\\\b\\n\\x01'"],
    [[3, 3], "(3, 3)"],
    [[1], "(1,)"],
    [[], "()"],
    [[[0, 1], "zeros", null], "((0, 1), 'zeros', None)"],
  ])("writes %s as %s", (value, text) => {
    expect(pythonValue(value)).toBe(text);
  });
});
