import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { salvageCatalogue, salvagedTables } from '../../../src/store/integrity/salvage.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/types/store.ts';
import {
  addDocument,
  contentOf,
  embedAll,
  EMBEDDER,
  filesHolding,
  temporaryHome,
  vectorOf,
} from '../fixture.ts';

const texts: Readonly<Record<string, string[]>> = {
  'lease.pdf': ['The tenant pays the rent monthly.', 'The deposit is two rents.'],
  'note.pdf': ['The harbour crane was painted yellow.'],
};

async function stored(): Promise<{ home: string; lease: number; note: number }> {
  const folder = temporaryHome();
  onTestFinished(() => {
    folder[Symbol.dispose]();
  });
  const store = await openStore(folder.home);
  await store.useEmbedder(EMBEDDER);
  const lease = addDocument(store, 'lease.pdf', texts['lease.pdf'] ?? []);
  const note = addDocument(store, 'note.pdf', texts['note.pdf'] ?? []);
  await embedAll(store);
  expect(await store.verify()).toMatchObject({ ok: true, damagedCount: 0 });
  await store.close();
  return { home: folder.home, lease, note };
}

/** Reads what is queued as ingest would, and makes the vectors that are missing. */
async function readQueued(store: Store): Promise<string[]> {
  const read: string[] = [];
  for (;;) {
    const row = store.nextQueued();
    if (row === undefined) break;
    store.markParsing(row.id);
    const pages = texts[row.document] ?? [];
    store.writeContent(row.id, contentOf(`sha-${pages.join('|')}`, pages));
    read.push(row.document);
  }
  await embedAll(store);
  return read;
}

async function expectWhole(store: Store): Promise<void> {
  expect(await store.verify()).toMatchObject({ ok: true, problems: [], passages: 3, vectors: 3 });
  const [best] = store.searchWords('harbour crane', ['en'], {}, 5);
  expect(store.passages([best?.passage ?? 0], {})[0]?.document).toBe('note.pdf');
  const [nearest] = await store.searchVectors(vectorOf(best?.passage ?? 0), {}, 5);
  expect(nearest).toMatchObject({ passage: best?.passage });
  expect(nearest?.score).toBeCloseTo(1, 5);
}

function vectorFiles(home: string, part: RegExp): string[] {
  return readdirSync(path.join(home, 'vectors'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => part.test(file) && !file.endsWith('hint.json'));
}

function flipBit(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

const harms: readonly (readonly [string, (home: string) => void])[] = [
  [
    'a flipped bit of a vector',
    (home) => {
      for (const file of vectorFiles(home, /data/u)) flipBit(file, 40);
    },
  ],
  [
    'a truncated file of vectors',
    (home) => {
      for (const file of vectorFiles(home, /data/u)) truncateSync(file, 100);
    },
  ],
  [
    'a zeroed manifest',
    (home) => {
      for (const file of vectorFiles(home, /_versions/u)) {
        writeFileSync(file, Buffer.alloc(readFileSync(file).length));
      }
    },
  ],
  [
    'a missing file of vectors',
    (home) => {
      for (const file of vectorFiles(home, /data/u)) rmSync(file);
    },
  ],
  [
    'a missing folder of vectors',
    (home) => {
      rmSync(path.join(home, 'vectors'), { recursive: true });
    },
  ],
];

describe('vectors', () => {
  it.each(harms)('%s is named, and mended by embedding again', async (_name, harm) => {
    const { home } = await stored();
    harm(home);
    const store = await openStore(home);
    const report = await store.verify();
    expect(report.ok).toBe(false);
    expect(report.damaged.map(({ document, part }) => [document, part])).toEqual([
      ['lease.pdf', 'vectors'],
      ['note.pdf', 'vectors'],
    ]);
    expect(await store.repair()).toMatchObject({ documents: 0, reopen: false });
    await store.useEmbedder(EMBEDDER);
    expect(await readQueued(store)).toEqual([]);
    await expectWhole(store);
    await store.close();
  });
});

/** Changes a byte of a text where it lies in the file, as a failing disk would. */
function spoil(home: string, needle: string, into: string): number {
  const file = path.join(home, 'catalogue.sqlite');
  const bytes = readFileSync(file);
  let found = 0;
  for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + 1)) {
    bytes.write(into, at);
    found += 1;
  }
  writeFileSync(file, bytes);
  return found;
}

describe('the catalogue', () => {
  it('finds one changed letter of a text, and reads only that document again', async () => {
    const { home, note } = await stored();
    expect(spoil(home, 'painted yellow', 'painted yelloW')).toBeGreaterThan(0);
    const store = await openStore(home);
    await store.useEmbedder(EMBEDDER);
    const report = await store.verify();
    expect(report.damaged).toEqual([
      { id: String(note), document: 'note.pdf', collection: 'default', part: 'text' },
    ]);
    expect(await store.repair()).toMatchObject({ documents: 1, reopen: false });
    expect(await readQueued(store)).toEqual(['note.pdf']);
    await expectWhole(store);
    await store.close();
    expect(filesHolding(home, 'yelloW')).toEqual([]);
  });

  it('makes the words anew where they do not agree with the text', async () => {
    const { home } = await stored();
    const store = await openStore(home);
    await store.close();
    const database = new DatabaseSync(path.join(home, 'catalogue.sqlite'));
    database.exec(`DROP TRIGGER passage_words_changed;
      UPDATE passage_words SET body = 'nothing of the kind' WHERE passage = 3`);
    database.exec(`CREATE TRIGGER passage_words_changed AFTER UPDATE ON passage_words BEGIN
      INSERT INTO words (words, rowid, title, headings, name, body)
      VALUES ('delete', old.passage, old.title, old.headings, old.name, old.body);
      INSERT INTO words (rowid, title, headings, name, body)
      VALUES (new.passage, new.title, new.headings, new.name, new.body);
    END`);
    database.close();
    const again = await openStore(home);
    await again.useEmbedder(EMBEDDER);
    expect((await again.verify()).ok).toBe(false);
    expect(await again.repair()).toMatchObject({ documents: 0, reopen: false });
    await expectWhole(again);
    await again.close();
  });

  it('takes what can be read of a broken catalogue into a new one', async () => {
    const { home } = await stored();
    const first = await openStore(home);
    first.setSetting('tone', 'plain');
    first.library.recordSource('/docs', 'default', true);
    await first.close();
    const file = path.join(home, 'catalogue.sqlite');
    // The root page of the passages: everything else can be read.
    const database = new DatabaseSync(file);
    const row = database
      .prepare(`SELECT rootpage FROM sqlite_master WHERE name = 'passages'`)
      .get();
    const size = database.prepare('PRAGMA page_size').get();
    database.close();
    const bytes = readFileSync(file);
    const page = Number(size?.['page_size']);
    bytes.fill(0, (Number(row?.['rootpage']) - 1) * page, Number(row?.['rootpage']) * page);
    writeFileSync(file, bytes);

    const store = await openStore(home);
    expect((await store.verify()).ok).toBe(false);
    expect(await store.repair()).toMatchObject({ documents: 2, reopen: true });
    await store.close();
    const mended = await openStore(home);
    await mended.useEmbedder(EMBEDDER);
    expect(mended.setting('tone')).toBe('plain');
    expect(mended.library.watchedSources()).toHaveLength(1);
    expect(await readQueued(mended)).toEqual(['lease.pdf', 'note.pdf']);
    await expectWhole(mended);
    await mended.close();
  });

  it('says where nothing can be read any more', async () => {
    const { home } = await stored();
    writeFileSync(path.join(home, 'catalogue.sqlite'), Buffer.alloc(8192, 7));
    await expect(salvageCatalogue(home)).rejects.toMatchObject({ code: 'store-damaged' });
  });
});

it('knows of each table whether it is taken over or made again', async () => {
  const { home } = await stored();
  const database = new DatabaseSync(path.join(home, 'catalogue.sqlite'));
  const tables = database
    .prepare(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'words_*'
      AND name NOT IN ('words', 'word_counts', 'sqlite_sequence') ORDER BY name`,
    )
    .all()
    .map((row) => String(row['name']));
  database.close();
  // What is read from the files, or made of what was read.
  const madeAgain = [
    'contents',
    'content_sums',
    'denied',
    'failed_vectors',
    'library',
    'outlines',
    'pages',
    'passage_words',
    'passages',
    'pending_vectors',
    'scans',
    'shard_files',
    'shards',
    'unfinished',
    'vector_tables',
    'vectors',
  ];
  expect(tables).toEqual([...salvagedTables, ...madeAgain].sort());
});
