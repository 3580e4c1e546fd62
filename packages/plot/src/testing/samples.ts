// Deterministic data for tests, like that of an introduction to neural networks.

/** Numbers in [0, 1) by a linear congruential generator (Numerical Recipes, 3rd edition, section 7.1). */
export function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Two noisy circles, the inner one class 1. */
export function circles(count: number): { x: number[][]; y: number[] } {
  const random = uniform(1);
  const x: number[][] = [];
  const y: number[] = [];
  for (let i = 0; i < count; i++) {
    const radius = (i % 2 === 1 ? 0.5 : 1) + 0.1 * (random() - 0.5);
    const angle = 2 * Math.PI * random();
    x.push([radius * Math.cos(angle), radius * Math.sin(angle)]);
    y.push(i % 2);
  }
  return { x, y };
}

/** Four blobs around the given centres. */
export function blobs(count: number, centres: readonly (readonly [number, number])[]) {
  const random = uniform(2);
  const y = Array.from({ length: count }, (_, i) => i % centres.length);
  const x = y.map((k) => centres[k].map((centre) => centre + 0.3 * (random() - 0.5)));
  return { x, y };
}

/** A stand-in for a tensor. */
export const tensorLike = (shape: readonly number[], data: ArrayLike<number | bigint>) => ({
  shape,
  toTypedArray: () => data,
});

/** 1 / (1 + e⁻ᶻ). */
export const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
