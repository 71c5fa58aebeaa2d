/** A mean or share with its 95% interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly n: number;
}

/** The 97.5th percentile of the standard normal distribution. */
const Z = 1.959964;

/**
 * A share of successes with Wilson's score interval (Wilson 1927, "Probable inference, the law of
 * succession, and statistical inference"), which stays within 0 to 1 for small n.
 */
export function share(successes: number, n: number): Estimate {
  if (n === 0) return { value: 0, low: 0, high: 1, n };
  const p = successes / n;
  const scale = 1 + Z ** 2 / n;
  const middle = (p + Z ** 2 / (2 * n)) / scale;
  const half = (Z / scale) * Math.sqrt((p * (1 - p)) / n + Z ** 2 / (4 * n ** 2));
  return { value: p, low: Math.max(0, middle - half), high: Math.min(1, middle + half), n };
}

/** A mean with its interval by the normal approximation. */
export function mean(values: readonly number[]): Estimate {
  const n = values.length;
  if (n === 0) return { value: 0, low: 0, high: 0, n };
  const value = values.reduce((sum, x) => sum + x, 0) / n;
  const variance = values.reduce((sum, x) => sum + (x - value) ** 2, 0) / Math.max(1, n - 1);
  const half = Z * Math.sqrt(variance / n);
  return { value, low: value - half, high: value + half, n };
}

/** The smallest value that at least the share `p` of values do not exceed; 0 for none. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? 0;
}
