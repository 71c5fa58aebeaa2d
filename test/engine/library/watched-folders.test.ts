import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EngineRoutes } from '../../../src/contract/engine-routes.ts';
import { unwrap } from '../../../src/contract/result.ts';
import type { Client } from '../../../src/contract/route.ts';
import { openSession, type Session } from '../../../src/shell/session.ts';

const { signal } = new AbortController();
const patience = { timeout: 60_000, interval: 100 };

let folder = '';
let documents = '';
let session: Session;
let client: Client<EngineRoutes>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'carrel-watch-'));
  documents = join(folder, 'documents');
  mkdirSync(join(documents, 'inner'), { recursive: true });
  writeFileSync(join(documents, 'anchor.txt'), 'The anchor lies in the cellar.\n');
  writeFileSync(join(documents, 'inner', 'barrel.txt'), 'The barrel stands in the yard.\n');
  await open();
});
afterEach(async () => {
  await session.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A file that was finished a while ago, so that nobody waits for more of it. */
function writeWhole(file: string, text: string): void {
  writeFileSync(file, text);
  const written = Date.now() / 1000 - 60;
  utimesSync(file, written, written);
}

async function open(): Promise<void> {
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  session = await openSession({ home, note: () => undefined, allowUnsandboxed: true });
  client = session.client;
}

async function add(watch: boolean): Promise<void> {
  unwrap(
    await client.stream('addDocuments', { paths: [documents], watch }, () => undefined, { signal }),
  );
}

async function statuses(): Promise<Record<string, string>> {
  const { documents: rows } = unwrap(await client.call('browseDocuments', {}));
  return Object.fromEntries(rows.map(({ document, status }) => [document, status]));
}

test('a watched folder is kept up with: new, changed and vanished files', async () => {
  await add(true);
  writeWhole(join(documents, 'inner', 'candle.txt'), 'The candle burns on the table.\n');
  await expect.poll(statuses, patience).toMatchObject({ 'inner/candle.txt': 'indexed' });
  writeWhole(join(documents, 'anchor.txt'), 'The anchor was sold to the harbour museum.\n');
  await expect
    .poll(
      async () => unwrap(await client.call('findWords', { words: 'museum' })).documents.length,
      patience,
    )
    .toBe(1);
  rmSync(join(documents, 'inner'), { recursive: true });
  await expect
    .poll(statuses, patience)
    .toMatchObject({ 'inner/barrel.txt': 'missing', 'anchor.txt': 'indexed' });
});

test('what changed while Carrel was closed is seen at the next start', async () => {
  await add(true);
  await session.close();
  writeWhole(join(documents, 'dynamo.txt'), 'The dynamo hums in the hall.\n');
  await open();
  await expect.poll(statuses, patience).toMatchObject({ 'dynamo.txt': 'indexed' });
});

test('what a person removed stays away until a person adds it', async () => {
  await add(true);
  unwrap(await client.call('removeDocuments', { target: join(documents, 'anchor.txt') }));
  writeWhole(join(documents, 'anchor.txt'), 'The anchor is back in the cellar, repainted.\n');
  writeWhole(join(documents, 'sign.txt'), 'The sign says when the folder was looked at.\n');
  await expect.poll(statuses, patience).toMatchObject({ 'sign.txt': 'indexed' });
  expect(Object.keys(await statuses())).not.toContain('anchor.txt');
  await add(false);
  expect(await statuses()).toMatchObject({ 'anchor.txt': 'indexed' });
});

test('a folder that is not watched is left alone, and added again marks what is gone', async () => {
  await add(false);
  rmSync(join(documents, 'anchor.txt'));
  await add(false);
  expect(await statuses()).toMatchObject({
    'anchor.txt': 'missing',
    'inner/barrel.txt': 'indexed',
  });
  // What was read of it can still be asked.
  const found = unwrap(await client.call('findWords', { words: 'anchor cellar' }));
  expect(found.documents.map(({ document }) => document)).toContain('anchor.txt');
});

test('a folder whose disk is away is missing, keeps what was read, and is whole when it is back', async () => {
  await add(true);
  await session.close();
  const away = join(folder, 'away');
  renameSync(documents, away);
  await open();
  const missing = { 'anchor.txt': 'missing', 'inner/barrel.txt': 'missing' };
  await expect.poll(statuses, patience).toEqual(missing);
  const found = unwrap(await client.call('search', { words: 'anchor', mode: 'text' }));
  expect(found.passages).toHaveLength(1);
  expect(found.coverage).toMatchObject({ inScope: 2, searchable: 2, unreachable: 2 });
  await session.close();
  renameSync(away, documents);
  await open();
  const back = { 'anchor.txt': 'indexed', 'inner/barrel.txt': 'indexed' };
  await expect.poll(statuses, patience).toEqual(back);
});
