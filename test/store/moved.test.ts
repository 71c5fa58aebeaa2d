import { afterEach, beforeEach, expect, test } from 'vitest';
import { CarrelFailure } from '../../src/contract/errors.ts';
import { openStore } from '../../src/store/open.ts';
import type { FoundFile } from '../../src/store/types/documents.ts';
import type { Store } from '../../src/store/types/store.ts';
import { contentOf, foundFile, temporaryHome } from './fixture.ts';

let store: Store;
let home: ReturnType<typeof temporaryHome>;
beforeEach(async () => {
  home = temporaryHome();
  store = await openStore(home.home);
});
afterEach(async () => {
  await store.close();
  home[Symbol.dispose]();
});

const gone = new CarrelFailure('path-missing', 'Gone.', { gone: true }).toData();
const away = new CarrelFailure('path-missing', 'Away.').toData();

/** Records a file and reads it. */
function read(name: string, sum = 'sum', changes: Partial<FoundFile> = {}): number {
  const { id } = store.recordFile(foundFile(name, changes)).row;
  store.markParsing(id);
  if (!store.adoptContent(id, sum, '1'))
    store.writeContent(id, contentOf(sum, ['The text of it.']));
  return id;
}

const lines = () => store.listDocuments().map(({ id, document, status }) => [id, document, status]);

test('a file that is found gone takes the path of its copy recorded since', () => {
  const id = read('old.pdf');
  read('new.pdf', 'sum', { bytes: 7, modifiedMs: 1_700_000_005_000 });
  expect(store.followMoved(id)).toBe(true);
  expect(lines()).toEqual([[String(id), 'new.pdf', 'indexed']]);
  expect(store.document(id)).toMatchObject({ path: '/docs/new.pdf', bytes: 7, sha256: 'sum' });
  // Found by its name of today alone.
  const named = (words: string) => store.searchWords(words, ['en'], {}, 5).length;
  expect([named('new'), named('old')]).toEqual([1, 0]);
});

test('a file that was gone before its new name was read takes that then', () => {
  const id = read('old.pdf');
  store.markFailed(id, 'missing', gone);
  expect(store.followMoved(id)).toBe(false);
  read('below/new.pdf');
  expect(lines()).toEqual([[String(id), 'below/new.pdf', 'indexed']]);
});

test('a copy of a file that is there, away or of another collection is a line of its own', () => {
  const id = read('old.pdf');
  read('copy.pdf');
  read('other.pdf', 'other sum');
  read('else.pdf', 'sum', { collection: 'Quay' });
  store.markFailed(id, 'missing', away);
  read('again.pdf');
  expect(store.listDocuments()).toHaveLength(5);
});

test('an older copy does not give way, and neither does one that waits to be read', () => {
  read('first.pdf');
  const id = read('second.pdf');
  store.recordFile(foundFile('third.pdf'));
  expect(store.followMoved(id)).toBe(false);
  expect(store.listDocuments()).toHaveLength(3);
});
