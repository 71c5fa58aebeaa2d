import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { recordScan, type RecordedBatch } from '../../src/ingest/record-scan.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/types/store.ts';
import { contentOf } from '../store/fixture.ts';

const FILES = 300;
let own = '';
let documents = '';
let store: Store;
beforeEach(async () => {
  own = realpathSync(mkdtempSync(join(tmpdir(), 'carrel-record-')));
  documents = join(own, 'documents');
  mkdirSync(documents);
  for (let at = 0; at < FILES; at += 1) {
    writeFileSync(join(documents, `${String(at).padStart(3, '0')}.txt`), `Locker ${at}.\n`);
  }
  store = await openStore(join(own, 'home'));
});
afterEach(async () => {
  await store.close();
  rmSync(own, { recursive: true, force: true });
});

/** Records the folder; `told` may stop it, by `stop` (fails it) or `cut` (ends it). */
async function record(
  told: (batches: RecordedBatch[], stop: AbortController, cut: AbortController) => void,
  by: 'person' | 'watcher' = 'person',
): Promise<void> {
  const [stop, cut] = [new AbortController(), new AbortController()];
  const batches: RecordedBatch[] = [];
  await recordScan({
    store,
    paths: [documents],
    collection: 'default',
    signal: stop.signal,
    cut: cut.signal,
    by,
    recorded: (batch) => {
      batches.push(batch);
      told(batches, stop, cut);
    },
  });
}

test('a folder is recorded in few transactions, the first of a single file', async () => {
  let transactions = 0;
  const recorder = store;
  store = {
    ...store,
    together: (work) => {
      transactions += 1;
      return recorder.together(work);
    },
  };
  let batches: RecordedBatch[] = [];
  await record((told) => {
    batches = told;
  });
  expect(batches[0]?.ids).toHaveLength(1);
  expect(batches.flatMap(({ ids }) => ids)).toHaveLength(FILES);
  expect(transactions).toBeLessThan(60);
});

test('what was found before a scan is stopped is recorded, and nothing is taken for gone', async () => {
  await record(() => undefined);
  writeFileSync(join(documents, '000a.txt'), 'A new one.\n');
  rmSync(join(documents, '299.txt'));
  const stopped = record((batches, stop) => {
    if (batches.length === 2) stop.abort();
  });
  await expect(stopped).rejects.toThrow();
  expect(store.counts()).toMatchObject({ documents: FILES + 1, queued: FILES + 1 });
  await record((batches, _stop, cut) => {
    if (batches.length === 2) cut.abort();
  });
  expect(store.byStatus()).toEqual({ queued: FILES + 1 });
  await record(() => undefined);
  expect(store.byStatus()).toEqual({ queued: FILES, missing: 1 });
});

test('a placeholder of a cloud drive is not read, and what was read before it became one stays', async () => {
  const file = join(documents, 'clouded.bin');
  // Takes no room, as what a cloud drive shows of a file that it keeps elsewhere.
  writeFileSync(file, '');
  truncateSync(file, 200_000);
  await record(() => undefined);
  const [row] = store.matchDocuments(file);
  expect(row).toMatchObject({ status: 'skipped' });
  const id = String(row?.id);
  const reasonOf = () => store.listDocuments().find((entry) => entry.id === id)?.reason;
  expect(reasonOf()?.code).toBe('online-only');
  // Read once, it only leaves this machine.
  store.markParsing(row?.id ?? 0);
  store.writeContent(row?.id ?? 0, contentOf('sum', ['The text of it.']));
  await record(() => undefined);
  expect(store.document(row?.id ?? 0)?.status).toBe('indexed');
});

test('the watcher counts a placeholder once, a person who adds it again each time', async () => {
  rmSync(documents, { recursive: true });
  mkdirSync(documents);
  const file = join(documents, 'clouded.bin');
  writeFileSync(file, '');
  truncateSync(file, 200_000);
  // Long enough ago not to be waited for.
  utimesSync(file, 1_700_000_000, 1_700_000_000);
  const refusedBy = async (by: 'person' | 'watcher'): Promise<number> => {
    let refused = 0;
    await record((batches) => {
      refused += batches.at(-1)?.refused ?? 0;
    }, by);
    return refused;
  };
  expect(await refusedBy('watcher')).toBe(1);
  expect(await refusedBy('watcher')).toBe(0);
  expect(await refusedBy('person')).toBe(1);
});
