import { networkInterfaces } from 'node:os';
import { createConnection, createServer } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, indexHtml, secret, startServing, type Serving } from './fixtures/serving.ts';
import { doorRoutes } from '../../src/contract/door-routes.ts';
import { refuseAll } from '../contract/refuse.ts';
import { startPageServer } from '../../src/serve/page-server.ts';

let serving: Serving;
let port = 0;
let own = '';

beforeAll(async () => {
  serving = await startServing();
  ({ port } = serving.server);
  own = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  await serving.stop();
});

test('serves the page with a policy that allows nothing inline and nothing from elsewhere', async () => {
  const { status, headers, body } = await ask(port, '/');
  expect(status).toBe(200);
  expect(body).toBe(indexHtml);
  expect(headers['content-security-policy']).toBe(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
      "img-src 'self' blob: data:; font-src 'self'; " +
      `connect-src 'self' ws://127.0.0.1:${port}; worker-src 'self'; ` +
      "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  );
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-cache',
  });
  expect(headers['set-cookie']).toBeUndefined();
  expect(headers['access-control-allow-origin']).toBeUndefined();
});

test('lets what never changes be kept, and says when the index has not changed', async () => {
  const asset = await ask(port, '/assets/main-AbCd1234.js');
  expect(asset.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'private, max-age=31536000, immutable',
  });
  const { headers } = await ask(port, '/index.html');
  const again = await ask(port, '/index.html', { 'If-None-Match': headers.etag ?? '' });
  expect(again).toMatchObject({ status: 304, body: '' });
  expect(await ask(port, '/', {}, 'HEAD')).toMatchObject({ status: 200, body: '' });
});

test.each([
  '/../secret.txt',
  '/assets/../../secret.txt',
  '/%2e%2e/secret.txt',
  '/%2e%2e%2fsecret.txt',
  '/..%5csecret.txt',
  '/..\\secret.txt',
  '//secret.txt',
  '/./index.html',
  '/index.html/',
  '/assets',
  '/assets/',
  '/linked.txt',
  '/notes.unknown',
  '/index.html%00.js',
  '/index.html?token=x',
  '/__proto__',
  '/constructor',
  'http://127.0.0.1/index.html',
  '*',
])('finds nothing at %s', async (path) => {
  const { status, body } = await ask(port, path);
  expect(status).toBe(404);
  expect(body).not.toContain(secret);
});

test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])(
  'refuses the method %s',
  async (method) => {
    const { status, headers } = await ask(port, '/', {}, method);
    expect(status).toBe(405);
    expect(headers.allow).toBe('GET, HEAD');
  },
);

test.each([
  'evil.example',
  'evil.example:80',
  '127.0.0.1',
  '127.0.0.1:1',
  '[::1]:1',
  '0.0.0.0',
  '127.0.0.1.evil.example',
])('refuses the host %s, with the right port too', async (host) => {
  const token = { Authorization: `Bearer ${serving.server.token}` };
  for (const Host of [host, `${host.replace(/:\d+$/u, '')}:${port}`]) {
    if (Host === `127.0.0.1:${port}`) continue;
    const { status, body } = await ask(port, '/session', { Host, ...token });
    expect(status).toBe(421);
    expect(body).not.toContain(host);
  }
});

test('answers to localhost by its port', async () => {
  const { status, headers } = await ask(port, '/', { Host: `localhost:${port}` });
  expect(status).toBe(200);
  expect(headers['content-security-policy']).toContain(`ws://localhost:${port};`);
});

test.each([
  () => 'http://evil.example',
  () => 'null',
  () => '',
  () => `http://127.0.0.1:${port + 1}`,
  () => `https://127.0.0.1:${port}`,
  () => `http://localhost:${port}`,
  () => `http://127.0.0.1:${port}.evil.example`,
])('refuses a foreign origin (%#)', async (origin) => {
  const headers = { Origin: origin(), Authorization: `Bearer ${serving.server.token}` };
  expect((await ask(port, '/session', headers)).status).toBe(403);
});

test('refuses what another port of 127.0.0.1 embeds or fetches, and lets its links be followed', async () => {
  const from = (site: string, mode: string, dest: string) => ({
    'Sec-Fetch-Site': site,
    'Sec-Fetch-Mode': mode,
    'Sec-Fetch-Dest': dest,
  });
  const script = '/assets/main-AbCd1234.js';
  expect((await ask(port, script, from('same-site', 'no-cors', 'script'))).status).toBe(403);
  expect((await ask(port, '/', from('same-site', 'cors', 'empty'))).status).toBe(403);
  expect((await ask(port, '/', from('cross-site', 'navigate', 'iframe'))).status).toBe(403);
  expect((await ask(port, '/session', from('same-site', 'navigate', 'document'))).status).toBe(403);
  expect((await ask(port, '/', from('cross-site', 'navigate', 'document'))).status).toBe(200);
  expect((await ask(port, script, from('same-origin', 'cors', 'script'))).status).toBe(200);
  expect((await ask(port, '/', from('none', 'navigate', 'document'))).status).toBe(200);
});

test('says whether an address is still valid, by the header only', async () => {
  const { token } = serving.server;
  const answer = async (headers: Record<string, string>, path = '/session') =>
    (await ask(port, path, { Origin: own, ...headers })).status;
  expect(token).toMatch(/^[\w-]{43}$/u);
  expect(await answer({ Authorization: `Bearer ${token}` })).toBe(204);
  expect(await answer({})).toBe(401);
  expect(await answer({ Authorization: `Bearer ${token}x` })).toBe(401);
  expect(await answer({ Authorization: `Bearer ${token.slice(0, -1)}` })).toBe(401);
  expect(await answer({ Authorization: `Basic ${token}` })).toBe(401);
  expect(await answer({ Cookie: `token=${token}` })).toBe(401);
  expect(await answer({}, `/session?token=${token}`)).toBe(404);
});

test('bounds what comes in before it is looked at', async () => {
  expect((await ask(port, '/', { 'X-Long': 'x'.repeat(40_000) })).status).toBe(431);
  const slow = createConnection(port, '127.0.0.1');
  slow.write('GET / HTTP/1.1\r\nHost: 127.0.0.1');
  slow.resume();
  const started = performance.now();
  await once(slow, 'close');
  expect(performance.now() - started).toBeLessThan(15_000);
});

test('listens on 127.0.0.1 and on no other address of the machine', async () => {
  const others = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .map(({ address, scopeid }) => (scopeid ? `${address}%${scopeid}` : address))
    .filter((address) => address !== '127.0.0.1');
  for (const address of [...others, '127.0.0.2', '::1']) {
    const socket = createConnection(port, address);
    const how = await new Promise((resolve) => {
      socket.once('connect', () => resolve('connected'));
      socket.once('error', () => resolve('refused'));
    });
    socket.destroy();
    expect([address, how]).toEqual([address, 'refused']);
  }
});

test('says when its port is taken, and when there is no page', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const bound = taken.address();
  if (bound === null || typeof bound === 'string') throw new Error('no port');
  const handlers = refuseAll(doorRoutes, { code: 'not-found', message: 'Never asked.' });
  const options = { page: `${serving.folder}/page`, handlers, onInternalError: () => {} };
  await expect(startPageServer({ ...options, port: bound.port })).rejects.toMatchObject({
    code: 'invalid-input',
  });
  taken.close();
  await expect(
    startPageServer({ ...options, port: 0, page: `${serving.folder}/nowhere` }),
  ).rejects.toMatchObject({ code: 'path-missing' });
});
