// int64 arrays written and widened as pairs of 32-bit words, without a BigInt per element.

const TWO_32 = 4294967296;

/** The words of an int64 array, low word first: every platform that runs JavaScript today is little-endian. */
export const int64Words = (array: BigInt64Array): Int32Array =>
  new Int32Array(array.buffer, array.byteOffset, 2 * array.length);

/** The high 32 bits of a safe integer in two's complement; assigning the number to an `Int32Array` takes the low ones. */
export const highWord = (value: number): number => Math.floor(value / TWO_32);

/** 32-bit indices as an int64 array. */
export function widenToInt64(indices: Int32Array): BigInt64Array {
  const wide = new BigInt64Array(indices.length);
  const words = int64Words(wide);
  for (let i = 0; i < indices.length; i++) {
    words[2 * i] = indices[i];
    words[2 * i + 1] = indices[i] >> 31;
  }
  return wide;
}
