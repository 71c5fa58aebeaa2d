import { expect, test } from 'vitest';
import { cite } from '../../src/answer/citation.ts';
import { doubtsFacts } from '../../src/answer/recognised.ts';
import type { PassageHit } from '../../src/contract/documents.ts';
import type { StoredPage } from '../../src/store/types/passages.ts';

const text = 'The rent is 1,250 euros, payable to Mr Holm in twelve parts.';

/** A page whose words were recognised with the confidence given, 95 percent where none is. */
function scan(doubts: Readonly<Record<string, number>>): StoredPage {
  const words = [...text.matchAll(/\S+/gu)];
  return {
    number: 1,
    text,
    width: 400,
    height: 300,
    rotation: 0,
    words: Float32Array.from(
      words.flatMap(({ index, 0: word }) => [index, index + word.length, index, 10, 5, 10]),
    ),
    cells: new Uint32Array(0),
    confidences: Uint8Array.from(words.map(({ 0: word }) => doubts[word] ?? 95)),
  };
}

function citationOf(page: StoredPage) {
  const spans = [{ page: 1, start: 0, end: text.length }];
  const hit: PassageHit = {
    passage: '1',
    documentId: '1',
    document: 'lease.tif',
    path: '/docs/lease.tif',
    page: 1,
    place: { kind: 'page', page: 1, spans, container: [] },
    start: 0,
    end: text.length,
    text,
    heading: '',
    score: 1,
    cosine: null,
    bm25: null,
    boxes: [],
  };
  return cite({ page: () => page, boxes: () => [], document: () => undefined }, 1, {
    hit,
    spans,
    text,
  });
}

test('a quote of a scan says so, and stays checked while its doubts touch no fact', () => {
  expect(citationOf(scan({}))).toMatchObject({ checked: true, recognised: true, doubtful: [] });
  expect(citationOf(scan({ payable: 40 }))).toMatchObject({
    checked: true,
    doubtful: [{ start: text.indexOf('payable'), end: text.indexOf('payable') + 7 }],
  });
});

test.each(['1,250', 'Holm', 'twelve'])('with a doubtful %s it is not checked', (word) => {
  expect(citationOf(scan({ [word]: 62 }))).toMatchObject({ checked: false, recognised: true });
});

test('text that was not recognised has no doubts', () => {
  const citation = citationOf({ ...scan({}), confidences: null });
  expect(citation).toMatchObject({ checked: true });
  expect(citation).not.toHaveProperty('recognised');
});

test('the words of a number are doubted in any of the languages', () => {
  const quote = 'Die Miete beträgt tausendzweihundert Euro.';
  const start = quote.indexOf('tausend');
  expect(doubtsFacts(quote, { doubtful: [{ start, end: start + 18 }] })).toBe(true);
});
