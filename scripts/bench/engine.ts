import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { unwrap } from '../../src/contract/result.ts';
import { openSession } from '../../src/shell/session.ts';
import type { Session } from '../../src/shell/session.ts';
import { percentile } from '../../src/evaluation/statistics.ts';
import { generator, words } from './filled-store.ts';
import { benchMemory } from './memory.ts';
import { benchText, type Row } from './models.ts';
import { benchPdf } from './pdf.ts';

const WORDS_A_PAGE = 350;
/** Of a text of some 5 MB: sentences of so many words. */
const SENTENCES = 80_000;
const WORDS_A_SENTENCE = 12;
/** Between two looks whether it is found yet, in milliseconds. */
const LOOK_MS = 250;
interface Bench {
  readonly folder: string;
  readonly session: Session;
}

async function add(session: Session, path: string): Promise<number> {
  const started = performance.now();
  unwrap(await session.client.stream('addDocuments', { paths: [path] }, () => undefined));
  return performance.now() - started;
}

async function isFound(session: Session, word: string): Promise<boolean> {
  const query = { words: word, mode: 'text', limit: 1 } as const;
  return unwrap(await session.client.call('search', query)).passages.length > 0;
}

/** Milliseconds from `add` until the words of a 20-page PDF are found. */
async function untilFound({ folder, session }: Bench): Promise<number> {
  const path = join(folder, 'twenty.pdf');
  const mark = 'zyxomma';
  const pdf = await benchPdf(20, (page) => `${benchText(WORDS_A_PAGE, page)} ${mark}`);
  writeFileSync(path, pdf);
  const started = performance.now();
  const adding = add(session, path);
  while (!(await isFound(session, mark)));
  const found = performance.now() - started;
  await adding;
  return found;
}

/** Times of searches, one after the other, until `enough`. */
async function searchTimes(
  session: Session,
  enough: (n: number) => boolean,
  mode: 'hybrid' | 'text' = 'hybrid',
): Promise<number[]> {
  const times: number[] = [];
  while (!enough(times.length)) {
    const started = performance.now();
    const query = { words: benchText(8, times.length), limit: 10, mode };
    unwrap(await session.client.call('search', query));
    times.push(performance.now() - started);
  }
  return times;
}

/** Searches by words while a text of 5 MB is read, until it is found, and while it is erased. */
async function duringLargeText({ folder, session }: Bench): Promise<Row[]> {
  const path = join(folder, 'large.txt');
  const mark = 'syzygetic';
  const random = generator(9);
  const sentences = Array.from({ length: SENTENCES }, () => words(WORDS_A_SENTENCE, random));
  writeFileSync(path, `${sentences.join('. ')}. ${mark}`);
  const adding = add(session, path);
  const state = { found: false, erased: false };
  const looking = (async () => {
    while (!(await isFound(session, mark))) await delay(LOOK_MS);
    state.found = true;
  })();
  const reading = await searchTimes(session, () => state.found, 'text');
  await looking;
  const removing = (async () => {
    unwrap(await session.client.call('removeDocuments', { target: path }));
    state.erased = true;
  })();
  const erasing = await searchTimes(session, () => state.erased, 'text');
  await Promise.all([removing, adding]);
  return [
    {
      name: 'search by words while a 5 MB text is read, p95',
      value: percentile(reading, 0.95),
      unit: 'ms',
    },
    { name: 'the longest of them', value: Math.max(...reading), unit: 'ms' },
    {
      name: 'search by words while it is erased, p95',
      value: percentile(erasing, 0.95),
      unit: 'ms',
    },
    { name: 'the longest of them', value: Math.max(...erasing), unit: 'ms' },
  ];
}

/** Figures of the whole engine: start, import, memory, questions during an import. */
export async function benchEngine(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-bench-'));
  const home = join(folder, 'home');
  const rows: Row[] = [];
  try {
    const started = performance.now();
    const session = await open(home);
    rows.push({ name: 'engine, start to ready', value: performance.now() - started, unit: 'ms' });
    try {
      rows.push(...(await measure({ folder, session })));
      rows.push(...(await duringLargeText({ folder, session })));
    } finally {
      await session.close();
    }
    rows.push(...(await benchMemory(folder, join(folder, 'large.pdf'))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return rows;
}

async function open(home: string): Promise<Session> {
  const { mkdirSync } = await import('node:fs');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  return await openSession({ home, note: () => undefined, allowUnsandboxed: false });
}

async function measure(bench: Bench): Promise<Row[]> {
  const { folder, session } = bench;
  // Models load once; what follows is warm.
  writeFileSync(join(folder, 'warm.txt'), benchText(100, 1));
  await add(session, join(folder, 'warm.txt'));
  const found = await untilFound(bench);

  const rest = await searchTimes(session, (n) => n >= 60);
  const large = await benchPdf(300, (page) => benchText(WORDS_A_PAGE, 7000 + page));
  writeFileSync(join(folder, 'large.pdf'), large);
  let done = false;
  const adding = add(session, join(folder, 'large.pdf')).finally(() => {
    done = true;
  });
  // The first seconds are all parsing; questions come while passages are embedded, too.
  const busy = await searchTimes(session, (n) => done || n >= 200);
  const seconds = (await adding) / 1000;
  return [
    { name: '20-page PDF, add to found by words', value: found, unit: 'ms' },
    { name: 'search at rest, p95', value: percentile(rest, 0.95), unit: 'ms' },
    { name: 'search during an import, p95', value: percentile(busy, 0.95), unit: 'ms' },
    { name: '300-page PDF, add to done', value: seconds, unit: 's' },
  ];
}
