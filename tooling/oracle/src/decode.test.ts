// Tests of decoding: every kind of stored value, and the rounding of float32 data.
import { describe, expect, it } from "vitest";
import { decodeData, Decoder, toArgument, toNested } from "./decode.ts";
import { fakeLibrary } from "./testing/fake-library.ts";
import { DTypeValue, ELLIPSIS, Fixed, Slice, Tuple } from "./values.ts";

const decoder = new Decoder(fakeLibrary());

describe("decoding", () => {
  it("keeps Python's ints and floats apart", () => {
    expect(decoder.value(3)).toBe(3n);
    expect(decoder.value({ float: 3 })).toBe(3);
    expect(decoder.value({ int: "9223372036854775807" })).toBe(9223372036854775807n);
    expect(decoder.value({ float: "-inf" })).toBe(-Infinity);
    expect(decoder.value({ float: "nan" })).toBeNaN();
  });

  it("keeps lists and tuples apart and names the fields of a named result", () => {
    const value = decoder.value({ tuple: [1, [2]], fields: ["values", "indices"] });
    expect(value).toBeInstanceOf(Tuple);
    expect(value.fields).toEqual(["values", "indices"]);
    expect(value[1]).not.toBeInstanceOf(Tuple);
  });

  it("knows dtypes, slices, the ellipsis, dicts and what is fixed here", () => {
    expect(decoder.value({ dtype: "int64" })).toEqual(new DTypeValue("int64"));
    expect(decoder.value({ slice: [1, null, -1] })).toEqual(new Slice(1n, null, -1n));
    expect(decoder.value({ ellipsis: true })).toBe(ELLIPSIS);
    expect(decoder.value({ dict: { a: 1 } })).toEqual(new Map([["a", 1n]]));
    expect(decoder.value({ memory_format: "contiguous_format" })).toBeInstanceOf(Fixed);
  });

  it("refuses a value that the format does not have", () => {
    expect(() => decoder.value({ complex: [1, 2] })).toThrow(/unknown value/);
  });

  it("rounds float32 data, and reads specials, big integers and bools", () => {
    const float32 = decodeData({ shape: [3], dtype: "float32", data: [0.1, "nan", "-inf"] });
    expect([...float32]).toEqual([Math.fround(0.1), NaN, -Infinity]);
    const negativeZero = decodeData({ shape: [1], dtype: "float64", data: JSON.parse("[-0.0]") });
    expect(Object.is(negativeZero[0], -0)).toBe(true);
    const int64 = decodeData({ shape: [2], dtype: "int64", data: ["-9223372036854775808", 7] });
    expect([...int64]).toEqual([-9223372036854775808n, 7n]);
    expect([...decodeData({ shape: [2], dtype: "bool", data: [true, false] })]).toEqual([1, 0]);
  });

  it("makes leaves where the file says so", () => {
    const leaf = decoder.tensor({ shape: [1], dtype: "float32", data: [2], requires_grad: true });
    expect(leaf.requiresGrad).toBe(true);
    expect(decoder.tensor({ shape: [1], dtype: "bool", data: [true] }).dtype).toBe("bool");
  });
});

describe("arguments", () => {
  it("writes ints as numbers where they fit", () => {
    expect(toArgument({}, 3n)).toBe(3);
    expect(toArgument({}, 2n ** 60n)).toBe(2n ** 60n);
    expect(toArgument({}, [1n, [2.5]])).toEqual([1, [2.5]]);
  });

  it("writes integer data as BigInt literals unless a float stands among them", () => {
    expect(toNested([1n, 2n])).toEqual([1n, 2n]);
    expect(toNested([1n, 2.5])).toEqual([1, 2.5]);
    expect(toNested([true])).toEqual([true]);
  });
});
