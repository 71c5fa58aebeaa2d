import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { CarrelFailure } from '../../src/contract/errors.ts';
import { ok } from '../../src/contract/result.ts';
import type { ChildExit } from '../../src/process/child-exit.ts';
import { supervise, type SuperviseOptions, type Supervised } from '../../src/process/supervise.ts';
import { sampleRoutes } from '../contract/sample-routes.ts';
import { isAlive, sampleFailure, startSampleChild } from './fixtures/start-child.ts';

type Options = SuperviseOptions<typeof sampleRoutes>;
const open: Supervised<typeof sampleRoutes>[] = [];

function supervised(options: Partial<Options> = {}): Supervised<typeof sampleRoutes> {
  const one = supervise({
    routes: sampleRoutes,
    start: startSampleChild,
    failure: sampleFailure,
    restart: { maxPerMinute: 5, backoffMs: 10 },
    graceMs: 300,
    ...options,
  });
  open.push(one);
  return one;
}

function pidOf(one: Supervised<typeof sampleRoutes>): number {
  const pid = one.pid();
  if (pid === undefined) throw new Error('There is no child.');
  return pid;
}

async function until(condition: () => boolean, ms: number): Promise<boolean> {
  const deadline = Date.now() + ms;
  while (!condition() && Date.now() < deadline) await delay(10);
  return condition();
}

afterEach(async () => {
  for (const one of open.splice(0)) await one.dispose();
});

test('a kill -9 in the middle of a call fails that call, and the next one works', async () => {
  const exits: ChildExit[] = [];
  const one = supervised({ onUnexpectedExit: (exit) => exits.push(exit) });
  const hanging = one.client.call('hang', {});
  await one.client.call('add', { left: 1 });
  const first = pidOf(one);
  process.kill(first, 'SIGKILL');
  expect(await hanging).toMatchObject({
    ok: false,
    error: { code: 'parse-crashed', details: { signal: 'SIGKILL' } },
  });
  expect(exits).toMatchObject([{ signal: 'SIGKILL', outOfMemory: false }]);
  expect(await one.client.call('add', { left: 1 })).toMatchObject({ ok: true });
  expect(one.pid()).not.toBe(first);
});

test('calls made at the same time share one child, prepared once', async () => {
  let starts = 0;
  let prepared = 0;
  const one = supervised({
    start: () => {
      starts += 1;
      return startSampleChild();
    },
    prepare: async (client) => {
      prepared += 1;
      return await client.call('add', { left: 1 });
    },
  });
  const results = await Promise.all([1, 2, 3].map((left) => one.client.call('add', { left })));
  expect(results).toEqual([1, 2, 3].map((sum) => ok({ sum })));
  expect({ starts, prepared }).toEqual({ starts: 1, prepared: 1 });
});

test('a child that dies again and again is given up, with the reason', async () => {
  const exits: ChildExit[] = [];
  const one = supervised({
    start: () => startSampleChild('crash'),
    restart: { maxPerMinute: 3, backoffMs: 10 },
    onUnexpectedExit: (exit) => exits.push(exit),
  });
  for (let n = 0; n < 5; n += 1) {
    expect(await one.client.call('add', { left: 1 })).toMatchObject({
      error: { code: 'parse-crashed', details: { code: 7 } },
    });
  }
  expect(exits).toHaveLength(3);
  expect(exits[0]?.stderr).toContain('crashing on purpose');
});

test('a program that cannot be started fails the call', async () => {
  const one = supervised({
    start: () => {
      const child = spawn('/nonexistent/program', { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
      return { process: child, stderrTail: () => '' };
    },
  });
  expect(await one.client.call('add', { left: 1 })).toMatchObject({
    error: { code: 'parse-crashed' },
  });
});

test('what hinders a start is passed on, and the next call tries again', async () => {
  let starts = 0;
  const one = supervised({
    start: () => {
      starts += 1;
      if (starts === 1) throw new CarrelFailure('unsandboxed', 'There is no sandbox.');
      return startSampleChild();
    },
  });
  expect(await one.client.call('add', { left: 1 })).toMatchObject({
    error: { code: 'unsandboxed' },
  });
  expect(await one.client.call('add', { left: 1 })).toMatchObject({ ok: true });
});

test('a child that could not be prepared is not used', async () => {
  let attempts = 0;
  const one = supervised({
    prepare: async (client) => {
      attempts += 1;
      return await client.call('fail', { how: 'expected' });
    },
  });
  for (let n = 1; n <= 2; n += 1) {
    expect(await one.client.call('add', { left: 1 })).toMatchObject({
      error: { code: 'file-damaged' },
    });
    expect(one.pid()).toBeUndefined();
    expect(attempts).toBe(n);
  }
});

test('an eager supervisor starts the next child by itself', async () => {
  const one = supervised({ eager: true });
  await one.client.call('add', { left: 1 });
  const first = pidOf(one);
  process.kill(first, 'SIGKILL');
  expect(await until(() => one.pid() !== undefined && one.pid() !== first, 5000)).toBe(true);
});

test('killing past a deadline is not counted as an exit', async () => {
  const exits: ChildExit[] = [];
  const one = supervised({
    restart: { maxPerMinute: 1, backoffMs: 0 },
    onUnexpectedExit: (exit) => exits.push(exit),
  });
  for (let n = 0; n < 3; n += 1) {
    const hanging = one.client.call('hang', {});
    expect(await one.client.call('add', { left: 1 })).toMatchObject({ ok: true });
    one.kill();
    expect(await hanging).toMatchObject({ error: { code: 'parse-crashed' } });
  }
  expect(exits).toEqual([]);
});

test('dispose ends the child by its channel, and calls after it fail', async () => {
  // Longer than any test: it ends by the channel, or not in time.
  const one = supervised({ graceMs: 600_000 });
  const hanging = one.client.call('hang', {});
  await one.client.call('add', { left: 1 });
  const pid = pidOf(one);
  await one.dispose();
  expect(isAlive(pid)).toBe(false);
  expect(await hanging).toMatchObject({ ok: false });
  expect(await one.client.call('add', { left: 1 })).toMatchObject({
    error: { code: 'connection-lost' },
  });
});

test('dispose waits for a child that was killed a moment before', async () => {
  const one = supervised();
  await one.client.call('add', { left: 1 });
  const pid = pidOf(one);
  one.kill();
  await one.dispose();
  expect(isAlive(pid)).toBe(false);
});

test('dispose ends a child that ignores every request to end', async () => {
  const one = supervised({ start: () => startSampleChild('stubborn'), graceMs: 200 });
  await one.client.call('add', { left: 1 });
  const pid = pidOf(one);
  await one.dispose();
  expect(isAlive(pid)).toBe(false);
});

test.runIf(process.platform !== 'win32')(
  'a child ends when its parent is killed with -9',
  async () => {
    const parent = spawn(
      process.execPath,
      [join(import.meta.dirname, 'fixtures/sample-parent.ts')],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const line = await new Promise<string>((resolve) => {
      parent.stdout.setEncoding('utf8').once('data', resolve);
    });
    const pid = Number(line.trim());
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    expect(await until(() => !isAlive(pid), 2000)).toBe(true);
  },
);

test('a child that is stopped in a call is killed, and the next one answers', async () => {
  let hangs = 0;
  const onHang = (): void => {
    hangs += 1;
  };
  const one = supervised({
    watchdog: {
      ping: (client) => client.call('aborted', {}),
      silentMs: 1500,
      stuckMs: 60_000,
      onHang,
    },
  });
  // Long enough for a first ping.
  await one.client.stream('count', { to: 3 }, () => delay(400));
  const first = pidOf(one);
  process.kill(first, 'SIGSTOP');
  expect(await one.client.call('add', { left: 1 })).toMatchObject({
    ok: false,
    error: { code: 'parse-crashed' },
  });
  expect(await until(() => !isAlive(first), 5000)).toBe(true);
  expect(await one.client.call('add', { left: 1 })).toMatchObject({ ok: true });
  expect(hangs).toBe(1);
});
