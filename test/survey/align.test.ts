import { expect, it } from 'vitest';
import { align } from '../../src/survey/read/align.ts';

const gaps = (left: string, right: string): string[] => {
  const [a, b] = [left.split(''), right.split('')];
  return align(a, b).map(
    ({ from, to, otherFrom, otherTo }) =>
      `${a.slice(from, to).join('')}>${b.slice(otherFrom, otherTo).join('')}`,
  );
};

it.each([
  ['abc', 'abc', []],
  ['', 'ab', ['>ab']],
  ['abcd', 'axcd', ['b>x']],
  ['abcabc', 'abc', ['abc>']],
  ['aabbaa', 'abba', ['a>', 'a>']],
  ['abcdef', 'defabc', ['abc>', '>abc']],
])('%s against %s', (left, right, expected) => {
  expect(gaps(left, right)).toEqual(expected);
});

it('loses nothing: what is between the gaps is the same on both sides', () => {
  let seed = 7;
  const next = (below: number): number => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed % below;
  };
  for (let round = 0; round < 200; round += 1) {
    const text = (): string[] => Array.from({ length: next(30) }, () => String(next(6)));
    const [left, right] = [text(), text()];
    let [at, other] = [0, 0];
    const end = {
      from: left.length,
      to: left.length,
      otherFrom: right.length,
      otherTo: right.length,
    };
    for (const gap of [...align(left, right), end]) {
      expect(left.slice(at, gap.from)).toEqual(right.slice(other, gap.otherFrom));
      [at, other] = [gap.to, gap.otherTo];
    }
  }
});
