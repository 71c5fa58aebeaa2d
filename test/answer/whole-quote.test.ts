import { expect, test } from 'vitest';
import { candidatesOf } from '../../src/answer/candidates.ts';
import { wholeQuote, type Extent } from '../../src/answer/whole-quote.ts';
import type { Selected } from '../../src/answer/select.ts';
import type { PassageHit } from '../../src/contract/documents.ts';
import { hitOf } from './fixtures/hit.ts';

/** The sentences of a text as they were scored: the nth as given, others 0. */
const scored = (text: string, scores: readonly number[]): Selected[] =>
  scoredOf(hitOf(text), scores);

function scoredOf(hit: PassageHit, scores: readonly number[]): Selected[] {
  return candidatesOf(hit, 0).map((candidate, index) => ({
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

test('neighbours that answer nearly as well are quoted along, one that does not is left out', () => {
  expect(quoted(prose, [0.8, 0.9, 0.7])).toBe(prose);
  expect(quoted(prose, [0.3, 0.7, 0.9])).toBe('It holds 400 people. Tickets are sold at the door.');
  expect(quoted(prose, [0.9, 0.8])).toBe('The hall was built in 1912. It holds 400 people.');
  expect(quoted(prose, [0.9, 0.5])).toBe('The hall was built in 1912.');
  expect(quoted(prose, [0.9, 0.8], 'brief')).toBe('The hall was built in 1912.');
});

test('sentences of two paragraphs are not taken for one, nor two that are long', () => {
  expect(quoted('The hall was built in 1912.\nIt holds 400 people.', [0.9, 0.9])).toBe(
    'The hall was built in 1912.',
  );
  const long = `${'The roof is of slate and was laid anew '.repeat(7)}in 1950. `;
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
  expect(whole.length).toBeLessThanOrEqual(700);
  expect(whole).toContain(`The office opens at eight.\n${filler('gate')}`);
});

/** Passages of one document as one place, each a span of its own. */
function joined(texts: readonly string[]): PassageHit {
  let start = 0;
  const spans = texts.map((text, index) => {
    const span = { page: index + 1, start, end: start + text.length };
    start = span.end + 1;
    return span;
  });
  const [first] = spans;
  const hit = hitOf(texts.join('\n'));
  return { ...hit, page: first?.page ?? null, place: { ...hit.place, spans } };
}

test('what is left of the room is filled from the passages around, on two pages at most', () => {
  const before = 'The harbour has two quays.';
  const own = 'Large boats of all kinds lie at the northern quay';
  const after = 'and are lit all night. Fees are due.';
  const whole = joined([before, own, after]);
  const [, span] = whole.place.spans;
  const hit = hitOf(own, { place: { ...whole.place, spans: span === undefined ? [] : [span] } });
  const [sentence] = candidatesOf(hit, 0);
  if (sentence === undefined) throw new Error('no sentence');
  const best = { ...sentence, score: 1, cosine: null, coverage: 1, part: 0, foreign: false };
  const ranked = [best];
  const quotedWith = (extent: Extent): Selected =>
    wholeQuote(best, { ranked, extent, surroundings: () => whole });
  const { text, spans } = quotedWith('passage');
  expect(text).toBe(`${own}\n${after}`);
  expect(spans).toEqual(whole.place.spans.slice(1));
  expect(quotedWith('sentence').text).toBe(own);
});

test('what the passage holds itself goes before what stands around it', () => {
  const filler = (name: string, times: number) =>
    `The ${name} of the harbour is painted green and white. `.repeat(times).trim();
  const own = `${filler('gate', 10)} The office opens at eight.`;
  const whole = joined([own, filler('shed', 10)]);
  const hit = hitOf(own, { place: { ...whole.place, spans: whole.place.spans.slice(0, 1) } });
  const sentences = candidatesOf(hit, 0);
  const scores = sentences.map((_, at) => (at === sentences.length - 1 ? 0.9 : 0));
  const ranked = [...scoredOf(hit, scores), ...scoredOf(hitOf(filler('shed', 10)), [0.8])];
  const best = ranked.find(({ score }) => score === 0.9);
  if (best === undefined) throw new Error('no sentence');
  const { text } = wholeQuote(best, { ranked, extent: 'passage', surroundings: () => whole });
  expect(text.startsWith(own)).toBe(true);
  expect(text.length).toBeLessThanOrEqual(700);
});
