import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { ask } from './fixtures/serving.ts';

const program = resolve(import.meta.dirname, '../../scripts/carrel.ts');
const printed = z.strictObject({ address: z.string(), port: z.number().int() });

let home = '';
const running: ChildProcess[] = [];

beforeEach(() => {
  home = join(mkdtempSync(join(tmpdir(), 'carrel-serve-command-')), 'home');
});
afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(resolve(home, '..'), { recursive: true, force: true });
});

/** Starts `carrel serve` of this checkout, which builds the page where that is needed. */
function serve(...args: string[]) {
  const child = spawn(
    process.execPath,
    ['--no-warnings', program, 'serve', '--json', '--home', home, ...args],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, CARREL_GPU: 'off' } },
  );
  running.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const errors = text(child.stderr);
  return {
    child,
    async address() {
      const line = await lines.next();
      if (line.done === true) throw new Error(await errors);
      return printed.parse(JSON.parse(line.value));
    },
    async end() {
      if (child.exitCode === null) await once(child, 'exit');
      return { code: child.exitCode, errors: await errors };
    },
  };
}

async function isValid(address: string, port: number): Promise<boolean> {
  const token = new URL(address).hash.replace('#token=', '');
  const { status } = await ask(port, '/session', { Authorization: `Bearer ${token}` });
  return status === 204;
}

test('serves until Ctrl-C, and a second one shares its engine', async () => {
  const first = serve();
  const { address, port } = await first.address();
  expect(address).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${port}/#token=[\\w-]{43}$`, 'u'));
  expect(await isValid(address, port)).toBe(true);
  const page = await ask(port, '/');
  expect(page.status).toBe(200);
  // Every file that the index names is there.
  const named = [...page.body.matchAll(/(?:src|href)="\.?(\/[^"]+)"/gu)].map(([, path]) => path);
  expect(named.length).toBeGreaterThan(1);
  for (const path of named)
    expect([path, (await ask(port, path ?? '')).status]).toEqual([path, 200]);

  const second = serve();
  const other = await second.address();
  expect(other.port).not.toBe(port);
  expect(await isValid(other.address, other.port)).toBe(true);
  expect(await isValid(address, other.port)).toBe(false);

  second.child.kill('SIGINT');
  expect((await second.end()).code).toBe(0);
  expect(await isValid(address, port)).toBe(true);
  first.child.kill('SIGINT');
  expect((await first.end()).code).toBe(0);
  await expect(ask(port, '/')).rejects.toThrow('ECONNREFUSED');
  expect(existsSync(join(home, 'run', 'engine.sock'))).toBe(false);
  expect(readdirSync(join(home, 'tmp'))).toEqual([]);
});

test('refuses a port that is taken, and ends its engine', async () => {
  const first = serve();
  const { port } = await first.address();
  const second = serve('--port', String(port));
  const { code, errors } = await second.end();
  expect(errors).toContain('choose another with --port');
  expect(code).toBe(2);
});
