import {
  createWriteStream,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { bytesOf, packFiles } from '../../../src/store/backup/pack.ts';
import { restoreBackup } from '../../../src/store/backup/restore.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/types/store.ts';
import {
  addDocument,
  embedAll,
  EMBEDDER,
  filesHolding,
  temporaryHome,
  vectorOf,
} from '../fixture.ts';

const quiet = { report: () => undefined, signal: new AbortController().signal };

function home(): string {
  const folder = temporaryHome();
  onTestFinished(() => {
    folder[Symbol.dispose]();
  });
  return folder.home;
}

async function backUp(
  store: Store,
  file: string,
  folder: string,
  tamper: (folder: string) => void = () => undefined,
): Promise<void> {
  mkdirSync(folder);
  const files = await store.snapshot(folder);
  tamper(folder);
  expect(await bytesOf(files)).toBeGreaterThan(0);
  const head = { format: 1 as const, version: 'test', created: '2026-01-01', documents: 2 };
  await pipeline(Readable.from(packFiles(files, head)), createWriteStream(file));
}

/** The bytes of a backup of two documents and a kept copy, made while others are written. */
async function backedUp(): Promise<Buffer> {
  using from = temporaryHome();
  const file = path.join(from.home, 'carrel.backup');
  const store = await openStore(from.home);
  await store.useEmbedder(EMBEDDER);
  const copy = path.join(store.library.keptFolder, 'drop', 'note.txt');
  mkdirSync(path.dirname(copy), { recursive: true });
  writeFileSync(copy, 'dropped');
  addDocument(store, 'lease.pdf', ['The tenant pays the rent monthly.', 'Two rents.']);
  addDocument(store, 'note.txt', ['The harbour crane was yellow.'], { file: { path: copy } });
  await embedAll(store);
  const backup = backUp(store, file, path.join(from.home, 'snapshot'));
  for (let n = 0; n < 20; n += 1) {
    addDocument(store, `late-${n}.pdf`, [`Written meanwhile, number ${n}.`]);
    await new Promise((done) => {
      setImmediate(done);
    });
  }
  await embedAll(store);
  await backup;
  await store.close();
  return readFileSync(file);
}

let sound: Buffer = Buffer.alloc(0);
let file = '';

beforeAll(async () => {
  const folder = temporaryHome();
  file = path.join(folder.home, 'carrel.backup');
  sound = await backedUp();
  return () => {
    folder[Symbol.dispose]();
  };
});

describe('a backup', () => {
  it('made while documents are written is whole, and all that it held is restored', async () => {
    writeFileSync(file, sound);
    const to = home();
    await restoreBackup(to, file, quiet);
    const store = await openStore(to);
    await store.useEmbedder(EMBEDDER);
    expect(await store.verify()).toMatchObject({ ok: true, problems: [] });
    const [best] = store.searchWords('harbour crane', ['en'], {}, 5);
    const [shown] = store.passages([best?.passage ?? 0], {});
    // The kept copy lies in the new folder, and is what the document points to.
    expect(readFileSync(shown?.path ?? '', 'utf8')).toBe('dropped');
    expect(shown?.path.startsWith(to)).toBe(true);
    const [nearest] = await store.searchVectors(vectorOf(best?.passage ?? 0), {}, 1);
    expect(nearest?.score).toBeCloseTo(1, 5);
    await store.close();
  });

  it('takes the place of what was there, of which nothing is left', async () => {
    writeFileSync(file, sound);
    const to = home();
    const before = await openStore(to);
    await before.useEmbedder(EMBEDDER);
    addDocument(before, 'forgotten.pdf', ['The zylophant sleeps.']);
    await embedAll(before);
    await restoreBackup(to, file, quiet);
    // Until it is opened again, everything is as it was.
    expect(before.searchWords('zylophant', ['en'], {}, 5)).toHaveLength(1);
    await before.close();
    const store = await openStore(to);
    await store.useEmbedder(EMBEDDER);
    expect(store.searchWords('zylophant', ['en'], {}, 5)).toEqual([]);
    expect(await store.verify()).toMatchObject({ ok: true });
    await store.close();
    expect(filesHolding(to, 'zylophant')).toEqual([]);
    expect(filesHolding(to, 'replacement')).toEqual([]);
  });

  const harms: readonly (readonly [string, () => void])[] = [
    ['cut off', () => truncateSync(file, Math.floor(sound.length * 0.7))],
    ['cut off before its sums', () => truncateSync(file, sound.lastIndexOf('sums.json'))],
    [
      'with one flipped bit',
      () => {
        const bytes = Buffer.from(sound);
        const at = bytes.indexOf('crane was yellow');
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        writeFileSync(file, bytes);
      },
    ],
    ['of another kind', () => writeFileSync(file, 'no archive at all '.repeat(100))],
    ['that is empty', () => writeFileSync(file, '')],
  ];

  it.each(harms)('%s is refused, and nothing is changed', async (_what, harm) => {
    writeFileSync(file, sound);
    harm();
    const to = home();
    const store = await openStore(to);
    addDocument(store, 'here.pdf', ['Still here.']);
    await expect(restoreBackup(to, file, quiet)).rejects.toMatchObject({ code: 'backup-damaged' });
    await store.close();
    const again = await openStore(to);
    expect(again.counts().documents).toBe(1);
    await again.close();
  });

  it('whose catalogue names a file outside its folder is refused', async () => {
    const from = home();
    const to = home();
    writeFileSync(path.join(to, 'own.txt'), 'not to be copied');
    const store = await openStore(from);
    await store.useEmbedder(EMBEDDER);
    addDocument(store, 'lease.pdf', ['The tenant pays the rent monthly.']);
    await embedAll(store);
    await backUp(store, file, path.join(from, 'snapshot'), (folder) => {
      const catalogue = new DatabaseSync(path.join(folder, 'catalogue.sqlite'));
      catalogue.exec(`INSERT INTO shard_files (shard_id, file, bytes, sha256)
        SELECT id, '../../../own.txt', 16, 'sum' FROM shards`);
      catalogue.close();
    });
    await store.close();
    await expect(restoreBackup(to, file, quiet)).rejects.toMatchObject({ code: 'backup-damaged' });
  });

  it('that is not there is missing', async () => {
    rmSync(file, { force: true });
    const refused = restoreBackup(home(), file, quiet);
    await expect(refused).rejects.toMatchObject({ code: 'path-missing' });
  });
});

const steps = [['vectors'], ['vectors', 'kept'], ['vectors', 'kept', 'catalogue.sqlite']];

it.each(steps)('a restore cut short after %s … is gone on with', async (...done) => {
  writeFileSync(file, sound);
  const to = home();
  const before = await openStore(to);
  addDocument(before, 'old.pdf', ['Old.']);
  await before.close();
  await restoreBackup(to, file, quiet);
  for (const part of done) {
    rmSync(path.join(to, part), { recursive: true, force: true });
    renameSync(path.join(to, 'replacement', part), path.join(to, part));
  }
  const store = await openStore(to);
  await store.useEmbedder(EMBEDDER);
  expect(store.searchWords('harbour crane', ['en'], {}, 5)).toHaveLength(1);
  expect(await store.verify()).toMatchObject({ ok: true });
  await store.close();
});
