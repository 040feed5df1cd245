export type Interval = [low: number, high: number];

/** 97.5% point of the standard normal distribution: two-sided 95%. */
export const Z95 = 1.959963984540054;

/**
 * Wilson's 95% score interval of a share (Wilson 1927, JASA 22:209; method 3 in Newcombe 1998, Stat. Med. 17:857).
 * @param hits and n may be fractional: effective counts of a complex sample
 * @returns null where nothing was counted
 */
export function wilsonInterval(hits: number, n: number): Interval | null {
  if (n <= 0) return null;
  const share = hits / n;
  const centre = share + (Z95 * Z95) / (2 * n);
  const spread = Z95 * Math.sqrt((share * (1 - share)) / n + (Z95 * Z95) / (4 * n * n));
  const scale = 1 + (Z95 * Z95) / n;
  // With no hit, or nothing but hits, the bound is exact; the arithmetic alone misses it by a rounding error.
  return [
    hits === 0 ? 0 : Math.max(0, (centre - spread) / scale),
    hits === n ? 1 : Math.min(1, (centre + spread) / scale),
  ];
}
