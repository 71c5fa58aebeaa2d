import { expect, test } from 'vitest';
import { summarise, type Outcome } from '../../src/evaluation/judge.ts';
import { hitOf } from '../answer/fixtures/hit.ts';

const gold =
  '- **Rowing boats**: four persons and one dog at most.\n- Life jackets are worn by children under twelve years.';

/** A question whose gold place is one quote, or one page, and the quote that its answer cites first. */
function outcome(quote: string, document: string, page?: number): Outcome {
  const hit = hitOf(quote, { document });
  return {
    question: {
      id: '1',
      lang: 'en',
      question: 'Who wears life jackets?',
      answers: [],
      unanswerable: false,
      sources: [{ document: 'boats.pdf', quote: gold, ...(page === undefined ? {} : { page }) }],
    },
    passages: [],
    milliseconds: 1,
    expectAbsent: false,
    answer: {
      verdict: 'answered',
      found: true,
      mode: 'quote',
      fallback: null,
      coverage: {
        inScope: 1,
        searchable: 1,
        withVectors: 1,
        partial: 0,
        failed: 0,
        unreachable: 0,
      },
      answer: quote,
      sentences: [{ text: quote, citations: [1] }],
      citations: [{ ...hit, n: 1, quote, checked: true }],
      passages: [],
      model: 'words only',
      timings: { retrieveMs: 1, firstTokenMs: null, totalMs: 1 },
      energy: null,
    },
  };
}

const isRight = (...of: Parameters<typeof outcome>): boolean =>
  summarise([outcome(...of)]).answers?.firstCitationRight.value === 1;

test.each([
  ['Life jackets are worn by children under twelve years.', 'boats.pdf', true],
  // The set's quote has marks of Markdown, the stored text has none.
  ['Rowing boats: four persons and one dog at most.', 'boats.pdf', true],
  // One word that is not the quote's.
  ['Yes, life jackets are worn by children under twelve years.', 'boats.pdf', true],
  ['Life jackets are sold at the desk to children and others.', 'boats.pdf', false],
  ['Life jackets are worn by children under twelve years.', 'pool.pdf', false],
])('%j of %s lies on the gold place: %s', (quote, document, right) => {
  expect(isRight(quote, document)).toBe(right);
});

test('where a page is given it decides, whatever the words', () => {
  expect(isRight('Boats for hire', 'boats.pdf', 1)).toBe(true);
  expect(isRight('Life jackets are worn by children under twelve years.', 'boats.pdf', 2)).toBe(
    false,
  );
});
