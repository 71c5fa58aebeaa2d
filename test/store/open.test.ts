import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { addDocument, embedAll, EMBEDDER, temporaryHome, vectorOf } from './fixture.ts';

describe('openStore', () => {
  it('keeps everything over a reopening', async () => {
    using folder = temporaryHome();
    const first = await openStore(folder.home);
    await first.useEmbedder(EMBEDDER);
    const id = addDocument(first, 'lease.pdf', [
      'The tenant pays the rent monthly.',
      'Pets are allowed.',
    ]);
    await embedAll(first);
    await first.close();

    const store = await openStore(folder.home);
    await store.useEmbedder(EMBEDDER);
    expect(store.document(id)?.status).toBe('indexed');
    expect(store.counts()).toEqual({
      documents: 1,
      queued: 0,
      passages: 2,
      vectors: 2,
      toEmbed: 0,
    });
    const [best] = store.searchWords('paying rent', ['en'], {}, 5);
    expect(store.passages([best?.passage ?? 0], {})[0]?.text).toBe(
      'The tenant pays the rent monthly.',
    );
    const [nearest] = await store.searchVectors(vectorOf(2), {}, 5);
    expect(nearest?.passage).toBe(2);
    expect(nearest?.score).toBeCloseTo(1, 5);
    expect(await store.verify()).toMatchObject({ ok: true, problems: [], vectors: 2 });
    await store.close();
  });

  it('refuses a second owner and lets the next one in', async () => {
    using folder = temporaryHome();
    const first = await openStore(folder.home);
    await expect(openStore(folder.home)).rejects.toMatchObject({ code: 'home-in-use' });
    await first.close();
    const second = await openStore(folder.home);
    await second.close();
  });

  it('refuses a catalogue of a later version', async () => {
    using folder = temporaryHome();
    await (await openStore(folder.home)).close();
    const database = new DatabaseSync(path.join(folder.home, 'catalogue.sqlite'));
    database.exec('PRAGMA user_version = 1000');
    database.close();
    await expect(openStore(folder.home)).rejects.toMatchObject({ code: 'home-newer' });
  });

  it('says that a catalogue is damaged', async () => {
    using folder = temporaryHome();
    writeFileSync(path.join(folder.home, 'catalogue.sqlite'), Buffer.alloc(8192, 7));
    await expect(openStore(folder.home)).rejects.toMatchObject({ code: 'store-damaged' });
  });

  it.skipIf(process.getuid?.() === 0)('says that a folder cannot be written', async () => {
    using folder = temporaryHome();
    chmodSync(folder.home, 0o500);
    await expect(openStore(folder.home)).rejects.toMatchObject({ code: 'home-read-only' });
    chmodSync(folder.home, 0o700);
  });

  it('queues again what was being read', async () => {
    using folder = temporaryHome();
    const first = await openStore(folder.home);
    const id = addDocument(first, 'a.pdf', ['One.']);
    first.markParsing(id);
    expect(first.nextQueued()).toBeUndefined();
    await first.close();
    const store = await openStore(folder.home);
    expect(store.nextQueued()?.id).toBe(id);
    await store.close();
  });

  it('keeps settings', async () => {
    using folder = temporaryHome();
    const store = await openStore(folder.home);
    expect(store.setting('tone')).toBeUndefined();
    store.setSetting('tone', 'plain');
    expect(store.setting('tone')).toBe('plain');
    await store.close();
  });
});
