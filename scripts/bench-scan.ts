// `npm run bench:scan [-- FILES]`: time and memory of looking through 100,000 files, or as many as named,
// at first and with nothing changed.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordScan } from '../src/ingest/record-scan.ts';
import { openStore } from '../src/store/open.ts';
import type { Store } from '../src/store/types/store.ts';

const FILES = Number(process.argv[2] ?? 100_000);
const FILES_A_FOLDER = 200;
const MB = 1024 * 1024;

function writeFiles(folder: string): void {
  for (let index = 0; index < FILES; index += 1) {
    const inner = join(folder, `folder-${Math.floor(index / FILES_A_FOLDER)}`);
    if (index % FILES_A_FOLDER === 0) mkdirSync(inner, { recursive: true });
    writeFileSync(join(inner, `file-${index}.txt`), 'x');
  }
}

async function timed(
  store: Store,
  folder: string,
): Promise<{ seconds: number; megabytes: number }> {
  const { signal } = new AbortController();
  const before = process.memoryUsage().rss;
  let most = before;
  const start = performance.now();
  await recordScan({
    store,
    paths: [folder],
    collection: 'default',
    signal,
    cut: signal,
    by: 'person',
    recorded: () => {
      most = Math.max(most, process.memoryUsage().rss);
    },
  });
  const seconds = (performance.now() - start) / 1000;
  most = Math.max(most, process.memoryUsage().rss);
  return { seconds, megabytes: (most - before) / MB };
}

const place = mkdtempSync(join(tmpdir(), 'carrel-bench-scan-'));
try {
  const folder = join(place, 'files');
  writeFiles(folder);
  const store = await openStore(join(place, 'home'));
  for (const name of ['first scan', 'scan of unchanged files']) {
    const { seconds, megabytes } = await timed(store, folder);
    console.log(
      `${name}: ${seconds.toFixed(0)} s, at most ${megabytes.toFixed(0)} MB more than before it`,
    );
  }
  await store.close();
} finally {
  rmSync(place, { recursive: true });
}
