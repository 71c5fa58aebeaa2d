import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startHostProcess, type HostProcess } from '../../electron/host-process.ts';
import { channels, Relay } from '../../electron/relay.ts';
import { createClient } from '../../src/contract/client.ts';
import { doorRoutes, type DoorRoutes } from '../../src/contract/door-routes.ts';
import { unwrap } from '../../src/contract/result.ts';
import type { Client } from '../../src/contract/route.ts';
import { connectOrOwn } from '../../src/shell/owner.ts';

const repository = resolve(import.meta.dirname, '../..');
const place = mkdtempSync(join(tmpdir(), 'carrel-move-'));
const first = join(place, 'data', 'carrel');

describe.skipIf(process.platform !== 'linux')('the data folder', () => {
  let host: HostProcess;
  let page: Client<DoorRoutes>;

  beforeEach(() => {
    const relay = new Relay((message) => {
      host.send(message);
    });
    const listeners: ((message: unknown) => void)[] = [];
    relay.opened({
      id: 1,
      isDestroyed: () => false,
      send: (channel, message) => {
        if (channel === channels.message) for (const each of listeners) each(message);
      },
    });
    page = createClient(doorRoutes, {
      send: (message) => {
        relay.heard(1, message);
      },
      onMessage: (listener) => listeners.push(listener),
      onClose: () => undefined,
      close: () => undefined,
    });
    host = startHostProcess({
      node: process.execPath,
      entry: join(repository, 'src/desktop/main.ts'),
      args: [],
      environment: {
        ...process.env,
        CARREL_HOME: undefined,
        CARREL_GPU: 'off',
        XDG_DATA_HOME: join(place, 'data'),
        XDG_CONFIG_HOME: join(place, 'config'),
      },
      onEnd: () => undefined,
      onMessage: (message) => {
        if (message.type === 'ready') relay.hostReady();
        else if (message.type === 'page-message') relay.fromHost(message);
      },
    });
  });
  afterEach(async () => {
    await host.stop();
  });
  afterAll(() => {
    rmSync(place, { recursive: true, force: true });
  });

  const home = async (): Promise<string> => unwrap(await page.call('describeShell', {})).home;
  const keptPaths = async (): Promise<string[]> =>
    unwrap(await page.call('browseDocuments', {})).documents.map(({ path }) => path);
  const move = (to: string) => page.stream('moveHome', { to }, () => undefined);

  test('moves with everything in it, kept copies too, and leaves nothing behind', async () => {
    expect(await home()).toBe(first);
    const text = 'The blue trailer weighs 900 kilograms. It is kept in hall four.';
    const kept = await page.call('keepCopy', {
      upload: randomUUID(),
      name: 'Trailer.txt',
      collection: 'default',
      offset: 0,
      bytes: Buffer.from(text).toString('base64'),
      last: true,
      modified: 1_700_000_000_000,
    });
    const { path } = unwrap(kept);
    unwrap(await page.stream('addDocuments', { paths: [path ?? ''] }, () => undefined));
    const to = join(place, 'elsewhere', 'carrel data');
    const reported: number[] = [];
    const moved = await page.stream('moveHome', { to }, ({ bytesDone, bytesTotal }) => {
      reported.push(bytesDone / bytesTotal);
    });
    expect(unwrap(moved).home).toBe(to);
    expect(reported.at(-1)).toBeGreaterThan(0.9);
    expect(await home()).toBe(to);
    expect(existsSync(first)).toBe(false);
    const [now = ''] = await keptPaths();
    expect(now.startsWith(join(to, 'kept'))).toBe(true);
    expect(existsSync(now)).toBe(true);
    const answer = await page.stream(
      'ask',
      { question: 'How much does the blue trailer weigh?', mode: 'quote' },
      () => undefined,
    );
    expect(unwrap(answer).verdict).not.toBe('absent');
  });

  test('is found at its new place by the next start', async () => {
    const to = join(place, 'elsewhere', 'carrel data');
    expect(await home()).toBe(to);
    expect(await keptPaths()).toHaveLength(1);
  });

  test('stays where it is when the new place will not do, or on a word', async () => {
    const from = await home();
    const full = join(place, 'full');
    mkdirSync(full, { mode: 0o700 });
    writeFileSync(join(full, 'something.txt'), 'else');
    expect((await move(full)).ok).toBe(false);
    expect((await move(join(from, 'inside'))).ok).toBe(false);
    const controller = new AbortController();
    const to = join(place, 'given-up');
    const stopped = await page.stream('moveHome', { to }, () => controller.abort(), {
      signal: controller.signal,
    });
    expect(stopped.ok).toBe(false);
    await expect.poll(async () => (await page.call('browseDocuments', {})).ok).toBe(true);
    expect(await home()).toBe(from);
    expect(await keptPaths()).toHaveLength(1);
    expect(readdirSync(full)).toEqual(['something.txt']);
    await expect.poll(() => existsSync(to)).toBe(false);
  });

  test('stays where it is while another process uses it', async () => {
    const from = await home();
    expect((await page.call('browseDocuments', {})).ok).toBe(true);
    const guest = await connectOrOwn({
      home: from,
      startEngine: () => Promise.reject(new Error('The desktop owns the engine.')),
      onInternalError: () => undefined,
    });
    const to = join(place, 'shared');
    expect(await move(to)).toMatchObject({ ok: false, error: { code: 'home-in-use' } });
    expect(existsSync(to)).toBe(false);
    await guest.close();
    expect(await keptPaths()).toHaveLength(1);
  });

  test('stays where it is when it was written to while it was copied', async () => {
    const from = await home();
    const to = join(place, 'written');
    const moved = await page.stream('moveHome', { to }, () => {
      writeFileSync(join(from, 'written-meanwhile'), '');
    });
    rmSync(join(from, 'written-meanwhile'));
    expect(moved).toMatchObject({ ok: false, error: { code: 'home-in-use' } });
    expect(existsSync(to)).toBe(false);
    expect(await keptPaths()).toHaveLength(1);
  });

  test('stays where it is when the application is closed meanwhile', async () => {
    const from = await home();
    const to = join(place, 'closed');
    const copying = Promise.withResolvers<void>();
    void page.stream('moveHome', { to }, () => {
      copying.resolve();
    });
    await copying.promise;
    await host.stop();
    expect(existsSync(to)).toBe(false);
    expect(existsSync(join(from, 'catalogue.sqlite'))).toBe(true);
  });

  test('stays where it is, open, when the new place cannot be noted', async () => {
    const from = await home();
    const inTheWay = join(place, 'config', 'carrel', 'home.new');
    mkdirSync(inTheWay);
    const to = join(place, 'unnoted');
    expect((await move(to)).ok).toBe(false);
    rmSync(inTheWay, { recursive: true });
    expect(await home()).toBe(from);
    expect(await keptPaths()).toHaveLength(1);
    expect(existsSync(to)).toBe(false);
  });
});
