import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { EngineRoutes } from '../../src/contract/engine-routes.ts';
import type { DocumentEntry } from '../../src/contract/documents.ts';
import type { Client } from '../../src/contract/route.ts';
import { confine, describeIsolation, type SandboxPolicy } from '../../src/process/sandbox/index.ts';
import { startEngine, type Engine } from '../../src/shell/engine-host.ts';
import { prepareHome } from '../../src/shell/home.ts';
import { smallModels } from '../e2e/small-models.ts';
import { temporaryFolder } from '../e2e/carrel.ts';

// 200 kills with CARREL_FAULTS=full (`npm run test:faults`), a few as part of every test run.
const full = process.env['CARREL_FAULTS'] === 'full';
const KILLS = full ? 200 : 10;
const FILES = 100;
/** Longest life of an engine that is to be killed, from its first answer on. */
const LONGEST_MS = 3000;

const stems = ['bakir', 'cedon', 'dufal', 'gorim', 'hapen', 'jolus', 'kemat', 'lidor', 'movek'];

/** A word that stands in one file only. */
function wordOf(index: number): string {
  return `${stems[index % stems.length]}${stems[Math.floor(index / stems.length) % stems.length]}x${index}q`;
}

function writeDocuments(folder: string): void {
  mkdirSync(folder);
  for (let index = 0; index < FILES; index += 1) {
    const paragraphs = Array.from(
      { length: 1 + (index % 4) },
      (_, n) =>
        `Paragraph ${n} of note ${index}: the ${wordOf(index)} was measured ${n + 2} times.`,
    );
    writeFileSync(join(folder, `note-${index}.txt`), `${paragraphs.join('\n\n')}\n`);
  }
}

async function open(home: string, models: string): Promise<Engine> {
  const policy: SandboxPolicy = {
    network: 'none',
    writable: [home],
    readable: 'all',
    devices: 'none',
  };
  const engine = await startEngine({
    home,
    confine: (command) => confine(command, policy),
    env: {
      CARREL_ISOLATION: JSON.stringify(describeIsolation(policy)),
      CARREL_MODELS: models,
      CARREL_GPU: 'off',
    },
  });
  if (!engine.ok) throw new Error(`${engine.error.code}: ${engine.error.message}`);
  return engine.value;
}

async function listed(client: Client<EngineRoutes>): Promise<DocumentEntry[]> {
  const documents: DocumentEntry[] = [];
  await client.stream('listDocuments', {}, (chunk) => {
    documents.push(...chunk.documents);
  });
  return documents;
}

/** What an engine said of files before it was killed: paths with text, and with vectors too. */
interface Reported {
  readonly read: Set<string>;
  readonly indexed: Set<string>;
}

function note(documents: readonly DocumentEntry[], { read, indexed }: Reported): void {
  for (const { path, status } of documents) {
    if (status === 'embedding' || status === 'indexed') read.add(path);
    if (status === 'indexed') indexed.add(path);
  }
}

/** Looks at what is reported as done until the engine is gone. */
async function watch(client: Client<EngineRoutes>, done: Reported, signal: AbortSignal) {
  while (!signal.aborted) {
    note(await listed(client), done);
    await delay(30);
  }
}

/** Nothing that was reported is taken back by the next engine. */
async function expectKept(client: Client<EngineRoutes>, done: Reported): Promise<void> {
  const now: Reported = { read: new Set(), indexed: new Set() };
  note(await listed(client), now);
  expect([...done.read.difference(now.read)]).toEqual([]);
  expect([...done.indexed.difference(now.indexed)]).toEqual([]);
}

/** Adds the documents and kills the engine at a random moment; true when it was still at work. */
async function addAndKill(engine: Engine, folder: string, done: Reported): Promise<boolean> {
  const { client } = engine;
  const over = new AbortController();
  const adding = client.stream('addDocuments', { paths: [folder] }, () => undefined);
  const watching = watch(client, done, over.signal);
  await delay(Math.random() * LONGEST_MS);
  const pid = engine.pid();
  if (pid === undefined) throw new Error('the engine is not running');
  process.kill(pid, 'SIGKILL');
  over.abort();
  // Disposed of at once, so that it is not started again behind the next one.
  await engine.dispose();
  await watching;
  return !(await adding).ok;
}

async function expectWhole(engine: Engine): Promise<void> {
  const { client } = engine;
  const documents = await listed(client);
  expect(documents.filter(({ status }) => status !== 'indexed')).toEqual([]);
  expect(new Set(documents.map(({ path }) => path)).size).toBe(FILES);
  expect(documents).toHaveLength(FILES);
  const report = await client.call('verifyStore', {});
  if (!report.ok) throw new Error(report.error.message);
  expect(report.value.problems).toEqual([]);
  const { documents: count, passages, vectors } = report.value;
  expect(count).toBe(FILES);
  expect(passages).toBe(documents.reduce((sum, each) => sum + each.passages, 0));
  expect(vectors).toBe(passages);
  for (let index = 0; index < FILES; index += 1) {
    const found = await client.call('search', { words: wordOf(index), mode: 'text' });
    const names = found.ok ? found.value.passages.map(({ document }) => document) : [];
    expect(new Set(names), `note ${index}`).toEqual(new Set([`note-${index}.txt`]));
  }
}

test(`${KILLS} kills of the engine while ${FILES} files are added lose and double nothing`, async () => {
  const models = await smallModels();
  const folder = join(temporaryFolder('kill-documents'), 'notes');
  writeDocuments(folder);
  const total = { kills: 0, homes: 0, read: 0, indexed: 0 };
  // Only kills of an engine at work count; an import that came to its end makes room for another.
  while (total.kills < KILLS) {
    const home = prepareHome(join(temporaryFolder('kill'), 'home'));
    const done: Reported = { read: new Set(), indexed: new Set() };
    let atWork = true;
    while (atWork && total.kills < KILLS) {
      const engine = await open(home, models);
      await expectKept(engine.client, done);
      atWork = await addAndKill(engine, folder, done);
      if (atWork) total.kills += 1;
    }
    total.homes += 1;
    total.read += done.read.size;
    total.indexed += done.indexed.size;
    const engine = await open(home, models);
    await expectKept(engine.client, done);
    const ended = await engine.client.stream('addDocuments', { paths: [folder] }, () => undefined);
    expect(ended.ok && ended.value.problems).toEqual([]);
    await expectWhole(engine);
    await engine.dispose();
  }
  console.log('engine kills:', total);
}, 3_600_000);
