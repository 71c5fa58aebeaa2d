import { afterAll, beforeAll, expect, test } from 'vitest';
import { storedText } from '../../src/answer/citation.ts';
import type { Answer, Citation } from '../../src/contract/answers.ts';
import { startInference } from '../inference/fixtures/setting.ts';
import { contentOf, foundFile, pageOf } from '../store/fixture.ts';
import { openLibrary, type Library } from './fixtures/library.ts';

const models = startInference();
let library: Library;

const first = 'The harbour office opens at eight. Boats over twelve metres are moored at the';
const second = 'northern quay, where the water is six metres deep. Dogs are kept on a lead.';

beforeAll(async () => {
  library = await openLibrary(models);
  await library.add(
    'prices.html',
    `<h1>Boats for hire</h1><p>Prices hold from May to September.</p><table>
     <tr><th>Boat</th><th>Seats</th><th>Price a day</th></tr>
     <tr><td>Kestrel</td><td>4</td><td>85 EUR</td></tr>
     <tr><td>Plover</td><td>6</td><td>120 EUR</td></tr></table>`,
  );
  // One sentence runs over the end of page 1.
  const { store } = library;
  const { row } = store.recordFile(foundFile('harbour.pdf'));
  store.writeContent(row.id, {
    ...contentOf('harbour', []),
    pages: [pageOf(1, `${first}\nPage 1`), pageOf(2, `Harbour rules\n${second}`)],
    chunks: [
      {
        spans: [
          { page: 1, start: 0, end: first.length },
          { page: 2, start: 14, end: 14 + second.length },
        ],
        text: `${first}\n${second}`,
        headings: [],
        language: 'en',
        context: '',
      },
    ],
  });
  await library.add(
    'regeln.txt',
    'Im Hafen darf nicht geangelt werden. Das Feuerwerk beginnt am 12. August um 22 Uhr am Steg.\n',
  );
  await library.embedAll();
});
afterAll(async () => {
  await library.close();
  await models.dispose();
});

function slicesOf(citation: Citation): string | undefined {
  return storedText(library.store, citation.documentId, citation.place.spans);
}

async function asked(question: string): Promise<Answer> {
  const { answer } = await library.ask(question);
  expect(answer.sentences.length).toBeGreaterThan(0);
  for (const citation of answer.citations) {
    expect(citation.checked).toBe(true);
    expect(slicesOf(citation)).toBe(citation.quote);
    expect(citation.start).toBe(citation.place.spans[0]?.start);
  }
  return answer;
}

test.each([
  'When does the harbour office open?',
  'Where do large boats moor?',
  'What does the Plover cost?',
  'Wann beginnt das Feuerwerk?',
  'Quel jour commence le feu d’artifice au port ?',
])('every quote is the stored text at its place: %s', async (question) => {
  const { sentences, citations } = await asked(question);
  expect(citations.map(({ n }) => n)).toEqual(citations.map((_, index) => index + 1));
  for (const sentence of sentences) {
    for (const n of sentence.citations) expect(citations[n - 1]?.n).toBe(n);
  }
});

test('a sentence that crosses a page is quoted whole, from both pages', async () => {
  const { citations } = await asked('Where are boats over twelve metres moored?');
  expect(citations[0]?.quote).toBe(
    'Boats over twelve metres are moored at the\nnorthern quay, where the water is six metres deep.',
  );
  expect(citations[0]?.place.spans.map(({ page }) => page)).toEqual([1, 2]);
  expect(citations[0]).toMatchObject({ document: 'harbour.pdf', page: 1 });
});

test('a row of a table is shown with the names of its columns, and cites both rows', async () => {
  const { sentences, citations } = await asked(
    'What is the price a day of the Plover with 6 seats?',
  );
  const [row] = sentences;
  expect(row?.text).toBe('Boat: Plover; Seats: 6; Price a day: 120 EUR');
  const quotes = row?.citations.map((n) => citations[n - 1]?.quote);
  expect(quotes).toEqual(['Plover\t6\t120 EUR', 'Boat\tSeats\tPrice a day']);
});

test('two rows cite the row of names once', async () => {
  const { sentences, citations } = await asked(
    'Which boats have how many seats at what price a day?',
  );
  expect(sentences.length).toBeGreaterThan(1);
  expect(citations.filter(({ quote }) => quote.startsWith('Boat\t'))).toHaveLength(1);
});

test('a quote begins where a sentence begins', async () => {
  const { citations } = await asked('When are the fireworks?');
  expect(citations[0]?.quote).toBe('Das Feuerwerk beginnt am 12. August um 22 Uhr am Steg.');
});

test('what has changed in the store since it was found is not quoted', async () => {
  const { store } = library;
  const id = await library.add(
    'ferry.txt',
    'The ferry to the island leaves every forty minutes.\n',
  );
  await library.embedAll();
  const question = 'How often does the ferry to the island leave?';
  expect((await asked(question)).citations[0]?.documentId).toBe(String(id));
  const hits = await library.search(question);
  await store.removeDocuments([id]);
  const gone = hits.find(({ documentId }) => documentId === String(id));
  expect(gone && storedText(store, gone.documentId, gone.place.spans)).toBeUndefined();
  const { answer } = await library.ask(question);
  expect(answer.citations.map(({ document }) => document)).not.toContain('ferry.txt');
});
