import { describe, expect, test } from 'vitest';
import { isOwnAddress, isOwnFrame } from '../../electron/page-address.ts';
import { pageResponder } from '../../electron/page-protocol.ts';

const file = (type: string, text: string) => ({
  type,
  body: Buffer.from(text),
  etag: '"x"',
  lasting: false,
});
const respond = pageResponder(
  new Map([
    ['/index.html', file('text/html; charset=utf-8', '<p>page</p>')],
    ['/assets/a.js', file('text/javascript; charset=utf-8', '1')],
  ]),
);
const get = (url: string, method = 'GET') => respond({ url, method });

describe('app://carrel', () => {
  test('serves the page, with a policy that lets nothing else in', async () => {
    const response = get('app://carrel/index.html');
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('<p>page</p>');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).not.toContain('ws:');
    expect(policy).not.toContain('unsafe-inline');
  });

  test.each([
    'app://carrel/../package.json',
    'app://carrel/..%2f..%2fpackage.json',
    'app://carrel/%2e%2e/%2e%2e/etc/passwd',
    'app://carrel//etc/passwd',
    'app://carrel/assets',
    'app://other/index.html',
    'app://carrel.example/index.html',
    'app://carrel:80/index.html',
    'not an address',
  ])('has nothing at %s', (url) => {
    expect(get(url).status).toBe(404);
  });

  test('only reads', async () => {
    expect(get('app://carrel/index.html', 'POST').status).toBe(405);
    expect(await get('app://carrel/index.html', 'HEAD').text()).toBe('');
  });
});

describe('who may speak', () => {
  test('is the page in its own window', () => {
    expect(isOwnFrame({ url: 'app://carrel/index.html', parent: null })).toBe(true);
    expect(isOwnFrame({ url: 'app://carrel/index.html', parent: {} })).toBe(false);
    expect(isOwnFrame({ url: 'app://carrel.example/', parent: null })).toBe(false);
    expect(isOwnFrame({ url: 'https://example.org/', parent: null })).toBe(false);
    expect(isOwnFrame(null)).toBe(false);
    expect(isOwnAddress('blob:app://carrel/1')).toBe(true);
    expect(isOwnAddress('blob:https://example.org/1')).toBe(false);
  });
});
