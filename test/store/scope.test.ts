import { DatabaseSync } from 'node:sqlite';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { Scope } from '../../src/contract/documents.ts';
import { openCatalogue } from '../../src/store/catalogue.ts';
import { contentLanguage } from '../../src/store/migrations/009-content-language.ts';
import { openStore } from '../../src/store/open.ts';
import { Scopes } from '../../src/store/scope.ts';
import { addDocument, temporaryHome } from './fixture.ts';

it('searches only what a scope leaves, and counts only that', async () => {
  using folder = temporaryHome();
  let store = await openStore(folder.home);
  const day = Date.parse('2024-03-01T12:00:00Z');
  addDocument(store, 'lease.pdf', ['A ferry.'], { file: { modifiedMs: day } });
  addDocument(store, 'bac.docx', ['Le ferry.', 'Un ferry encore.'], {
    language: 'fr',
    file: { type: 'docx', modifiedMs: day + 86_400_000 },
  });
  const found = (scope: Scope): string[] => {
    const ids = store.searchWords('ferry', ['en'], scope, 10).map(({ passage }) => passage);
    const names = new Set(store.passages(ids, scope).map(({ document }) => document));
    expect(store.coverage(scope).inScope).toBe(names.size);
    return [...names].toSorted();
  };
  const both = ['bac.docx', 'lease.pdf'];
  expect(found({ types: ['pdf', 'docx'] })).toEqual(both);
  expect(found({ types: ['pdf'] })).toEqual(['lease.pdf']);
  expect(found({ languages: ['fr'] })).toEqual(['bac.docx']);
  expect(found({ languages: ['en', 'fr'] })).toEqual(both);
  expect(found({ file: '/docs/bac.docx' })).toEqual(['bac.docx']);
  expect(found({ modifiedFrom: '2024-03-02T00:00:00Z' })).toEqual(['bac.docx']);
  expect(found({ modifiedTo: '2024-03-01T13:00:00+01:00' })).toEqual(['lease.pdf']);
  expect(found({ modifiedTo: '2024-03-01T12:59:59+01:00' })).toEqual([]);
  expect(found({ types: ['pdf'], languages: ['fr'] })).toEqual([]);

  // A catalogue from before languages were kept learns them from its passages.
  await store.close();
  const database = new DatabaseSync(path.join(folder.home, 'catalogue.sqlite'));
  database.exec('ALTER TABLE contents DROP COLUMN language');
  database.exec(contentLanguage);
  database.close();
  store = await openStore(folder.home);
  expect(found({ languages: ['fr'] })).toEqual(['bac.docx']);
  await store.close();
});

it('lists the few passages that are hidden, not the many that are left', async () => {
  using folder = temporaryHome();
  const store = await openStore(folder.home);
  addDocument(store, 'lease.pdf', ['A ferry.', 'Another ferry.']);
  const closed = addDocument(store, 'closed.pdf', ['The ferry is closed.']);
  const leaving = addDocument(store, 'leaving.pdf', ['The ferry leaves.']);
  const copied = addDocument(store, 'copied.pdf', ['The ferry is here twice.']);
  addDocument(store, 'copy.pdf', ['The ferry is here twice.']);
  const hidden = [closed, leaving].flatMap((id) => store.passageIds(id));
  const [without = 0] = store.passageIds(copied);
  store.deny([closed, copied], { code: 'access-denied', message: 'It may not be read.' });
  await store.library.scheduleRemoval([String(leaving)], 600);
  await store.close();

  const database = openCatalogue(folder.home);
  const scopes = new Scopes(database);
  expect(scopes.passages({})).toMatchObject({ ids: hidden, except: true });
  const elsewhere = [String(without), '987654321012345'];
  expect(scopes.passages({ withoutPassages: elsewhere })).toMatchObject({
    ids: [...hidden, without],
    except: true,
  });
  const limited = scopes.passages({ file: '/docs/copy.pdf' });
  expect(limited).toMatchObject({ ids: [without], except: false });
  expect(limited?.has(without)).toBe(true);
  expect(hidden.map((id) => limited?.has(id))).toEqual([false, false]);
  // Kept until a row changes.
  expect(scopes.passages({ file: '/docs/copy.pdf' })).toBe(limited);
  database.run(`UPDATE documents SET path = '/docs/moved.pdf' WHERE path = '/docs/copy.pdf'`);
  expect(scopes.passages({ file: '/docs/copy.pdf' })).toMatchObject({ ids: [], except: false });
  database.close();
});
