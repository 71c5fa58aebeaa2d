import { expect, test } from 'vitest';
import type { Scope } from '../../src/contract/documents.ts';
import type { Store } from '../../src/store/types/store.ts';
import { storeForEachTest } from './each-test.ts';
import { addDocument, filesHolding } from './fixture.ts';

let store: Store;
const setting = storeForEachTest((opened) => {
  store = opened;
});

const NAMES = ['wordquixotic-v1.pdf', 'wordquixotic-v2.pdf'] as const;

/** A table of what changed between two documents, read to its end. */
function compared(): { survey: string; documents: [number, number] } {
  const versions: [number, number] = [
    addDocument(store, NAMES[0], ['The rent is 900 euros.']),
    addDocument(store, NAMES[1], ['The rent is 950 euros.']),
  ];
  const [before, after] = NAMES;
  const { id } = store.surveys.create({
    question: 'What changed?',
    scope: {},
    plan: JSON.stringify({
      kind: 'changes',
      language: 'en',
      columns: [
        { how: 'before', name: before },
        { how: 'after', name: after },
      ],
    }),
    versions,
    conditional: false,
  });
  const waiting = store.surveys.nextWaiting(id);
  if (waiting === undefined) throw new Error('nothing waits');
  store.surveys.finish(waiting, [], null);
  return { survey: id, documents: versions };
}

test('nothing names a document that was compared once either of the two is erased', async () => {
  const { documents } = compared();
  await store.removeDocuments([documents[1]]);
  expect(store.surveys.list(10)).toEqual([]);
  expect(filesHolding(setting.home, NAMES[1])).toEqual([]);
  expect(filesHolding(setting.home, NAMES[0])).not.toEqual([]);
  await store.removeDocuments([documents[0]]);
  expect(filesHolding(setting.home, 'wordquixotic')).toEqual([]);
});

test('the same of what was denied for its time, and of a removal after a restart', async () => {
  const { documents } = compared();
  store.deny([documents[0]], { code: 'access-denied', message: 'It may not be read.' });
  await store.eraseDenied(Date.now());
  expect(filesHolding(setting.home, NAMES[0])).toEqual([]);
  await store.removeDocuments([documents[1]]);

  const again = compared();
  await store.library.scheduleRemoval(again.documents.map(String), 0);
  await setting.reopen();
  expect(store.surveys.list(10)).toEqual([]);
  expect(filesHolding(setting.home, 'wordquixotic')).toEqual([]);
});

test('a comparison stays while other documents are erased', async () => {
  const { survey } = compared();
  await store.removeDocuments([addDocument(store, 'other.pdf', ['Lunch is at noon.'])]);
  expect(store.surveys.read(survey).coverage).toMatchObject({ inScope: 2, read: 2 });
});

test('what was asked of one file alone keeps no path of it', async () => {
  const id = addDocument(store, NAMES[0], ['The rent is 900 euros.']);
  addDocument(store, 'other.pdf', ['Lunch is at noon.']);
  const scope: Scope = { file: `/docs/${NAMES[0]}` };
  const { id: survey } = store.surveys.create({
    question: 'rent',
    scope,
    plan: '{}',
    conditional: false,
  });
  const { conversation } = store.conversations.begin({
    conversation: 'new',
    question: 'What is the rent?',
    scope,
    mode: undefined,
  });
  await store.removeDocuments([id]);
  expect(filesHolding(setting.home, 'wordquixotic')).toEqual([]);
  const documents = [String(id)];
  expect(store.surveys.read(survey).scope).toEqual({ documents });
  expect(store.conversations.read(conversation).messages[0]?.scope).toEqual({ documents });
  expect(store.surveys.documentsIn({ documents })).toEqual([]);
});
