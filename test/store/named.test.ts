import { expect, it } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { addDocument, temporaryHome } from './fixture.ts';

it('knows the documents that a question names by a word and a number', async () => {
  using folder = temporaryHome();
  const store = await openStore(folder.home);
  const names = [
    'BESTBUY_2019_10K.pdf',
    'BESTBUY_2023Q4_EARNINGS.pdf',
    'GENERALMILLS_2019_10K.pdf',
    '3M_2018_10K.pdf',
    'reports/rent.pdf',
  ];
  for (const name of names) addDocument(store, name, [`What ${name} says.`]);
  const named = (question: string): string[] =>
    store
      .namedDocuments(question, ['en'])
      .map(({ id }) => store.document(id)?.document ?? '')
      .toSorted();
  expect(named('What were the inventories of Best Buy in FY2019?')).toEqual([names[0]]);
  expect(named("Best Buy's stores in 2023?")).toEqual([names[1]]);
  expect(named('Best Buy between FY2019 and FY2023')).toEqual(names.slice(0, 2));
  expect(named('the general mills of 2019')).toEqual([names[2]]);
  expect(named('What is the FY2018 capital expenditure of 3M?')).toEqual([names[3]]);
  const words = store.namedDocuments('the inventories of Best Buy in FY2019', ['en']);
  expect(words.map((each) => each.words)).toEqual([['best', 'buy', 'fy2019']]);
  // A year alone, a word alone, or another year name nothing.
  for (const question of ['What was bought in 2019?', 'Rent?', 'Best Buy in 2017', '']) {
    expect(named(question)).toEqual([]);
  }
  // What was looked up before is looked up anew once there is another document.
  expect(named('the ledger of 2024')).toEqual([]);
  addDocument(store, 'ledger 2024.pdf', ['What it says.']);
  expect(named('the ledger of 2024')).toEqual(['ledger 2024.pdf']);
  // So many files are not meant by one name.
  for (let n = 0; n < 12; n += 1) addDocument(store, `minutes 2019 ${n}.pdf`, [`Minutes ${n}.`]);
  expect(named('minutes of 2019')).toEqual([]);

  addDocument(store, 'annual.pdf', ['Cash and more cash flows here.', 'Assets 5'], {
    headings: ['Consolidated Statements of Cash Flows'],
  });
  const headed = store.headedBy(['statement of cash flow'], {}, 10);
  expect(store.passages(headed, {}).map(({ document }) => document)).toEqual([
    'annual.pdf',
    'annual.pdf',
  ]);
  expect(store.headedBy(['balanc sheet'], {}, 10)).toEqual([]);
  expect(store.headedBy([], {}, 10)).toEqual([]);
  await store.close();
});
