import { expect, test } from 'vitest';
import { SpareCores, spareThreads, type CpuReading } from '../../src/inference/spare-cores.ts';

const start: CpuReading = { atMs: 1000, busyMs: 50_000, ownMs: 300 };

/** A second later, with this many cores' worth of others' work and of our own. */
const later = (others: number, own: number): CpuReading => ({
  atMs: 2000,
  busyMs: start.busyMs + (others + own) * 1000,
  ownMs: start.ownMs + own * 1000,
});

test('all threads on a quiet machine, whether we were idle or busy ourselves', () => {
  expect(spareThreads(start, later(0, 0), 2, 2)).toBe(2);
  expect(spareThreads(start, later(0, 2), 2, 2)).toBe(2);
});

test('leaves out the cores that others keep busy, but never all', () => {
  expect(spareThreads(start, later(0.7, 1.3), 2, 2)).toBe(1);
  expect(spareThreads(start, later(1.9, 0.1), 2, 2)).toBe(1);
  expect(spareThreads(start, later(7, 0), 16, 12)).toBe(9);
});

test('keeps to the physical cores where there are logical ones to spare', () => {
  expect(spareThreads(start, later(2, 0), 16, 8)).toBe(8);
});

test('readings of the same moment say nothing', () => {
  expect(spareThreads(start, start, 2, 2)).toBe(2);
});

test('the real machine gives between one thread and the ceiling', () => {
  const threads = new SpareCores().threads(4);
  expect(threads).toBeGreaterThanOrEqual(1);
  expect(threads).toBeLessThanOrEqual(4);
});
