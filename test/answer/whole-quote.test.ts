import { expect, test } from 'vitest';
import { candidatesOf } from '../../src/answer/candidates.ts';
import { wholeQuote, type Extent } from '../../src/answer/whole-quote.ts';
import type { Selected } from '../../src/answer/select.ts';
import { hitOf } from './fixtures/hit.ts';

/** The sentences of a text as they were scored: the nth as given, others 0. */
function scored(text: string, scores: readonly number[]): Selected[] {
  return candidatesOf(hitOf(text), 0).map((candidate, index) => ({
    ...candidate,
    score: scores[index] ?? 0,
    cosine: null,
    coverage: 0,
    part: 0,
    foreign: false,
  }));
}

function quoted(text: string, scores: readonly number[], extent: Extent = 'sentence'): string {
  const ranked = scored(text, scores);
  const best = ranked.toSorted((a, b) => b.score - a.score)[0];
  if (best === undefined) throw new Error('no sentence');
  const whole = wholeQuote(best, { ranked, extent });
  const [span] = whole.spans;
  // The place is that of the words.
  expect(text.slice(span?.start, span?.end)).toBe(whole.text);
  return whole.text;
}

const prose = 'The hall was built in 1912. It holds 400 people. Tickets are sold at the door.';

test('a sentence that points back is quoted with the one before it, in a brief answer too', () => {
  expect(quoted(prose, [0.2, 0.9], 'brief')).toBe(
    'The hall was built in 1912. It holds 400 people.',
  );
});

test('a neighbour that answers nearly as well is quoted along, one that does not is left out', () => {
  expect(quoted(prose, [0.9, 0.8])).toBe('The hall was built in 1912. It holds 400 people.');
  expect(quoted(prose, [0.9, 0.5])).toBe('The hall was built in 1912.');
  expect(quoted(prose, [0.9, 0.8], 'brief')).toBe('The hall was built in 1912.');
});

test('sentences of two paragraphs are not taken for one, nor two that are long', () => {
  expect(quoted('The hall was built in 1912.\nIt holds 400 people.', [0.9, 0.9])).toBe(
    'The hall was built in 1912.',
  );
  const long = `${'The roof is of slate and was laid anew '.repeat(5)}in 1950. `;
  expect(quoted(`${long}${long}`, [0.9, 0.9])).toBe(long.trim());
});

const sections = [
  'Moorings',
  'Boats lie at the northern quay. Its water is six metres deep.',
  'The quay is lit all night.',
  'Fees',
  'A night costs 20 euros.',
].join('\n');

test('a passage is quoted as far as it is short, the better side first', () => {
  expect(quoted(sections, [0, 0.9], 'passage')).toBe(sections);
  const filler = (name: string) =>
    `The ${name} of the harbour is painted green and white. `.repeat(5).trim();
  const long = `${filler('shed')}\nThe office opens at eight.\n${filler('gate')}`;
  const sentences = candidatesOf(hitOf(long), 0).length;
  const scores = Array.from({ length: sentences }, (_, at) =>
    at === 5 ? 0.9 : at > 5 ? 0.5 : 0.1,
  );
  const whole = quoted(long, scores, 'passage');
  expect(whole.length).toBeLessThanOrEqual(600);
  expect(whole).toContain(`The office opens at eight.\n${filler('gate')}`);
});
