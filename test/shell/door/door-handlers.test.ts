import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession } from '../../../src/shell/session.ts';
import type { Session } from '../../../src/shell/session.ts';
import { createClient } from '../../../src/contract/client.ts';
import { doorRoutes, type DoorRoutes } from '../../../src/contract/door-routes.ts';
import { memoryPair } from '../../contract/memory-pair.ts';
import type { Client } from '../../../src/contract/route.ts';
import { serve } from '../../../src/contract/server.ts';
import { doorHandlers } from '../../../src/shell/door/door-handlers.ts';
import type { ShellSystem } from '../../../src/shell/door/shell-system.ts';
import { prepareHome } from '../../../src/shell/home.ts';

const plain: ShellSystem = { door: 'serve', node: process.execPath };
let folder = '';
let home = '';
let session: Session;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'carrel-door-'));
  home = prepareHome(join(folder, 'home'));
  session = await openSession({ home, note: () => undefined, allowUnsandboxed: true });
});
afterAll(async () => {
  await session.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A page before the real engine, whose door has `system` around it. */
function pageWith(system: Partial<ShellSystem> = {}): Client<DoorRoutes> {
  const [near, far] = memoryPair();
  const handlers = doorHandlers(session.client, {
    home,
    version: '1.2.3',
    samples: '/samples',
    system: { ...plain, ...system },
  });
  serve(doorRoutes, handlers, far);
  return createClient(doorRoutes, near);
}

test('describes a door that can do nothing but show the page, and refuses the rest', async () => {
  const page = pageWith();
  const shell = await page.call('describeShell', {});
  expect(shell).toMatchObject({
    ok: true,
    value: { canChoose: false, canOpen: false, canMoveHome: false, samples: '/samples', home },
  });
  if (!shell.ok) return;
  expect(shell.value.memoryBytes).toBeGreaterThan(1e8);
  expect(shell.value.freeDiskBytes).toBeGreaterThan(0);
  const refused = { ok: false, error: { code: 'invalid-input' } };
  expect(await page.call('choosePaths', { kind: 'files' })).toMatchObject(refused);
  expect(await page.call('openOutside', { documentId: '1', reveal: true })).toMatchObject(refused);
  expect(await page.call('announce', { progress: 0.5, notice: null })).toMatchObject(refused);
  expect(await page.stream('moveHome', { to: '/elsewhere' }, () => {})).toMatchObject(refused);
});

test('hands the page what the system around it gives', async () => {
  const announced: unknown[] = [];
  const page = pageWith({
    choose: async (kind) => [`/chosen/${kind}`],
    announce: async (what) => {
      announced.push(what);
    },
    async moveHome(to, report) {
      report({ bytesDone: 1, bytesTotal: 2 });
      return { home: to };
    },
  });
  expect(await page.call('describeShell', {})).toMatchObject({
    value: { canChoose: true, canOpen: false, canMoveHome: true },
  });
  expect(await page.call('choosePaths', { kind: 'folder' })).toMatchObject({
    value: { paths: ['/chosen/folder'] },
  });
  await page.call('announce', { progress: null, notice: { title: 'Done', body: '3 files' } });
  expect(announced).toEqual([{ progress: null, notice: { title: 'Done', body: '3 files' } }]);
  const steps: unknown[] = [];
  const moved = await page.stream('moveHome', { to: '/new' }, (step) => {
    steps.push(step);
  });
  expect(moved).toMatchObject({ value: { home: '/new' } });
  expect(steps).toEqual([{ bytesDone: 1, bytesTotal: 2 }]);
});

test('adds what a page asked for though the page is closed, but not what it took back', async () => {
  const boat = join(folder, 'boat');
  const oar = join(folder, 'oar');
  for (const each of [boat, oar]) {
    mkdirSync(each);
    for (const name of ['one.txt', 'two.txt']) writeFileSync(join(each, name), `${each} ${name}\n`);
  }
  const [near, far] = memoryPair();
  const { client } = session;
  serve(
    doorRoutes,
    doorHandlers(client, { home, version: '1.2.3', samples: null, system: plain }),
    far,
  );
  const page = createClient(doorRoutes, near);
  const stop = new AbortController();
  const back = page.stream('addDocuments', { paths: [oar] }, () => {}, { signal: stop.signal });
  stop.abort();
  expect(await back).toMatchObject({ error: { code: 'cancelled' } });
  const lost = page.stream('addDocuments', { paths: [boat] }, () => {});
  // The call is on its way.
  await Promise.resolve();
  page.close();
  expect(await lost).toMatchObject({ error: { code: 'connection-lost' } });
  const names = async () => {
    const listed = await client.call('browseDocuments', {});
    return listed.ok ? listed.value.documents.map(({ path }) => path) : [];
  };
  await expect
    .poll(names, { timeout: 60_000 })
    .toEqual([join(boat, 'one.txt'), join(boat, 'two.txt')]);
});

test('lists the profiles for this machine', async () => {
  const listed = await pageWith().call('listProfiles', {});
  if (!listed.ok) throw new Error(listed.error.message);
  expect(listed.value.profiles.map(({ name }) => name)).toEqual([
    'tiny',
    'standard',
    'workstation',
  ]);
  expect(listed.value.profiles.filter(({ recommended }) => recommended)).toHaveLength(1);
});

test('refuses to fetch a model that the catalogue does not have', async () => {
  const fetched = await pageWith().stream('fetchModel', { id: '../../etc/passwd' }, () => {});
  expect(fetched).toMatchObject({ ok: false, error: { code: 'model-unknown' } });
});

test('proves the isolation once for all who ask at the same time', async () => {
  const page = pageWith();
  const [one, other] = await Promise.all([
    page.call('proveIsolation', {}),
    page.call('proveIsolation', {}),
  ]);
  expect(one).toEqual(other);
  if (!one.ok) throw new Error(one.error.message);
  expect(one.value.results.length).toBeGreaterThan(10);
  expect(one.value.results.filter(({ outcome }) => outcome === 'escaped')).toEqual([]);
});
