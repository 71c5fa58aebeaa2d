import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { unwrap } from '../../src/contract/result.ts';
import { openSession, type Session } from '../../src/shell/session.ts';
import { modelKey } from '../../src/models/installed.ts';
import { openStore } from '../../src/store/open.ts';
import { fill, generator } from './filled-store.ts';
import { benchEmbedder, benchText, type Row } from './models.ts';
import { treeMemory } from './process-memory.ts';

const PASSAGES = 100_000;
/** After this time without work parsers have ended and what the import held is given back. */
const REST_MS = 20_000;
const MEGABYTE = 1e6;

/**
 * A large library at rest: memory of all processes with the embedder loaded after some searches, and
 * how long it takes until a document that is added is found by its words. `base` are vectors of the
 * tiny embedder, perturbed to reach the number. Linux only.
 */
export async function benchRest(base: readonly Float32Array[]): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-bench-'));
  const home = join(folder, 'home');
  mkdirSync(home, { mode: 0o700 });
  try {
    await fillHome(home, base);
    const session = await openSession({ home, note: () => undefined, allowUnsandboxed: false });
    try {
      return await measure(session, folder);
    } finally {
      await session.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fillHome(home: string, base: readonly Float32Array[]): Promise<void> {
  const store = await openStore(home);
  try {
    await store.useEmbedder({
      embedder: modelKey(benchEmbedder.id, benchEmbedder.variant),
      dimensions: base[0]?.length ?? 0,
    });
    await fill(store, [], PASSAGES, base, generator(7));
  } finally {
    await store.close();
  }
}

async function measure(session: Session, folder: string): Promise<Row[]> {
  const { client } = session;
  const { passages, vectors } = unwrap(await client.call('status', {}));
  if (passages !== PASSAGES || vectors !== PASSAGES) {
    throw new Error(`${passages} passages and ${vectors} vectors`);
  }
  for (let n = 0; n < 20; n += 1) {
    unwrap(await client.call('search', { words: benchText(8, n), limit: 10 }));
  }
  const waits: number[] = [];
  for (let n = 0; n < 3; n += 1) waits.push(await untilFound(session, folder, n));
  await delay(REST_MS);
  const { pss, rss } = treeMemory(process.pid);
  const at = `${PASSAGES} passages stored`;
  return [
    {
      name: `document added to ${at}, to found by words, slowest of 3`,
      value: Math.max(...waits),
      unit: 'ms',
    },
    { name: `memory at rest, ${at}, embedder loaded (PSS)`, value: pss / MEGABYTE, unit: 'MB' },
    { name: 'the same, RSS added up', value: rss / MEGABYTE, unit: 'MB' },
  ];
}

/** Milliseconds from adding a small document until its words are found. */
async function untilFound({ client }: Session, folder: string, n: number): Promise<number> {
  const path = join(folder, `new-${n}.txt`);
  const mark = `zyxomma${n}`;
  writeFileSync(path, `${benchText(300, n)} ${mark}`);
  const started = performance.now();
  const adding = client.stream('addDocuments', { paths: [path] }, () => undefined);
  for (;;) {
    const found = unwrap(await client.call('search', { words: mark, mode: 'text', limit: 1 }));
    if (found.passages.length > 0) break;
  }
  const waited = performance.now() - started;
  unwrap(await adding);
  return waited;
}
