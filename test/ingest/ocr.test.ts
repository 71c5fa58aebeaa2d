import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CarrelFailure } from '../../src/contract/errors.ts';
import { parserConfinement } from '../../src/engine/parser-process.ts';
import { Ingest } from '../../src/ingest/ingest.ts';
import { createOcrPool, type OcrPool } from '../../src/ingest/ocr-pool.ts';
import type { OcrStage } from '../../src/ingest/ocr-stage.ts';
import { createParserPool, type ParserPool } from '../../src/ingest/parser-pool.ts';
import { yieldToEventLoop } from '../../src/store/yield-to-event-loop.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/types/store.ts';
import { pdfOf, pngOf, scanOf } from '../ocr/scanned.ts';

let folder = '';
let documents = '';
let store: Store;
let parsers: ParserPool;
let ocr: OcrPool;
const open: Ingest[] = [];
const { signal } = new AbortController();

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'carrel-ocr-'));
  documents = join(folder, 'documents');
  mkdirSync(documents);
  store = await openStore(join(folder, 'home'));
  parsers = createParserPool({ size: 1, ...parserConfinement() });
  ocr = createOcrPool({ size: 1, ...parserConfinement() });
});
afterEach(async () => {
  for (const ingest of open.splice(0)) await ingest.dispose();
  await Promise.all([parsers.dispose(), ocr.dispose()]);
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

function ingestWith(recognise: OcrStage['recognise'], recognisers = 1): Ingest {
  const ingest = new Ingest({
    store,
    parserVersion: '1',
    readers: 1,
    parse: (input, onEvent, options) => parsers.parse(input, onEvent, options),
    unpack: (origin, read, options) => parsers.unpack(origin, read, options),
    embed: () => Promise.resolve(undefined),
    recognise,
    recognisers,
    languages: () => [],
  });
  open.push(ingest);
  return ingest;
}

async function addAll(ingest: Ingest) {
  await ingest.add([documents], 'default', signal);
  return await ingest.follow(() => Promise.resolve(), signal);
}

function onlyEntry() {
  const [entry] = store.listDocuments();
  if (entry === undefined) throw new Error('nothing was added');
  return entry;
}

/** A PDF whose middle page is a scan; the others hold text. */
async function mixed(scanned: readonly string[]): Promise<Buffer> {
  const picture = pngOf(await scanOf(scanned));
  return await pdfOf(
    (pdf) => pdf.text('The first page speaks of the harbour.', 40, 40),
    (pdf) => pdf.image(picture, 0, 0, { width: 420, height: 300 }),
    (pdf) => pdf.text('The last page speaks of the orchard.', 40, 40),
  );
}

test('text is found at once, scans after it, in their place, in the language of the document', async () => {
  const german = [
    'Die Kündigungsfrist beträgt drei Monate zum Quartalsende.',
    'Der Mieter übergibt die Schlüssel am letzten Werktag.',
  ];
  writeFileSync(join(documents, 'deed.pdf'), await mixed(german));
  const seen: unknown[] = [];
  const ingest = ingestWith(async (file, request, stop) => {
    const { status, stages } = onlyEntry();
    seen.push([request.page, request.languages, status, stages.text.done, stages.ocr.done]);
    expect(store.searchWords('orchard', ['en'], {}, 5)).toHaveLength(1);
    return await ocr.recognise(file, request, stop);
  });
  const progress = await addAll(ingest);
  expect(progress).toMatchObject({ scansDone: 1, scansTotal: 1, filesFailed: 0 });
  // Read as English first, like the pages around it, and then as what it is.
  expect(seen).toEqual([
    [2, ['en'], 'parsing', 2, 0],
    [2, ['de'], 'parsing', 2, 0],
  ]);
  const [found] = store.searchWords('Kündigungsfrist', ['de'], {}, 5);
  const [passage] = store.passages([found?.passage ?? 0], {});
  expect(passage).toMatchObject({ page: 2, language: 'de', ordinal: 1 });
  expect(passage?.text).toContain('drei Monate zum Quartalsende');
  const id = passage?.documentId ?? 0;
  expect(store.passages(store.passageIds(id), {}).map(({ page }) => page)).toEqual([1, 2, 3]);
  expect(onlyEntry()).toMatchObject({ status: 'indexed', passages: 3 });
  const page = store.page(id, 2);
  expect(page?.confidences?.length).toBe((page?.words.length ?? 0) / 6);
  expect(Math.min(...(page?.confidences ?? []))).toBeGreaterThan(50);
});

test('work that one page stops is over when no other page is in hand any more', async () => {
  const [one, other] = [pngOf(await scanOf(['The orchard.'])), pngOf(await scanOf(['The quay.']))];
  const deed = await pdfOf(
    (pdf) => pdf.image(one, 0, 0, { width: 420, height: 300 }),
    (pdf) => pdf.image(other, 0, 0, { width: 420, height: 300 }),
  );
  writeFileSync(join(documents, 'deed.pdf'), deed);
  const begun = Promise.withResolvers<void>();
  let inFlight = 0;
  const ingest = ingestWith(async (_file, _request, stop) => {
    inFlight += 1;
    if (inFlight === 1) {
      await begun.promise;
      inFlight -= 1;
      throw new Error('unknown');
    }
    begun.resolve();
    await once(stop, 'abort');
    // What ends late is waited for all the same.
    for (let turn = 0; turn < 20; turn += 1) await yieldToEventLoop();
    inFlight -= 1;
    throw new CarrelFailure('cancelled', 'Stopped.');
  }, 2);
  await expect(addAll(ingest)).rejects.toThrow('unknown');
  expect(inFlight).toBe(0);
});

test('one page that ends its process costs that page, and a retry reads it alone', async () => {
  writeFileSync(join(documents, 'deed.pdf'), await mixed(['The orchard was sold in autumn.']));
  let calls = 0;
  const ingest = ingestWith(async (file, request, stop) => {
    calls += 1;
    if (calls > 1) return await ocr.recognise(file, request, stop);
    throw new CarrelFailure('parse-timeout', 'The page was given up after 60 s.');
  });
  await addAll(ingest);
  expect(onlyEntry()).toMatchObject({
    status: 'partial',
    reason: { code: 'parse-timeout', details: { pages: '2', pagesRead: 2, pagesTotal: 3 } },
    stages: { ocr: { done: 0, total: 1, failures: 1 } },
  });
  expect(store.coverage({})).toMatchObject({ searchable: 1, partial: 1 });
  expect(store.retryFailed()).toBe(1);
  ingest.start();
  await ingest.follow(() => Promise.resolve(), signal);
  expect(onlyEntry()).toMatchObject({ status: 'indexed', reason: null });
  expect(store.searchWords('autumn', ['en'], {}, 5)).toHaveLength(1);
});

test('a page in hand when everything ends waits on, and a picture without words says so', async () => {
  const white = { width: 300, height: 200, data: new Uint8Array(60_000).fill(255) };
  writeFileSync(join(documents, 'blank.png'), pngOf(white));
  const stopped = ingestWith(
    (_file, _request, stop) =>
      new Promise((_resolve, reject) => {
        stop.addEventListener('abort', () => {
          reject(new CarrelFailure('cancelled', 'Stopped.'));
        });
      }),
  );
  await stopped.add([documents], 'default', signal);
  while (store.scans.waiting() === 0) await delay(20);
  await stopped.dispose();
  expect(onlyEntry().status).toBe('parsing');
  await addAll(ingestWith((file, request, stop) => ocr.recognise(file, request, stop)));
  expect(onlyEntry()).toMatchObject({ status: 'failed', reason: { code: 'no-text' } });
});
