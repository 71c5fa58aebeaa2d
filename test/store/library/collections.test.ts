import { DatabaseSync } from 'node:sqlite';
import path from 'node:path';
import { expect, it } from 'vitest';
import { first } from '../../../src/store/migrations/001-first.ts';
import { failedVectors } from '../../../src/store/migrations/002-failed-vectors.ts';
import { openStore } from '../../../src/store/open.ts';
import { addDocument, filesHolding, foundFile, temporaryHome } from '../fixture.ts';

it('creates, renames and deletes collections; the default one is always there', async () => {
  using folder = temporaryHome();
  const store = await openStore(folder.home);
  const { library } = store;
  const names = (): string[] => library.collections().map(({ name }) => name);
  expect(library.collections()).toEqual([{ name: 'default', documents: 0, bytes: 0 }]);
  library.createCollection('Leases');
  expect(() => library.createCollection('LEASES')).toThrow(
    expect.objectContaining({ code: 'invalid-input' }),
  );
  addDocument(store, 'a.pdf', ['The quagga.'], { file: { collection: 'Leases' } });
  addDocument(store, 'b.pdf', ['The okapi.'], { file: { collection: 'by adding' } });
  library.renameCollection('Leases', 'leases');
  expect(names()).toEqual(['default', 'by adding', 'leases']);
  expect(library.collections().at(-1)).toEqual({ name: 'leases', documents: 1, bytes: 100 });
  expect(store.coverage({ collection: 'leases' }).inScope).toBe(1);
  expect(() => library.renameCollection('Leases', 'x')).toThrow(
    expect.objectContaining({ code: 'not-found' }),
  );
  library.renameCollection('default', 'first');
  expect(names()).toContain('default');
  expect(await library.deleteCollection('leases')).toBe(1);
  expect(library.hasCollection('leases')).toBe(false);
  expect(await library.deleteCollection('default')).toBe(0);
  expect(library.hasCollection('default')).toBe(true);
  await store.close();
  expect(filesHolding(folder.home, 'quagga')).toEqual([]);
  expect(filesHolding(folder.home, 'okapi')).not.toEqual([]);
});

it('deletes a collection with what is hidden in it', async () => {
  using folder = temporaryHome();
  const store = await openStore(folder.home);
  const id = addDocument(store, 'a.pdf', ['The quagga.'], { file: { collection: 'zoo' } });
  addDocument(store, 'b.pdf', ['The okapi.'], { file: { collection: 'zoo' } });
  const { removal } = await store.library.scheduleRemoval([String(id)], 60);
  expect(await store.library.deleteCollection('zoo')).toBe(1);
  expect(await store.library.undoRemoval(removal)).toBe(0);
  await store.close();
  expect(filesHolding(folder.home, 'quagga')).toEqual([]);
});

it('searches only below the folder of a scope', async () => {
  using folder = temporaryHome();
  const store = await openStore(folder.home);
  addDocument(store, 'x/a.pdf', ['The quagga grazes.']);
  addDocument(store, 'xy/b.pdf', ['The quagga sleeps.']);
  expect(store.searchWords('quagga', ['en'], { folder: '/docs/x' }, 5)).toHaveLength(1);
  expect(store.coverage({ folder: '/docs/x' })).toMatchObject({ inScope: 1 });
  expect(store.coverage({ folder: '/docs' })).toMatchObject({ inScope: 2 });
  expect(store.coverage({ folder: '/docs/none' })).toMatchObject({ inScope: 0 });
  await store.close();
});

it('takes over a catalogue from before there was a library', async () => {
  using folder = temporaryHome();
  const database = new DatabaseSync(path.join(folder.home, 'catalogue.sqlite'));
  database.exec(first + failedVectors);
  database.exec('PRAGMA user_version = 2');
  const insert = database.prepare(
    `INSERT INTO documents (root, document, path, collection, type, bytes, modified_ms, state)
     VALUES ('/docs', ?, ?, ?, 'pdf', 1, 1.5, 'failed')`,
  );
  for (const [name, collection] of [
    ['Ärger.pdf', 'default'],
    ['sub/b.pdf', 'leases'],
  ] as const) {
    insert.run(name, `/docs/${name}`, collection);
  }
  database.close();
  const store = await openStore(folder.home);
  const { documents } = store.library.browse({
    filter: { find: 'arger' },
    sort: { by: 'name', descending: false },
    offset: 0,
    limit: 10,
  });
  expect(documents).toMatchObject([{ document: 'Ärger.pdf', status: 'failed' }]);
  expect(store.library.collections().map(({ name }) => name)).toEqual(['default', 'leases']);
  expect(store.library.sources()).toMatchObject([{ path: '/docs', collection: 'leases' }]);
  expect(store.recordFile(foundFile('new.pdf'))).toMatchObject({ changed: true });
  expect(store.library.summary()).toEqual({ documents: 3, byStatus: { failed: 2, queued: 1 } });
  await store.close();
});
