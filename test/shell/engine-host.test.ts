import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChildExit } from '../../src/process/child-exit.ts';
import { startEngine, type Engine, type EngineOptions } from '../../src/shell/engine-host.ts';

const entry = join(import.meta.dirname, 'fixtures', 'small-engine.ts');
let home = '';
const engines: Engine[] = [];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'carrel-engine-'));
});
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.dispose();
  rmSync(home, { recursive: true, force: true });
});

async function started(options: Partial<EngineOptions> = {}): Promise<Engine> {
  const result = await startEngine({ home, entry, ...options });
  if (!result.ok) throw new Error(result.error.message);
  engines.push(result.value);
  return result.value;
}

test('starts an engine on the data folder, with a temporary folder inside it', async () => {
  mkdirSync(join(home, 'tmp', 'left-behind'), { recursive: true });
  writeFileSync(join(home, 'tmp', 'left-behind', 'page'), 'text of a document');
  const engine = await started();
  expect(await engine.client.call('status', {})).toMatchObject({ ok: true, value: { home } });
  const folders = readdirSync(join(home, 'tmp'));
  expect(folders).toHaveLength(1);
  expect(folders).not.toContain('left-behind');
  expect(existsSync(join(home, 'tmp', folders[0] ?? '', 'scratch'))).toBe(true);
  await engine.dispose();
  expect(readdirSync(join(home, 'tmp'))).toEqual([]);
});

test('says why when the data folder is in use, and leaves the one in use alone', async () => {
  const first = await started();
  const before = readdirSync(join(home, 'tmp'));
  expect(await startEngine({ home, entry })).toMatchObject({
    ok: false,
    error: { code: 'home-in-use' },
  });
  expect(readdirSync(join(home, 'tmp'))).toEqual(before);
  expect(await first.client.call('status', {})).toMatchObject({ ok: true });
});

test('starts an engine that was killed again by itself', async () => {
  const exits: ChildExit[] = [];
  const engine = await started({ onUnexpectedExit: (exit) => exits.push(exit) });
  const first = engine.pid();
  if (first === undefined) throw new Error('There is no engine.');
  const working = engine.client.stream('followWork', {}, () => {});
  await engine.client.call('status', {});
  process.kill(first, 'SIGKILL');
  expect(await working).toMatchObject({ ok: false, error: { code: 'engine-failed' } });
  expect(exits).toMatchObject([{ signal: 'SIGKILL' }]);
  const deadline = Date.now() + 5000;
  while (engine.pid() === undefined && Date.now() < deadline) await delay(20);
  expect(engine.pid()).not.toBe(first);
  expect(await engine.client.call('status', {})).toMatchObject({ ok: true });
  expect(readdirSync(join(home, 'tmp'))).toHaveLength(1);
});

test('a data folder that vanishes is said to, nothing is put in its place, and it is gone on with', async () => {
  const exits: ChildExit[] = [];
  const engine = await started({ onUnexpectedExit: (exit) => exits.push(exit) });
  const status = async () => {
    const answer = await engine.client.call('status', {});
    return answer.ok ? 'running' : answer.error.code;
  };
  const working = engine.client.stream('followWork', {}, () => {});
  const away = `${home}-away`;
  renameSync(home, away);
  expect(await working).toMatchObject({ ok: false, error: { code: 'home-missing' } });
  expect(await status()).toBe('home-missing');
  expect(existsSync(home)).toBe(false);
  // What lies in its place now is another one.
  mkdirSync(home);
  writeFileSync(join(home, 'catalogue.sqlite'), '');
  expect(await status()).toBe('home-missing');
  expect(readdirSync(home)).toEqual(['catalogue.sqlite']);
  rmSync(home, { recursive: true });
  renameSync(away, home);
  expect(await status()).toBe('running');
  expect(exits).toEqual([]);
});

test('gives up on an engine that cannot start', async () => {
  const broken = join(home, 'broken.mjs');
  writeFileSync(broken, 'process.exit(1);');
  expect(await startEngine({ home, entry: broken })).toMatchObject({
    ok: false,
    error: { code: 'engine-failed' },
  });
});
