import { expect, test } from 'vitest';
import { evidenceFor } from '../../src/answer/evidence.ts';
import type { WeighedWord } from '../../src/store/types/search.ts';
import { hitOf } from './fixtures/hit.ts';

/** A store in which the words of a question weigh the same, some of them standing nowhere. */
const storeWith = (
  words: readonly string[],
  outOfVocabulary: readonly string[] = [],
  named: readonly number[] = [],
) => ({
  weighWords: (): WeighedWord[] =>
    [...words, ...outOfVocabulary].map((word) => ({
      word,
      terms: [word],
      passages: outOfVocabulary.includes(word) ? 0 : 3,
      weight: 1,
    })),
  namedDocuments: () => named.map((id) => ({ id, words: [] })),
});
const question = 'When does the ferry to Ghent sail?';

test('words of the question are looked for in the sentence, the document and everywhere', () => {
  const hits = [
    hitOf('The ferry is blue. It will sail at noon.', { documentId: '1', cosine: 0.9, bm25: 4 }),
    hitOf('The harbour of Ghent is old.', { documentId: '1', cosine: 0.8, bm25: 2 }),
  ];
  const evidence = evidenceFor(question, hits, storeWith(['ferri', 'sail'], ['timetabl']));
  expect(evidence.sentence).toBeCloseTo(1 / 3);
  expect(evidence.document).toBeCloseTo(2 / 3);
  expect(evidence.outOfVocabulary).toBeCloseTo(1 / 3);
  expect(evidence).toMatchObject({ cosine: 0.9, margin: null, lead: null, across: false });
});

test('a name of the question that the document lacks is missing', () => {
  const hits = [hitOf('The ferry to Bruges leaves the quay at noon every day.', { cosine: 0.9 })];
  const store = storeWith(['ferri', 'ghent']);
  expect(evidenceFor(question, hits, store).missing).toBe(1);
  const other = [hitOf('The ferry to Ghent leaves the quay at noon every day.', { cosine: 0.9 })];
  expect(evidenceFor(question, other, store).missing).toBe(0);
});

test('what lies further down is what the best passage is measured by', () => {
  const hits = Array.from({ length: 12 }, (_, rank) =>
    hitOf(`Passage ${rank} of the timetable.`, {
      passage: String(rank),
      cosine: rank === 0 ? 0.95 : 0.8,
      bm25: rank === 0 ? 8 : 2,
    }),
  );
  const { margin, lead } = evidenceFor(question, hits, storeWith(['ferri']));
  expect(margin).toBeCloseTo(0.15);
  expect(lead).toBeCloseTo(0.75);
});

test('passages nearer in meaning than the first outdo it', () => {
  const nearer = (count: number) =>
    evidenceFor(
      question,
      Array.from({ length: 12 }, (_, rank) =>
        hitOf('A timetable.', { cosine: rank > 0 && rank <= count ? 0.9 : 0.85 }),
      ),
      storeWith(['ferri']),
    ).outdone;
  expect([nearer(0), nearer(2), nearer(9)]).toEqual([0, 0.4, 1]);
});

test('words of the question in a name or heading are told from those in the text', () => {
  const hit = hitOf('It sails at noon.', { document: 'ferry.pdf', heading: 'Sailing' });
  const { titled, document } = evidenceFor(question, [hit], storeWith(['ferri', 'ghent']));
  expect([titled, document]).toEqual([0.5, 0.5]);
});

test('the best passage may stand in the document that the question names', () => {
  const isNamed = (documentId: string): boolean =>
    evidenceFor(question, [hitOf('It sails at noon.', { documentId })], store).named;
  const store = storeWith(['ferri'], [], [7]);
  expect([isNamed('7'), isNamed('8')]).toEqual([true, false]);
});

test('a name may stand in no document at all', () => {
  const hits = [hitOf('The ferry leaves the quay at noon every day.', { cosine: 0.9 })];
  const unknown = (words: readonly string[], outOfVocabulary: readonly string[]): boolean =>
    evidenceFor(question, hits, storeWith(words, outOfVocabulary)).unknownName;
  expect(unknown(['ferri'], ['ghent'])).toBe(true);
  expect(unknown(['ferri', 'ghent'], ['timetabl'])).toBe(false);
  const german = evidenceFor('Wann fährt die Fähre nach Gent?', hits, storeWith([], ['gent']));
  expect(german.unknownName).toBe(false);
  const abbreviation = (text: string): boolean =>
    evidenceFor(text, hits, storeWith([], ['agb'])).unknownName;
  expect(abbreviation('Wann gelten die AGB der Fähre?')).toBe(true);
  expect(abbreviation('WANN GELTEN DIE AGB?')).toBe(false);
});
