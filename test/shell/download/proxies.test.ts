import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followProxies, useProxy } from '../../../src/shell/download/proxies.ts';

/** A proxy on this machine that answers by itself, and the hosts it was asked for. */
async function startProxy() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(new URL(request.url ?? '', 'http://direct').host);
    response.end('by the proxy');
  });
  server.on('connect', ({ url }, socket) => {
    asked.push(url ?? '');
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { asked, address: `http://127.0.0.1:${port}`, stop: () => server.close() };
}

/** What becomes of the request is no matter, only which way it went. */
async function send(): Promise<void> {
  followProxies();
  await fetch('https://models.invalid/').catch(() => undefined);
}

beforeEach(() => {
  for (const name of ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy']) {
    vi.stubEnv(name, undefined);
  }
});
afterEach(() => {
  vi.unstubAllEnvs();
  followProxies();
});

test('requests go by the proxy that was found last, or by none', async () => {
  const proxies = [await startProxy(), await startProxy()];
  for (const { address } of proxies) {
    useProxy(address);
    await send();
  }
  useProxy(null);
  await send();
  expect(proxies.map(({ asked }) => asked)).toEqual([
    ['models.invalid:443'],
    ['models.invalid:443'],
  ]);
  for (const { stop } of proxies) stop();
});

test('a proxy that the environment names stays', async () => {
  vi.resetModules();
  const fresh = await import('../../../src/shell/download/proxies.ts');
  vi.stubEnv('HTTPS_PROXY', 'http://own:3128');
  fresh.useProxy('http://found:3128');
  expect(process.env['HTTPS_PROXY']).toBe('http://own:3128');
});
