import { describe, expect, it } from 'vitest';
import { mean, percentile, share } from '../../src/evaluation/statistics.ts';

describe('share', () => {
  it("agrees with Wilson's interval for 8 of 10", () => {
    const { value, low, high } = share(8, 10);
    expect(value).toBe(0.8);
    expect(low).toBeCloseTo(0.4902, 3);
    expect(high).toBeCloseTo(0.9433, 3);
  });

  it('stays within 0 and 1', () => {
    expect(share(0, 5).low).toBeCloseTo(0);
    expect(share(5, 5).high).toBeCloseTo(1);
    expect(share(0, 0)).toMatchObject({ low: 0, high: 1 });
  });
});

describe('mean and percentile', () => {
  it('knows the middle and the tail', () => {
    expect(mean([1, 0.5, 0]).value).toBe(0.5);
    expect(percentile([5, 1, 4, 2, 3], 0.5)).toBe(3);
    expect(percentile([1, 2, 3, 4], 0.95)).toBe(4);
    expect(percentile([], 0.5)).toBe(0);
  });
});
