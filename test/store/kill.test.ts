import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { EMBEDDER, filesHolding, temporaryHome, vectorOf } from './fixture.ts';

const ROUNDS = 30;
/** Most lines a writer gets out before it is to be killed; a removal comes every 28. */
const LINES = 90;
const writer = path.join(import.meta.dirname, 'kill-writer.ts');

/** Runs the writer and kills it some time after it is ready; the lines it got out. */
async function killedRound(home: string, round: number): Promise<string[]> {
  const child = spawn(process.execPath, [writer, home, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  let armed = false;
  // After so many lines, not so long a time: how much it gets done must not depend on the machine.
  const lines = Math.random() * LINES;
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    output += part;
    if (armed || output.split('\n').length <= lines) return;
    armed = true;
    setTimeout(() => child.kill('SIGKILL'), Math.random() * 30);
  });
  await once(child, 'close');
  expect(child.signalCode).toBe('SIGKILL');
  // The last line may be cut off: it is then not acknowledged.
  return output.split('\n').slice(0, -1);
}

it('loses and doubles nothing over 30 kills', { timeout: 240_000 }, async () => {
  using folder = temporaryHome();
  const written = new Set<string>();
  const removed = new Set<string>();
  const doubtful = new Set<string>();
  const vectors = new Set<number>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const line of await killedRound(folder.home, round)) {
      const [kind, what = ''] = line.split(' ');
      if (kind === 'content') written.add(what);
      if (kind === 'vector') vectors.add(Number(what));
      if (kind === 'removing') doubtful.add(what);
      if (kind === 'removed') removed.add(what);
    }
    const store = await openStore(folder.home);
    await store.useEmbedder(EMBEDDER);
    const documents = store.listDocuments();
    const names = new Set(documents.map(({ document }) => document.replace('.txt', '')));
    expect(names.size).toBe(documents.length);
    for (const name of written) {
      if (!doubtful.has(name)) expect(names).toContain(name);
      else if (removed.has(name)) expect(names).not.toContain(name);
      const passages = name.includes('long') ? 80 : 5;
      const found = store.searchWords(name, ['en'], {}, 1000).length;
      expect(found, name).toBe(names.has(name) ? passages : 0);
    }
    const waiting = new Set(store.nextToEmbed(100_000).map(({ passage }) => passage));
    for (const passage of vectors) expect(waiting).not.toContain(passage);
    const { problems } = await store.verify();
    expect(problems).toEqual([]);
    await store.close();
  }
  expect(written.size).toBeGreaterThan(ROUNDS);
  expect(removed.size).toBeGreaterThan(0);
  for (const name of removed) expect(filesHolding(folder.home, name)).toEqual([]);

  // Every living passage has its own vector, once, or waits for one.
  const store = await openStore(folder.home);
  await store.useEmbedder(EMBEDDER);
  // What was being erased when the last one was killed is erased behind this.
  const withoutPlace = (): number => {
    const { passages, toEmbed, vectors: stored } = store.counts();
    return stored + toEmbed - passages;
  };
  await expect.poll(withoutPlace, { timeout: 60_000 }).toBe(0);
  for (const passage of [...vectors].slice(-50)) {
    const [best] = await store.searchVectors(vectorOf(passage), {}, 1);
    if (best?.passage === passage) expect(best.score).toBeCloseTo(1, 5);
    else expect(store.passages([passage], {})).toEqual([]);
  }
  await store.close();
});
