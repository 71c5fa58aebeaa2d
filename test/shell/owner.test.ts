import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { err, ok, type Result } from '../../src/contract/result.ts';
import type { Engine } from '../../src/shell/engine-host.ts';
import { connectOrOwn } from '../../src/shell/owner.ts';
import { writePidFile, isOtherProcessAlive } from '../../src/shell/pid-file.ts';
import { ownerAddress } from '../../src/shell/owner-address.ts';

let home = '';
const doors: Door[] = [];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'carrel-owner-'));
});
afterEach(async () => {
  for (const door of doors.splice(0)) await door.kill();
  rmSync(home, { recursive: true, force: true });
});

const roleLine = z.object({ role: z.string() });
const engineLine = z.object({ engine: z.object({ value: z.object({ queued: z.number() }) }) });

/** The process id of the engine a door uses. */
async function enginePid(one: Door): Promise<number> {
  return engineLine.parse(await one.ask('engine')).engine.value.queued;
}

/** A second process that uses the data folder, see fixtures/door.ts. */
class Door {
  readonly child;
  readonly #lines: AsyncIterator<string>;
  readonly exited: Promise<unknown>;

  constructor(folder: string) {
    this.child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'fixtures', 'door.ts'), folder],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    this.exited = once(this.child, 'exit');
    this.#lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
    doors.push(this);
  }

  async next(): Promise<unknown> {
    const line = await this.#lines.next();
    return line.done === true ? undefined : JSON.parse(line.value);
  }

  tell(command: string): void {
    this.child.stdin.write(`${command}\n`);
  }

  async ask(command: string): Promise<unknown> {
    this.tell(command);
    return await this.next();
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
  }
}

async function openDoor(expectedRole: string, folder = home): Promise<Door> {
  const one = new Door(folder);
  expect(await one.next()).toEqual({ role: expectedRole });
  return one;
}

test('a second process uses the engine of the first', async () => {
  const first = await openDoor('owner');
  const second = await openDoor('guest');
  expect(await enginePid(second)).toBe(await enginePid(first));
  expect(await second.ask('work')).toEqual({ working: true });
  expect(await second.next()).toEqual({
    work: 'done',
    seen: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  });
});

test('the socket and its folder are for their owner only', async () => {
  await openDoor('owner');
  const address = ownerAddress(home);
  expect(address.startsWith(join(home, 'run'))).toBe(true);
  expect(lstatSync(address).mode & 0o077).toBe(0);
  expect(lstatSync(join(home, 'run')).mode & 0o077).toBe(0);
});

test('where the path is too long the socket lies in a private temporary folder', async () => {
  const deep = join(home, 'a'.repeat(60), 'b'.repeat(60));
  mkdirSync(deep, { recursive: true, mode: 0o700 });
  const address = ownerAddress(deep);
  expect(Buffer.byteLength(address)).toBeLessThanOrEqual(100);
  expect(address.startsWith(deep)).toBe(false);
  await openDoor('owner', deep);
  await openDoor('guest', deep);
});

test('the socket of an owner that was killed is replaced', async () => {
  const first = await openDoor('owner');
  const engine = await enginePid(first);
  await first.kill();
  expect(existsSync(ownerAddress(home))).toBe(true);
  const second = await openDoor('owner');
  expect(await enginePid(second)).not.toBe(engine);
});

test('of several that start at once one owns and the others use it', async () => {
  const all = [new Door(home), new Door(home), new Door(home)];
  const roles = await Promise.all(all.map(async (one) => roleLine.parse(await one.next()).role));
  expect(roles.sort()).toEqual(['guest', 'guest', 'owner']);
  expect(new Set(await Promise.all(all.map(enginePid))).size).toBe(1);
});

test('an ending owner serves the work of its guest to the end; the guest then takes over', async () => {
  const first = await openDoor('owner');
  const second = await openDoor('guest');
  expect(await second.ask('work')).toEqual({ working: true });
  expect(await first.ask('close')).toEqual({ waiting: 1 });
  expect(await second.next()).toMatchObject({ work: 'done' });
  expect(await first.next()).toEqual({ closed: true });
  expect(await second.ask('status')).toMatchObject({ status: { ok: true }, role: 'owner' });
});

test('an ending owner waits for no guest that only follows the library', async () => {
  const first = await openDoor('owner');
  const second = await openDoor('guest');
  expect(await second.ask('follow')).toEqual({ following: true });
  expect(await first.ask('close')).toEqual({ closed: true });
  expect(await second.next()).toEqual({ follow: 'connection-lost' });
  expect(await second.ask('status')).toMatchObject({ status: { ok: true }, role: 'owner' });
});

test('an owner without guests ends at once and removes its socket', async () => {
  const first = await openDoor('owner');
  expect(await first.ask('close')).toEqual({ closed: true });
  expect(existsSync(ownerAddress(home))).toBe(false);
  expect(readdirSync(join(home, 'tmp'))).toEqual([]);
});

test('when the owner is killed, a guest fails its call in flight and takes over', async () => {
  const first = await openDoor('owner');
  const second = await openDoor('guest');
  expect(await second.ask('work')).toEqual({ working: true });
  await first.kill();
  expect(await second.next()).toMatchObject({ work: 'connection-lost' });
  expect(await second.ask('status')).toMatchObject({ status: { ok: true }, role: 'owner' });
});

test('a guest that cannot take over ends all the same', async () => {
  const owner = await openDoor('owner');
  const trying = Promise.withResolvers<void>();
  const refusal = Promise.withResolvers<Result<Engine>>();
  const startEngine = vi.fn(() => {
    trying.resolve();
    return refusal.promise;
  });
  const guest = await connectOrOwn({ home, startEngine, onInternalError: () => undefined });
  await owner.kill();
  // The first calls may still go to the connection that is being lost.
  const asked = (async () => {
    do await guest.client.call('status', {});
    while (startEngine.mock.calls.length === 0);
  })();
  await trying.promise;
  const closed = guest.close();
  refusal.resolve(err({ code: 'disk-full', message: 'The disk is full.' }));
  await closed;
  await asked;
});

test('an unexpected exception in a guest’s call reaches the owner’s log', async () => {
  const failing: Engine = {
    client: {
      call: (name) =>
        name === 'status'
          ? Promise.resolve(err({ code: 'store-damaged', message: 'Damaged.' }))
          : Promise.reject(new TypeError('on purpose')),
      stream: () => Promise.reject(new TypeError('on purpose')),
      close: () => undefined,
    },
    pid: () => undefined,
    dispose: () => Promise.resolve(),
  };
  const logged: [string, unknown][] = [];
  const owner = await connectOrOwn({
    home,
    startEngine: () => Promise.resolve(ok(failing)),
    onInternalError: (reference, error) => logged.push([reference, error]),
  });
  const guest = await openDoor('guest');
  const answer = z.object({ engine: z.object({ error: z.unknown() }) });
  const { engine } = answer.parse(await guest.ask('engine'));
  expect(logged).toEqual([[expect.any(String), expect.any(TypeError)]]);
  expect(engine.error).toMatchObject({
    code: 'internal',
    details: { reference: logged[0]?.[0] },
  });
  await guest.ask('close');
  await owner.close();
});

test('garbage on the socket closes that connection and harms nobody', async () => {
  const first = await openDoor('owner');
  for (const garbage of ['no json\n', '{"type":"call"}\n', 'x'.repeat(5_000_000)]) {
    const socket = createConnection(ownerAddress(home));
    socket.on('error', () => {});
    socket.write(garbage);
    socket.resume();
    await new Promise((resolve) => {
      socket.once('close', resolve);
    });
  }
  expect(await first.ask('status')).toMatchObject({ status: { ok: true } });
});

/** Milliseconds until a new door says that the data folder is in use; others are waited for 15 s. */
async function refusedAfter(): Promise<number> {
  const before = performance.now();
  expect(await new Door(home).next()).toEqual({ failed: 'home-in-use' });
  return performance.now() - before;
}

test('a folder that a stranger holds is said to be in use within seconds', async () => {
  const stranger = new DatabaseSync(join(home, 'catalogue.sqlite'));
  stranger.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;');
  try {
    expect(await refusedAfter()).toBeLessThan(15_000);
  } finally {
    stranger.close();
  }
});

test.skipIf(process.platform === 'win32')(
  'an owner that hangs is not waited for: the folder is in use',
  async () => {
    const first = await openDoor('owner');
    first.child.kill('SIGSTOP');
    try {
      expect(await refusedAfter()).toBeLessThan(15_000);
    } finally {
      first.child.kill('SIGCONT');
    }
    // It was not harmed, and answers again.
    await openDoor('guest');
  },
);

test('an owner that takes its time to end is waited for', async () => {
  writeFileSync(join(home, 'slow-end'), '');
  const first = await openDoor('owner');
  first.tell('close');
  while (existsSync(ownerAddress(home))) await delay(20);
  const before = performance.now();
  await openDoor('owner');
  expect(performance.now() - before).toBeGreaterThan(2500);
});

test('one command after the other finds the folder free', async () => {
  for (let round = 0; round < 4; round += 1) {
    const door = await openDoor('owner');
    expect(await door.ask('close')).toEqual({ closed: true });
  }
  expect(readdirSync(join(home, 'run'))).toEqual([]);
});

test('signs of dead processes are removed, those of living ones count', async () => {
  const pidFile = writePidFile(home);
  expect(isOtherProcessAlive(home)).toBe(false);
  const run = join(home, 'run');
  const dead = spawn(process.execPath, ['--version']);
  await once(dead, 'exit');
  writeFileSync(join(run, `owner-${dead.pid}`), String(dead.pid));
  expect(isOtherProcessAlive(home)).toBe(false);
  expect(readdirSync(run)).toEqual([`owner-${process.pid}`]);
  // The process of the door is gone, the engine it started is not yet.
  writeFileSync(join(run, `owner-${dead.pid}`), String(process.ppid));
  expect(isOtherProcessAlive(home)).toBe(true);
  pidFile.remove();
});
