import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parserConfinement } from '../../src/engine/parser-process.ts';
import { Ingest, type IngestOptions } from '../../src/ingest/ingest.ts';
import { memberLimits } from '../../src/ingest/member-limits.ts';
import { createParserPool, type ParserPool } from '../../src/ingest/parser-pool.ts';
import { PARSER_VERSION } from '../../src/parse/registry.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/types/store.ts';
import { tarOf, zipOf } from '../parse/read.ts';

let folder = '';
let documents = '';
let store: Store;
let parsers: ParserPool;
/** Files that were parsed, by name. */
let parsed: string[] = [];
const open: Ingest[] = [];
const { signal } = new AbortController();

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'carrel-members-'));
  documents = join(folder, 'documents');
  mkdirSync(documents);
  store = await openStore(join(folder, 'home'));
  parsers = createParserPool({ size: 1, ...parserConfinement() });
  parsed = [];
});
afterEach(async () => {
  for (const ingest of open.splice(0)) await ingest.dispose();
  await parsers.dispose();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

function ingestWith(changes: Partial<IngestOptions> = {}): Ingest {
  const ingest = new Ingest({
    store,
    parserVersion: PARSER_VERSION,
    readers: 2,
    parse: (input, onEvent, options) => {
      parsed.push(input.fileName);
      return parsers.parse(input, onEvent, options);
    },
    unpack: (origin, read, options) => parsers.unpack(origin, read, options),
    embed: () => Promise.resolve(undefined),
    ...changes,
  });
  open.push(ingest);
  return ingest;
}

async function addAll(ingest = ingestWith()): Promise<void> {
  await ingest.add([documents], 'default', signal);
  await ingest.follow(() => Promise.resolve(), signal);
}

function write(name: string, content: Uint8Array | string): void {
  writeFileSync(join(documents, name), content);
}

function statuses(): Record<string, string> {
  return Object.fromEntries(
    store
      .listDocuments()
      .map(({ document, status, reason }) => [document, reason === null ? status : reason.code]),
  );
}

function found(word: string): (string | undefined)[] {
  const ids = store.searchWords(word, ['en'], {}, 5).map(({ passage }) => passage);
  return store.passages(ids, {}).map((passage) => passage.document);
}

function mailWith(name: string, content: string): string {
  return [
    'From: Anna <anna@harbour.example>',
    'Subject: Berth',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'The berth contract is attached.',
    '--b',
    'Content-Type: text/plain',
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename="${name}"`,
    '',
    Buffer.from(content).toString('base64'),
    '--b--',
    '',
  ].join('\r\n');
}

test('members of archives and mails are documents, found under their container', async () => {
  write(
    'a.zip',
    zipOf({ 'deeds/anchor.txt': 'The anchor is sold.', 'data.bin': '\0\u0001\u0002' }),
  );
  write('mail.eml', mailWith('barrel.txt', 'The barrel is empty.'));
  write('b.tar', await tarOf({ 'candle.txt': 'The candle burns.' }));
  write('c.tgz', gzipSync(await tarOf({ 'dynamo.txt': 'The dynamo turns.' })));
  write('engine.txt.gz', gzipSync('The engine stops.'));
  write(
    'all.mbox',
    `From anna@harbour.example Tue Mar  5 10:00:00 2024\n${mailWith('ferry.txt', 'The ferry leaves.').replace('Subject: Berth', 'Date: Tue, 5 Mar 2024 10:00:00 +0100\r\nSubject: One / two')}\n\nFrom bo@harbour.example Wed Mar  6 10:00:00 2024\nFrom: Bo <bo@harbour.example>\nSubject: Gate\n\nThe gate is shut.\n>From now on.\n`,
  );
  await addAll();
  expect(statuses()).toEqual({
    'a.zip': 'indexed',
    'a.zip!/deeds/anchor.txt': 'indexed',
    'a.zip!/data.bin': 'format-unsupported',
    'mail.eml': 'indexed',
    'mail.eml!/barrel.txt': 'indexed',
    'b.tar': 'indexed',
    'b.tar!/candle.txt': 'indexed',
    'c.tgz': 'indexed',
    'c.tgz!/dynamo.txt': 'indexed',
    'engine.txt.gz': 'indexed',
    'engine.txt.gz!/engine.txt': 'indexed',
    'all.mbox': 'indexed',
    'all.mbox!/2024-03-05 One - two.eml': 'indexed',
    'all.mbox!/2024-03-05 One - two.eml!/ferry.txt': 'indexed',
    'all.mbox!/Gate.eml': 'indexed',
  });
  for (const [word, document] of [
    ['anchor', 'a.zip!/deeds/anchor.txt'],
    ['barrel', 'mail.eml!/barrel.txt'],
    ['candle', 'b.tar!/candle.txt'],
    ['dynamo', 'c.tgz!/dynamo.txt'],
    ['engine', 'engine.txt.gz!/engine.txt'],
    ['ferry', 'all.mbox!/2024-03-05 One - two.eml!/ferry.txt'],
    ['gate', 'all.mbox!/Gate.eml'],
  ] as const) {
    expect(found(word)).toContain(document);
  }
  const [barrel] = store.passages(
    store.searchWords('barrel empty', ['en'], {}, 1).map(({ passage }) => passage),
    {},
  );
  expect(barrel?.place.container).toEqual(['mail.eml', 'barrel.txt']);
});

test('nothing is done again for what has not changed, nor parsed twice for a copy', async () => {
  const bytes = zipOf({
    'anchor.txt': 'The anchor is sold.',
    'barrel.txt': 'The barrel is empty.',
  });
  write('a.zip', bytes);
  await addAll();
  expect(parsed.toSorted()).toEqual(['a.zip', 'a.zip!/anchor.txt', 'a.zip!/barrel.txt']);
  await addAll();
  utimesSync(join(documents, 'a.zip'), 1, 1);
  await addAll();
  expect(parsed).toHaveLength(3);
  write('copy.zip', bytes);
  await addAll();
  // Its listing is read anew, its documents are not.
  expect(parsed.slice(3)).toEqual(['copy.zip']);
  expect(statuses()).toMatchObject({ 'copy.zip!/anchor.txt': 'indexed' });
  renameSync(join(documents, 'a.zip'), join(documents, 'moved.zip'));
  await addAll();
  expect(parsed.slice(4)).toEqual(['moved.zip']);
  expect(statuses()).toMatchObject({
    'a.zip!/anchor.txt': 'path-missing',
    'moved.zip!/barrel.txt': 'indexed',
  });
  renameSync(join(documents, 'moved.zip'), join(documents, 'a.zip'));
  await addAll();
  expect(statuses()).toMatchObject({
    'a.zip!/anchor.txt': 'indexed',
    'moved.zip!/barrel.txt': 'path-missing',
  });
  expect(parsed).toHaveLength(5);
});

test('a changed archive brings its members up to date', async () => {
  const inner = (word: string) =>
    zipOf({ 'same.txt': 'It stays.', 'deep.txt': `The ${word} is deep.` });
  write(
    'a.zip',
    zipOf({ 'kept.txt': 'Kept.', 'gone.txt': 'The anchor goes.', 'in.zip': inner('barrel') }),
  );
  await addAll();
  parsed = [];
  write(
    'a.zip',
    zipOf({ 'new.txt': 'The candle comes.', 'kept.txt': 'Kept.', 'in.zip': inner('dynamo') }),
  );
  await addAll();
  expect(parsed.sort()).toEqual([
    'a.zip',
    'a.zip!/in.zip',
    'a.zip!/in.zip!/deep.txt',
    'a.zip!/new.txt',
  ]);
  expect(Object.keys(statuses()).sort()).toEqual([
    'a.zip',
    'a.zip!/in.zip',
    'a.zip!/in.zip!/deep.txt',
    'a.zip!/in.zip!/same.txt',
    'a.zip!/kept.txt',
    'a.zip!/new.txt',
  ]);
  expect(new Set(Object.values(statuses()))).toEqual(new Set(['indexed']));
  expect(found('anchor')).toEqual([]);
  expect(found('barrel')).toEqual([]);
  expect(found('dynamo')).toEqual(['a.zip!/in.zip!/deep.txt']);
  // Replaced by a document that is known already.
  write('note.txt', 'A note.');
  await addAll();
  write('a.zip', 'A note.');
  await addAll();
  expect(statuses()).toEqual({ 'a.zip': 'indexed', 'note.txt': 'indexed' });
});

test('a stop between archive and members is gone on with', async () => {
  write(
    'a.zip',
    zipOf({ 'anchor.txt': 'The anchor is sold.', 'barrel.txt': 'The barrel is empty.' }),
  );
  const reached = Promise.withResolvers<void>();
  const first = ingestWith({
    unpack: (_origin, _read, options) => {
      reached.resolve();
      return new Promise((_, reject) => {
        const stop = (): void => {
          reject(new Error('stopped'));
        };
        if (options.signal.aborted) stop();
        else options.signal.addEventListener('abort', stop);
      });
    },
  });
  await first.add([documents], 'default', signal);
  await reached.promise;
  await first.dispose();
  await store.close();
  store = await openStore(join(folder, 'home'));
  expect(statuses()).toEqual({
    'a.zip': 'indexed',
    'a.zip!/anchor.txt': 'queued',
    'a.zip!/barrel.txt': 'queued',
  });
  await addAll();
  expect(new Set(Object.values(statuses()))).toEqual(new Set(['indexed']));
  expect(parsed.toSorted()).toEqual(['a.zip', 'a.zip!/anchor.txt', 'a.zip!/barrel.txt']);
});

test('no byte of a removed attachment is left, its mail stays, and only a person brings it back', async () => {
  const canary = 'QUOKKAQUOKKA';
  write('mail.eml', mailWith(`${canary}.txt`, `The word is ${canary}.`));
  // The mail itself names what is attached to it; this one does not hold the text.
  write('a.zip', zipOf({ 'kept.txt': 'It stays.', [`${canary}.txt`]: `The word is ${canary}.` }));
  await addAll();
  expect(found(canary).length).toBeGreaterThan(0);
  store.library.recordSource(documents, 'default', true);
  rmSync(join(documents, 'mail.eml'));
  await store.library.remove([join(documents, 'mail.eml')]);
  await store.library.remove([`${join(documents, 'a.zip')}!/${canary}.txt`]);
  expect(statuses()).toEqual({ 'a.zip': 'indexed', 'a.zip!/kept.txt': 'indexed' });
  await store.close();
  for (const entry of readdirSync(join(folder, 'home'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    expect(bytes.includes(canary), entry.name).toBe(false);
    expect(bytes.includes(canary.toLowerCase()), entry.name).toBe(false);
  }
  store = await openStore(join(folder, 'home'));
  // Read again because of its time, it does not bring back what was taken out.
  utimesSync(join(documents, 'a.zip'), 1, 1);
  const watching = ingestWith();
  await watching.add([documents], 'default', signal, 'watcher');
  await watching.follow(() => Promise.resolve(), signal);
  expect(Object.keys(statuses())).toEqual(['a.zip', 'a.zip!/kept.txt']);
  await addAll();
  expect(Object.keys(statuses())).toContain(`a.zip!/${canary}.txt`);
});

test('removing a container takes its members along, and undoing brings them back', async () => {
  write('a.zip', zipOf({ 'in.zip': zipOf({ 'anchor.txt': 'The anchor is sold.' }) }));
  await addAll();
  const id = store.listDocuments().find(({ document }) => document === 'a.zip')?.id ?? '';
  const { removal, documents: count } = await store.library.scheduleRemoval([id], 60);
  expect(count).toBe(3);
  expect(statuses()).toEqual({});
  expect(found('anchor')).toEqual([]);
  expect(await store.library.undoRemoval(removal)).toBe(3);
  expect(found('anchor')).toEqual(['a.zip!/in.zip!/anchor.txt']);
  await store.library.remove([id]);
  expect(statuses()).toEqual({});
  expect(store.counts()).toMatchObject({ documents: 0, passages: 0 });
});

test('archives in archives are unpacked so far, and no further', async () => {
  let bytes = zipOf({ 'anchor.txt': 'The anchor is sold.' });
  for (let depth = 0; depth <= memberLimits.depth; depth += 1) {
    bytes = zipOf({ [`${depth}.zip`]: bytes, [`${depth}.txt`]: `Level ${depth}.` });
  }
  write('a.zip', bytes);
  await addAll();
  const levels = Object.entries(statuses());
  expect(levels.filter(([, status]) => status === 'file-too-large')).toEqual([
    ['a.zip!/4.zip!/3.zip!/2.zip!/1.zip', 'file-too-large'],
  ]);
  expect(levels.filter(([, status]) => status === 'indexed')).toHaveLength(8);
});
