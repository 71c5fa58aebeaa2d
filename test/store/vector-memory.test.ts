import { describe, expect, it } from 'vitest';
import { PassageFilter } from '../../src/store/passage-filter.ts';
import { bestRows } from '../../src/store/sign-codes.ts';
import { EXACT_ROWS, VectorMemory } from '../../src/store/vector-memory.ts';
import { vectorOf } from './fixture.ts';

/** As the smallest embedder of the catalogue: a code has as many bits, fewer would tell less. */
const SIZE = 384;

/** Vectors crowded around one direction and a few topics, as embedders give them. */
function crowded(seed: number): Float32Array {
  const common = vectorOf(1, SIZE);
  const topic = vectorOf(1000 + (seed % 50), SIZE);
  const own = vectorOf(100_000 + seed, SIZE);
  const sum = own.map((value, i) => 0.5 * value + 0.6 * (topic[i] ?? 0) + 2 * (common[i] ?? 0));
  const length = Math.hypot(...sum);
  return sum.map((value) => value / length);
}

function filled(count: number, maxBytes?: number): VectorMemory {
  const memory = new VectorMemory(SIZE, maxBytes);
  for (let passage = 1; passage <= count; passage += 1) memory.add(passage, crowded(passage));
  return memory;
}

describe('VectorMemory', () => {
  it('finds nearly all of the nearest above the exact threshold', () => {
    const count = EXACT_ROWS + 5000;
    const memory = filled(count);
    const all = Array.from({ length: count }, (_, i) => i + 1);
    let found = 0;
    for (let query = 0; query < 20; query += 1) {
      const vector = crowded(500_000 + query);
      const exact = memory
        .score(vector, all)
        .sort((a, b) => b.score - a.score)
        .slice(0, 10);
      const hits = new Set(memory.search(vector, undefined, 10).map(({ passage }) => passage));
      found += exact.filter(({ passage }) => hits.has(passage)).length;
    }
    expect(found / 200).toBeGreaterThanOrEqual(0.98);
    // Of a third of the passages, only those.
    const thirds = all.filter((passage) => passage % 3 === 0);
    const hits = memory.search(crowded(3), new PassageFilter(thirds, false), 50);
    expect(hits).toHaveLength(50);
    expect(hits.every(({ passage }) => passage % 3 === 0)).toBe(true);
    expect(hits[0]?.passage).toBe(3);
    const others = memory.search(crowded(3), new PassageFilter(thirds, true), 50);
    expect(others).toHaveLength(50);
    expect(others.every(({ passage }) => passage % 3 !== 0)).toBe(true);
  });

  it('leaves out what it is told to, in a small memory and with codes alone', () => {
    const left = new PassageFilter([5, 6, 9_999], true);
    const hits = filled(100).search(crowded(5), left, 100);
    expect(hits.map(({ passage }) => passage)).not.toContain(5);
    expect(hits).toHaveLength(98);
    const codes = filled(3000, 2000 * SIZE * 4);
    expect(codes.candidates(crowded(5), left, 3000)).not.toContain(5);
    expect(codes.candidates(crowded(7), left, 3000)).toContain(7);
  });

  it('finds the best of those apart too, after the best of all', () => {
    const apart = (passage: number): boolean => passage % 100 === 0;
    for (const count of [2000, EXACT_ROWS + 5000]) {
      const memory = filled(count);
      const all = Array.from({ length: count / 100 }, (_, i) => (i + 1) * 100);
      const exact = memory.score(crowded(3), all).sort((a, b) => b.score - a.score);
      const hits = memory.search(crowded(3), undefined, 10, apart);
      expect(hits.slice(0, 10)).toEqual(memory.search(crowded(3), undefined, 10));
      const found = hits.map(({ passage }) => passage).filter(apart);
      expect(found.slice(0, 5)).toEqual(exact.slice(0, 5).map(({ passage }) => passage));
      expect(new Set(hits.map(({ passage }) => passage)).size).toBe(hits.length);
    }
  });

  it('takes passages out and finds the others where they moved', () => {
    const memory = filled(100);
    memory.remove([1, 50, 100, 7, 1]);
    expect(memory.size).toBe(96);
    for (const passage of [1, 7, 50, 100]) {
      expect(
        memory.search(crowded(passage), undefined, 100).map((hit) => hit.passage),
      ).not.toContain(passage);
    }
    for (const passage of [2, 49, 96, 99]) {
      expect(memory.search(crowded(passage), undefined, 1)[0]?.passage).toBe(passage);
    }
  });

  it('keeps codes alone beyond its bound, which still name the candidates', () => {
    const memory = filled(3000, 2000 * SIZE * 4);
    expect(memory.whole).toBe(false);
    memory.remove([5]);
    for (const passage of [1, 1999, 2500, 3000]) {
      expect(memory.candidates(crowded(passage), undefined, 100)).toContain(passage);
    }
    expect(memory.candidates(crowded(5), undefined, 3000)).not.toContain(5);
  });
});

describe('bestRows', () => {
  it('takes at least as many as asked, the best, and never one left out', () => {
    const scores = Float32Array.from({ length: 1000 }, (_, i) => (i * 37) % 1000);
    scores[3] = Number.NEGATIVE_INFINITY;
    const rows = bestRows(scores, 10);
    expect(rows.length).toBeGreaterThanOrEqual(10);
    for (const row of rows) expect(scores[row]).toBeGreaterThanOrEqual(980);
    expect(bestRows(scores, 5000)).not.toContain(3);
    expect(bestRows(new Float32Array(4), 2)).toHaveLength(4);
    expect(bestRows(new Float32Array(), 2)).toHaveLength(0);
  });
});
