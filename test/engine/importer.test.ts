import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CarrelFailure } from '../../src/contract/errors.ts';
import { Importer } from '../../src/engine/importer.ts';
import { startEngine, type Engine } from '../../src/shell/engine-host.ts';
import { openStore } from '../../src/store/open.ts';

const patience = { timeout: 60_000 };
let own = '';
let home = '';
let documents = '';
let engine: Engine | undefined;
beforeEach(() => {
  own = realpathSync(mkdtempSync(join(tmpdir(), 'carrel-importer-')));
  [home, documents] = [join(own, 'home'), join(own, 'documents')];
  mkdirSync(home);
  mkdirSync(documents);
  for (const name of ['anchor', 'buoy', 'chart']) {
    writeFileSync(join(documents, `${name}.txt`), `The ${name} lies in the boathouse.\n`);
  }
});
afterEach(async () => {
  await engine?.dispose();
  rmSync(own, { recursive: true, force: true });
});

async function start(): Promise<Engine> {
  const isolation = { network: 'runtime', files: 'runtime', mechanisms: ['node-permission'] };
  const env = { CARREL_ISOLATION: JSON.stringify(isolation), CARREL_GPU: 'off' };
  const started = await startEngine({ home, env });
  if (!started.ok) throw new Error(started.error.message);
  engine = started.value;
  return engine;
}

test('looks through what the last engine had not, and reads what waits', async () => {
  const before = await openStore(home);
  before.library.beginImports([join(own, 'gone'), documents], 'Harbour', true);
  await before.close();

  const { client } = await start();
  const browsed = () =>
    client.call('browseDocuments', { filter: { collection: 'Harbour' } }).then((result) => {
      if (!result.ok) throw new Error(result.error.message);
      const { total, byStatus } = result.value;
      return { total, waiting: (byStatus.queued ?? 0) + (byStatus.parsing ?? 0) };
    });
  await expect.poll(browsed, patience).toEqual({ total: 3, waiting: 0 });
  await expect
    .poll(() => client.call('listSources', {}), patience)
    .toMatchObject({ value: { sources: [{ path: documents, watched: true, documents: 3 }] } });

  await engine?.dispose();
  engine = undefined;
  const after = await openStore(home);
  expect(after.library.openImports()).toEqual([]);
  await after.close();
});

test('nothing is left of an import that ended, that was stopped, or that named nothing', async () => {
  const { client } = await start();
  const added = await client.stream('addDocuments', { paths: [documents] }, () => undefined);
  expect(added).toMatchObject({ ok: true });
  const wrong = { paths: [join(own, 'gone')] };
  expect(await client.stream('addDocuments', wrong, () => undefined)).toMatchObject({
    error: { code: 'path-missing' },
  });
  const stop = new AbortController();
  const stopped = client.stream('addDocuments', { paths: [documents] }, () => undefined, {
    signal: stop.signal,
  });
  stop.abort();
  expect(await stopped).toMatchObject({ error: { code: 'cancelled' } });
  // By then the stopped one has ended too.
  await client.stream('addDocuments', { paths: [documents] }, () => undefined);
  await engine?.dispose();
  engine = undefined;
  const after = await openStore(home);
  expect(after.library.openImports()).toEqual([]);
  await after.close();
});

test('goes on with the next import where a full disk lets none be crossed out', async () => {
  const store = await openStore(home);
  store.library.beginImports([documents, join(own, 'gone')], 'Harbour', false);
  vi.spyOn(store.library, 'endImports').mockImplementation(() => {
    throw new CarrelFailure('disk-full', 'The disk is full.');
  });
  const looked: string[] = [];
  const logged: [string, unknown][] = [];
  const both = Promise.withResolvers<void>();
  const importer = new Importer({
    library: store.library,
    ingest: {
      start: () => undefined,
      add: (paths) => {
        looked.push(...paths);
        if (looked.length === 2) both.resolve();
        return Promise.resolve({ ids: [], unchanged: [], unsettled: false });
      },
    },
    watcher: { update: () => undefined },
    log: (what, error) => logged.push([what, error]),
    firstMs: 0,
  });
  await both.promise;
  await importer.dispose();
  expect(looked).toEqual([documents, join(own, 'gone')]);
  expect(store.library.openImports()).toHaveLength(2);
  expect(logged[0]).toMatchObject(['ending an import', { code: 'disk-full' }]);
  await store.close();
});
