import { expect, test } from 'vitest';
import { blend, NEIGHBOUR_WEIGHT } from '../../src/retrieve/blend.ts';

test('of two alike, the one whose neighbours speak to the question too comes first', () => {
  const of = (...scores: number[]) => scores.map((score, index) => ({ passage: index + 1, score }));
  const scores = {
    cosines: of(0.9, 0.9, 0.85, 0.8),
    words: of(2, 2, 1, 0),
    coverages: of(1, 1, 0.5, 0),
    known: 1,
    adjoining: [],
    lifts: new Map<number, number>(),
    named: new Set<number>(),
    headed: new Set<number>(),
  };
  const apart = blend(scores);
  expect(apart.map(({ passage }) => passage)).toEqual([1, 2, 3, 4]);
  expect(apart[0]?.score).toBeCloseTo(1 / (1 + NEIGHBOUR_WEIGHT), 9);
  const beside = blend({ ...scores, adjoining: [{ passage: 2, next: 3 }] });
  expect(beside.map(({ passage }) => passage)).toEqual([2, 1, 3, 4]);
  const all = { ...scores, cosines: of(1, 1, 1), words: of(1, 1, 1), coverages: of(1, 1, 1) };
  const chain = [
    { passage: 1, next: 2 },
    { passage: 2, next: 3 },
  ];
  for (const { score } of blend({ ...all, adjoining: chain })) expect(score).toBeLessThanOrEqual(1);
});

test('what the question names comes first', () => {
  const of = (...values: number[]) => values.map((score, index) => ({ passage: index + 1, score }));
  const scores = {
    cosines: of(0.9, 0.88, 0.8),
    words: of(2, 1, 0),
    coverages: of(1, 0.2, 0),
    known: 1,
    adjoining: [],
    lifts: new Map<number, number>(),
    named: new Set([2, 3]),
    headed: new Set([3]),
  };
  expect(blend(scores).map(({ passage }) => passage)).toEqual([2, 3, 1]);
  for (const { score } of blend(scores)) expect(score).toBeLessThanOrEqual(1);
});

test('of a question whose words stand nowhere, a word by chance outweighs no meaning', () => {
  const scores = {
    cosines: [
      { passage: 1, score: 0.8 },
      { passage: 2, score: 0.83 },
      { passage: 3, score: 0.78 },
    ],
    words: [
      { passage: 1, score: 3 },
      { passage: 2, score: 0 },
      { passage: 3, score: 0 },
    ],
    coverages: [{ passage: 1, score: 1 }],
    adjoining: [],
    lifts: new Map<number, number>(),
    named: new Set<number>(),
    headed: new Set<number>(),
  };
  const best = (known: number) => blend({ ...scores, known })[0]?.passage;
  expect([best(1), best(0.6), best(0.2)]).toEqual([1, 1, 2]);
});
