import { expect, test } from 'vitest';
import { findQuotes } from '../../../src/store/conversations/find-quote.ts';

const pages = (...texts: string[]) => texts.map((text, index) => ({ number: index + 1, text }));

/** The ranges of one quote, and the words that stand there. */
function find(texts: string[], quote: string, page = 1) {
  const [spans] = findQuotes(pages(...texts), [{ quote, page }]);
  const words = spans?.map((span) => texts[span.page - 1]?.slice(span.start, span.end));
  return { spans, words };
}

test('a quote is found word for word, spaces and line ends apart', () => {
  const { spans, words } = find(
    ['  Rent:\n\n the rent  is\n due  monthly. '],
    'rent is due monthly.',
  );
  expect(words).toEqual(['rent  is\n due  monthly.']);
  expect(spans).toEqual([{ page: 1, start: 14, end: 37 }]);
});

test('a quote does not stand within longer words or numbers', () => {
  expect(find(['Within 15 days of notice.'], '5 days').spans).toBeUndefined();
  expect(find(['Within 5 daystreams.'], '5 days').spans).toBeUndefined();
  expect(find(['Within 15 days, then 5 days.'], '5 days').words).toEqual(['5 days']);
  expect(find(['Within 15 days, then 5 days.'], '5 days').spans?.[0]?.start).toBe(21);
});

test('other words, other case and other marks are not the quote', () => {
  for (const text of ['The rent is EUR 4,500.', 'the rent is EUR 4.500.', 'The rent is 4.500.']) {
    expect(find([text], 'The rent is EUR 4.500.').spans).toBeUndefined();
  }
});

test('of several places the one nearest to where it stood is meant', () => {
  const texts = ['Due monthly.', 'Nothing.', 'Nothing.', 'Due monthly.', 'Due monthly.'];
  expect(find(texts, 'Due monthly.', 3).spans?.[0]?.page).toBe(4);
  expect(find(texts, 'Due monthly.', 2).spans?.[0]?.page).toBe(1);
  expect(find(texts, 'Due monthly.', 9).spans?.[0]?.page).toBe(5);
});

test('a quote may run over the end of a page', () => {
  const texts = ['First. The notice period\n', ' is three\nmonths. Last.'];
  const { spans, words } = find(texts, 'The notice period is three months.');
  expect(words).toEqual(['The notice period', 'is three\nmonths.']);
  expect(spans?.map(({ page }) => page)).toEqual([1, 2]);
  expect(find(['One. The notice', 'Between.', 'period is'], 'The notice period is').spans).toBe(
    undefined,
  );
});

test('several quotes are looked for at once, each by itself', () => {
  const found = findQuotes(pages('Alpha beta.', 'Gamma delta.'), [
    { quote: 'Gamma delta.', page: 1 },
    { quote: 'nowhere', page: 1 },
    { quote: '', page: 1 },
    { quote: 'Alpha', page: 1 },
  ]);
  expect(found.map((spans) => spans?.[0]?.page)).toEqual([2, undefined, undefined, 1]);
});
