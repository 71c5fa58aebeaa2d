import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startPageServer } from '../../src/serve/page-server.ts';
import { doorRoutes } from '../../src/contract/door-routes.ts';
import { refuseAll } from '../contract/refuse.ts';
import { endOf, openPage, socketTo, startServing, type Serving } from './fixtures/serving.ts';

let serving: Serving;
const sockets: WebSocket[] = [];

beforeAll(async () => {
  serving = await startServing();
});
afterAll(async () => {
  await serving.stop();
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) {
    const gone = socket.readyState === socket.CLOSED ? undefined : once(socket, 'close');
    socket.terminate();
    await gone;
  }
  await heardByServer();
});

/** The server, in this process, hears that a socket is gone in a later turn than the test. */
async function heardByServer(): Promise<void> {
  await delay(50);
  // However long this process was held up: what came in meanwhile is taken in between turns.
  for (let turns = 0; turns < 10; turns += 1) await turn();
}

async function page() {
  const opened = await openPage(serving.server);
  sockets.push(opened.socket);
  return opened;
}

/** A WebSocket that is open and has sent its first message. */
async function greeted(first: string | Buffer): Promise<WebSocket> {
  const socket = socketTo(serving.server);
  sockets.push(socket);
  await once(socket, 'open');
  socket.send(first);
  return socket;
}

/** What a socket receives until it ends. */
async function received(socket: WebSocket): Promise<{ messages: number; code: number }> {
  let messages = 0;
  socket.on('message', () => (messages += 1));
  return { code: await endOf(socket), messages };
}

const statusCall = JSON.stringify({ type: 'call', id: 1, route: 'status', input: {} });

test('answers calls of the engine and of the shell', async () => {
  const { client } = await page();
  expect(await client.call('status', {})).toMatchObject({ ok: true, value: { documents: 0 } });
  expect(await client.call('describeShell', {})).toMatchObject({
    ok: true,
    value: { door: 'serve', version: '1.2.3', home: serving.home },
  });
  expect(await client.call('search', { words: '' })).toMatchObject({
    ok: false,
    error: { code: 'invalid-input', details: { path: 'words' } },
  });
});

test('streams, and stops a stream on cancel', async () => {
  const { client } = await page();
  const file = join(serving.folder, 'canteen.txt');
  writeFileSync(file, 'The canteen opens at eleven and closes at two.\n');
  const seen: number[] = [];
  const added = await client.stream('addDocuments', { paths: [file] }, ({ filesDone }) => {
    seen.push(filesDone);
  });
  expect(added).toMatchObject({ ok: true, value: { progress: { filesDone: 1, filesFailed: 0 } } });
  expect(seen.length).toBeGreaterThan(0);

  const stop = new AbortController();
  const following = client.stream(
    'followEngine',
    {},
    (state) => {
      expect(state.state).toBe('running');
      stop.abort();
    },
    { signal: stop.signal },
  );
  expect(await following).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(await client.call('status', {})).toMatchObject({ ok: true, value: { documents: 1 } });
});

test('a page that goes away takes its streams along, and other pages stay', async () => {
  const [one, other] = [await page(), await page()];
  const running = Promise.withResolvers<unknown>();
  const following = one.client.stream('followEngine', {}, running.resolve);
  await running.promise;
  one.socket.terminate();
  expect(await following).toMatchObject({ ok: false, error: { code: 'connection-lost' } });
  expect(await other.client.call('status', {})).toMatchObject({ ok: true });
});

test.each([
  ['no token', statusCall],
  ['a wrong token', JSON.stringify({ token: 'x'.repeat(43) })],
  ['an empty token', JSON.stringify({ token: '' })],
  ['a token that is no text', JSON.stringify({ token: ['x'] })],
  ['no JSON', 'hello'],
  ['bytes', Buffer.from('{}')],
])('closes on %s, and answers nothing', async (_what, first) => {
  const socket = await greeted(first);
  socket.send(statusCall);
  expect(await received(socket)).toEqual({ code: 1008, messages: 0 });
});

test('takes the token as text, not as bytes, and not beside anything else', async () => {
  const { token } = serving.server;
  for (const first of [
    Buffer.from(JSON.stringify({ token })),
    JSON.stringify({ token, more: 1 }),
    JSON.stringify({ type: 'call', id: 1, route: 'status', input: {}, token }),
  ]) {
    expect(await received(await greeted(first))).toEqual({ code: 1008, messages: 0 });
  }
});

test('takes no token from the address', async () => {
  const { server } = serving;
  const socket = socketTo(server, `/contract?token=${server.token}`);
  expect(await endOf(socket)).toBe(404);
  expect(await endOf(socketTo(server, '/'))).toBe(404);
});

test('closes on who shows no token in time', async () => {
  const socket = socketTo(serving.server);
  await once(socket, 'open');
  const started = performance.now();
  expect(await endOf(socket)).toBe(1006);
  expect(performance.now() - started).toBeGreaterThan(4500);
});

test('refuses a handshake of a foreign or unknown page, with the right token to come', async () => {
  const { server } = serving;
  const { port } = server;
  for (const origin of [
    `http://127.0.0.1:${port + 1}`,
    `http://localhost:${port}`,
    `https://127.0.0.1:${port}`,
    'http://evil.example',
    'null',
    undefined,
  ]) {
    const options = origin === undefined ? {} : { origin };
    expect([origin, await endOf(socketTo(server, '/contract', options))]).toEqual([origin, 403]);
  }
  const foreign = {
    origin: `http://evil.example:${port}`,
    headers: { Host: `evil.example:${port}` },
  };
  expect(await endOf(socketTo(server, '/contract', foreign))).toBe(421);
});

test('cuts off a message that is too large', async () => {
  const { client, socket } = await page();
  const words = 'x'.repeat(3_000_000);
  expect(await client.call('search', { words })).toMatchObject({
    ok: false,
    error: { code: 'connection-lost' },
  });
  expect(socket.readyState).not.toBe(socket.OPEN);
  expect(await (await page()).client.call('status', {})).toMatchObject({ ok: true });
});

test('cuts off a page that asks and does not read', async () => {
  const { client, socket } = await page();
  await client.call('status', {});
  socket.pause();
  // Each wrong call is answered with an error; nothing of it is ever read.
  const call = (id: number) =>
    JSON.stringify({ type: 'call', id, route: 'x'.repeat(100), input: {} });
  const cut = new AbortController();
  for (const sign of ['error', 'close']) socket.once(sign, () => cut.abort());
  const deadline = performance.now() + 60_000;
  for (let id = 2; !cut.signal.aborted && performance.now() < deadline; id += 1) {
    socket.send(call(id));
    if (id % 5000 === 0) await delay(1);
  }
  expect(cut.signal.aborted).toBe(true);
});

test('takes eight pages, and as many again when they are gone', async () => {
  const pages = [];
  for (let n = 0; n < 8; n += 1) pages.push(await page());
  for (const { client } of pages) expect((await client.call('status', {})).ok).toBe(true);
  const ninth = await greeted(JSON.stringify({ token: serving.server.token }));
  expect(await endOf(ninth)).toBe(1013);
  pages[0]?.socket.terminate();
  await heardByServer();
  expect((await (await page()).client.call('status', {})).ok).toBe(true);
});

test('strangers who keep connections open do not keep pages out', async () => {
  const waiting = Array.from({ length: 8 }, () => socketTo(serving.server));
  sockets.push(...waiting);
  await Promise.all(waiting.map((socket) => once(socket, 'open')));
  expect(await endOf(socketTo(serving.server))).toBe(503);
  await Promise.all(waiting.map((socket) => endOf(socket)));
  await heardByServer();
  expect((await (await page()).client.call('status', {})).ok).toBe(true);
});

test("the token of one server is not another's", async () => {
  const other = await startPageServer({
    page: join(serving.folder, 'page'),
    port: 0,
    handlers: refuseAll(doorRoutes, { code: 'not-found', message: 'Another server.' }),
    onInternalError: () => undefined,
  });
  try {
    const socket = await greeted(JSON.stringify({ token: other.token }));
    expect(await endOf(socket)).toBe(1008);
  } finally {
    await other.close();
  }
});

test('closing the server takes leave of its pages', async () => {
  const other = await startPageServer({
    page: join(serving.folder, 'page'),
    port: 0,
    handlers: refuseAll(doorRoutes, { code: 'not-found', message: 'Another server.' }),
    onInternalError: () => undefined,
  });
  const { socket, client } = await openPage(other);
  expect(await client.call('status', {})).toMatchObject({ error: { code: 'not-found' } });
  const ended = endOf(socket);
  await other.close();
  expect(await ended).toBe(1001);
});

test('nothing went wrong inside on the way', () => {
  expect(serving.internalErrors).toEqual([]);
});
