import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { minimalEnvironment } from '../../src/process/environment.ts';
import { exitOf } from '../../src/process/child-exit.ts';
import { spawnNode, type NodePermissions } from '../../src/process/spawn.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'carrel-spawn-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const nothing: NodePermissions = {
  read: [],
  write: [],
  addons: false,
  childProcess: false,
  worker: false,
  network: false,
};

/** Runs a script as a child and returns the one message it sends. */
async function report(
  script: string,
  permissions: NodePermissions,
  env: Record<string, string> = {},
): Promise<unknown> {
  const entry = join(folder, `script-${Math.random().toString(36).slice(2)}.mjs`);
  writeFileSync(entry, script);
  const child = spawnNode({
    entry,
    permissions: { ...permissions, read: permissions.read === '*' ? '*' : [folder] },
    env,
  });
  const exit = exitOf(child);
  const message = new Promise<unknown>((resolve) => {
    child.process.once('message', resolve);
  });
  const first = await Promise.race([message, exit]);
  if (child.process.connected) child.process.disconnect();
  await exit;
  return first;
}

const attempts = `
  import { readFileSync, writeFileSync } from 'node:fs';
  import { spawnSync } from 'node:child_process';
  import { createServer } from 'node:net';
  import { Worker } from 'node:worker_threads';
  const attempt = (act) => { try { act(); return 'worked'; } catch (error) { return error.code; } };
  const listen = () => new Promise((resolve) => {
    try {
      const server = createServer();
      server.once('error', (error) => resolve(error.code));
      // A refused bind is thrown from a later tick.
      process.once('uncaughtException', (error) => resolve(error.code));
      server.listen(0, '127.0.0.1', () => { server.close(); resolve('worked'); });
    } catch (error) { resolve(error.code); }
  });
  process.on('disconnect', () => process.exit(0));
  process.send({
    read: attempt(() => readFileSync('/etc/hostname')),
    write: attempt(() => writeFileSync(process.env.TARGET, 'x')),
    child: attempt(() => spawnSync(process.execPath, ['--version'])),
    worker: attempt(() => new Worker('0', { eval: true })),
    network: await listen(),
  });
`;

test('a child has no right that is not named', async () => {
  const target = join(folder, 'denied.txt');
  const denied = 'ERR_ACCESS_DENIED';
  expect(await report(attempts, nothing, { TARGET: target })).toEqual({
    read: denied,
    write: denied,
    child: denied,
    worker: denied,
    network: denied,
  });
});

test('a child has each right that is named', async () => {
  const target = join(folder, 'granted.txt');
  const all: NodePermissions = {
    read: '*',
    write: [folder],
    addons: true,
    childProcess: true,
    worker: true,
    network: true,
  };
  expect(await report(attempts, all, { TARGET: target })).toEqual({
    read: 'worked',
    write: 'worked',
    child: 'worked',
    worker: 'worked',
    network: 'worked',
  });
  expect(readFileSync(target, 'utf8')).toBe('x');
});

test('a child sees only the named part of the environment', async () => {
  process.env['CARREL_TEST_SECRET'] = 'token';
  process.env['NODE_OPTIONS'] = '--no-warnings';
  try {
    const script = `process.on('disconnect', () => process.exit(0)); process.send(process.env);`;
    const env = await report(script, nothing, { CARREL_HOME: '/home/of/carrel' });
    expect(env).toMatchObject({ CARREL_HOME: '/home/of/carrel', PATH: process.env['PATH'] });
    expect(JSON.stringify(env)).not.toMatch(/token|no-warnings/);
  } finally {
    delete process.env['CARREL_TEST_SECRET'];
    delete process.env['NODE_OPTIONS'];
  }
});

test('the environment is filtered without regard to case', () => {
  expect(
    minimalEnvironment({ Path: 'a', SystemRoot: 'b', LC_ALL: 'c', LD_PRELOAD: 'd', x: undefined }),
  ).toEqual({ Path: 'a', SystemRoot: 'b', LC_ALL: 'c' });
});

test('the end of the error output is kept, and no more than its bound', async () => {
  const entry = join(folder, 'noisy.mjs');
  writeFileSync(
    entry,
    `process.stderr.write('a'.repeat(100_000) + 'the last words', () => process.exit(3));`,
  );
  const child = spawnNode({ entry, permissions: { ...nothing, read: [folder] } });
  const exit = await exitOf(child);
  expect(exit).toMatchObject({ code: 3, signal: null, outOfMemory: false });
  expect(exit.stderr).toMatch(/a+the last words$/);
  expect(exit.stderr.length).toBe(8192);
});

test('reaching the memory limit is told apart from other exits', async () => {
  const entry = join(folder, 'greedy.mjs');
  writeFileSync(entry, `const all = []; for (;;) all.push({ text: String(all.length) });`);
  const child = spawnNode({ entry, permissions: { ...nothing, read: [folder] }, memoryMb: 32 });
  expect(await exitOf(child)).toMatchObject({ outOfMemory: true });
});

test('a sandbox changes the command that is run', async () => {
  const entry = join(folder, 'plain.mjs');
  writeFileSync(entry, `process.exit(process.argv.includes('confined') ? 5 : 6);`);
  const child = spawnNode({
    entry,
    permissions: { ...nothing, read: [folder] },
    confine: ({ file, args }) => ({ file, args: [...args, 'confined'] }),
  });
  expect(await exitOf(child)).toMatchObject({ code: 5 });
});
