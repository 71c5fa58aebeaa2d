import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EngineState } from '../../../src/contract/shell-routes.ts';
import { watchEngine } from '../../../src/shell/door/engine-watch.ts';
import { startEngine, type Engine } from '../../../src/shell/engine-host.ts';
import { connectOrOwn } from '../../../src/shell/owner.ts';

const isolation = { network: 'runtime', files: 'runtime', mechanisms: ['node-permission'] };
let home = '';
const engines: Engine[] = [];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'carrel-watch-'));
});
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.dispose();
  rmSync(home, { recursive: true, force: true });
});

/** The real engine, without a sandbox of the system. */
async function start() {
  const env = { CARREL_ISOLATION: JSON.stringify(isolation) };
  const started = await startEngine({ home, env });
  if (started.ok) engines.push(started.value);
  return started;
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!condition() && performance.now() < deadline) await delay(20);
  expect(condition()).toBe(true);
}

test('tells of an exit and of the new start, to an owner and to a guest', async () => {
  const owner = await connectOrOwn({ home, startEngine: start, onInternalError: () => undefined });
  const guest = await connectOrOwn({ home, startEngine: start, onInternalError: () => undefined });
  const stop = new AbortController();
  try {
    const seen = { owner: [] as EngineState[], guest: [] as EngineState[] };
    const watching = [
      watchEngine(owner.client, (state) => seen.owner.push(state), stop.signal),
      watchEngine(guest.client, (state) => seen.guest.push(state), stop.signal),
    ];
    await until(() => seen.owner.length === 1 && seen.guest.length === 1);
    // The stream that tells of the end has to be under way.
    await delay(200);
    process.kill(engines[0]?.pid() ?? 0, 'SIGKILL');
    await until(() => seen.owner.length === 3 && seen.guest.length === 3);
    const running = { state: 'running', isolation };
    expect(seen.owner).toEqual([running, { state: 'restarting' }, running]);
    expect(seen.guest).toEqual(seen.owner);
    stop.abort();
    await Promise.all(watching);
  } finally {
    stop.abort();
    await guest.close();
    await owner.close();
    engines.splice(0);
  }
});

test('says why an engine cannot be had', async () => {
  const owner = await connectOrOwn({ home, startEngine: start, onInternalError: () => undefined });
  const stop = new AbortController();
  const seen: EngineState[] = [];
  const watching = watchEngine(owner.client, (state) => seen.push(state), stop.signal);
  await until(() => seen.length === 1);
  await owner.close();
  await until(() => seen.some(({ state }) => state === 'failed'));
  expect(seen.at(-1)).toMatchObject({ state: 'failed', error: { code: 'connection-lost' } });
  stop.abort();
  await watching;
});
