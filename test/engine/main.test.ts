import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Isolation } from '../../src/contract/system.ts';
import type { SandboxPolicy } from '../../src/process/sandbox/index.ts';
import { confine } from '../../src/process/sandbox/index.ts';
import { isolationInForce } from '../../src/engine/isolation.ts';
import { startEngine, type Engine, type EngineOptions } from '../../src/shell/engine-host.ts';
import { openStore } from '../../src/store/open.ts';

let home = '';
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'carrel-engine-')));
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

const claimed: Isolation = { network: 'kernel', files: 'kernel', mechanisms: ['seccomp'] };

async function start(options: Partial<EngineOptions> = {}): Promise<Engine> {
  const env = { CARREL_ISOLATION: JSON.stringify(claimed), CARREL_GPU: 'off' };
  const started = await startEngine({ home, env, ...options });
  if (!started.ok) throw new Error(started.error.message);
  return started.value;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('it starts, answers, keeps others out, and lets go of the folder when it ends', async () => {
  const engine = await start();
  expect(await engine.client.call('status', {})).toMatchObject({ value: { home, documents: 0 } });
  await expect(openStore(home)).rejects.toMatchObject({ code: 'home-in-use' });
  const second = await startEngine({ home, env: { CARREL_ISOLATION: JSON.stringify(claimed) } });
  expect(second).toMatchObject({ ok: false, error: { code: 'home-in-use' } });
  const pid = engine.pid() ?? 0;
  await engine.dispose();
  expect(isRunning(pid)).toBe(false);
  await (await openStore(home)).close();
});

test.skipIf(process.platform === 'win32')('SIGTERM ends it in order; it comes back', async () => {
  const exits: (number | null)[] = [];
  const engine = await start({ onUnexpectedExit: ({ code }) => exits.push(code) });
  const pid = engine.pid() ?? 0;
  process.kill(pid, 'SIGTERM');
  while (isRunning(pid)) await delay(20);
  await expect.poll(() => exits).toEqual([0]);
  expect(await engine.client.call('status', {})).toMatchObject({ ok: true });
  await engine.dispose();
});

test.skipIf(process.platform !== 'linux')(
  'it reports the isolation that was applied to it, not what it was told',
  async () => {
    const open = await start();
    expect(await open.client.call('status', {})).toMatchObject({
      value: { isolation: { network: 'runtime', files: 'runtime' } },
    });
    await open.dispose();

    const policy: SandboxPolicy = {
      network: 'none',
      writable: [home],
      readable: 'all',
      devices: 'none',
    };
    const weak = { network: 'runtime', files: 'runtime', mechanisms: [] };
    const held = await start({
      confine: (command) => confine(command, policy),
      env: { CARREL_ISOLATION: JSON.stringify(weak), CARREL_GPU: 'off' },
    });
    const status = await held.client.call('status', {});
    expect(status.ok && status.value.isolation.mechanisms).toContain('seccomp');
    expect(status).toMatchObject({ value: { isolation: { network: 'kernel' } } });
    await held.dispose();
  },
);

test('isolation: what the launcher left counts on Linux, what the shell found elsewhere', () => {
  const launcher = { CARREL_SANDBOX: JSON.stringify({ seccomp: false, landlock: 4 }) };
  const permissions = true;
  const linux = { platform: 'linux', permissions } as const;
  expect(isolationInForce(claimed, { ...linux, environment: launcher })).toEqual({
    network: 'runtime',
    files: 'kernel',
    mechanisms: ['landlock', 'node-permission'],
  });
  expect(isolationInForce(claimed, { ...linux, environment: {} }).network).toBe('runtime');
  const garbage = { CARREL_SANDBOX: 'yes, all of it' };
  expect(isolationInForce(claimed, { ...linux, environment: garbage }).network).toBe('runtime');
  const mac = { platform: 'darwin', permissions, environment: {} } as const;
  expect(isolationInForce(claimed, mac)).toEqual(claimed);
  expect(isolationInForce(claimed, { ...mac, permissions: false }).network).toBe('none');
});
