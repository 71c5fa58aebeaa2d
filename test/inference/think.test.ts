import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ThinkSplitter, type ThinkPiece } from '../../src/inference/think.ts';

function split(parts: readonly string[], inside = false): Record<ThinkPiece['kind'], string> {
  const splitter = new ThinkSplitter(inside);
  const sums = { text: '', thinking: '' };
  for (const piece of [...parts.flatMap((part) => splitter.push(part)), ...splitter.end()]) {
    sums[piece.kind] += piece.text;
  }
  return sums;
}

test('tells thinking from the answer', () => {
  expect(split(['<think>Is it 4 < 5?</think>Yes.'])).toEqual({
    text: 'Yes.',
    thinking: 'Is it 4 < 5?',
  });
  expect(split(['No tags, 1 < 2 <thin'])).toEqual({ text: 'No tags, 1 < 2 <thin', thinking: '' });
  expect(split(['hm</think>Yes.'], true)).toEqual({ text: 'Yes.', thinking: 'hm' });
  expect(split(['<think>never closed'])).toEqual({ text: '', thinking: 'never closed' });
});

test('gives out text as soon as it cannot be part of a tag', () => {
  const splitter = new ThinkSplitter(false);
  expect(splitter.push('Yes <')).toEqual([{ kind: 'text', text: 'Yes ' }]);
  expect(splitter.push('b')).toEqual([{ kind: 'text', text: '<b' }]);
});

test('where the stream is cut makes no difference', () => {
  const whole = 'a<think>b<</think>c<think></think><thinkd';
  const expected = split([whole]);
  fc.assert(
    fc.property(fc.array(fc.nat(whole.length)), (cuts) => {
      const places = [0, ...cuts.sort((left, right) => left - right), whole.length];
      const parts = places.slice(1).map((end, index) => whole.slice(places[index], end));
      expect(split(parts)).toEqual(expected);
    }),
  );
});
