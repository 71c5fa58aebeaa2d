import type { IncomingMessage } from 'node:http';

/** Why a request is refused, as a status of HTTP. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 404 | 405 | 421 | 426 | 503;
  readonly reason: string;
}

/** A header that must not come twice. */
function only(request: IncomingMessage, name: string): string | undefined {
  const values = request.headersDistinct[name];
  return values === undefined ? undefined : values.length === 1 ? values[0] : '';
}

/** The names under which the server may be asked. */
function isOwnHost(host: string | undefined, port: number): host is string {
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}

/**
 * Checks that a request is for this server and from its own page: the Host header (a foreign name
 * that leads to 127.0.0.1 is refused), the Origin where there is one, and what the browser says
 * about the page behind it: another port of 127.0.0.1 is the same site but not the same origin.
 * Following a link to the page itself is allowed to anyone: without a token it shows nothing.
 */
export function refusalOf(request: IncomingMessage, port: number): Refusal | undefined {
  const host = only(request, 'host');
  if (!isOwnHost(host, port)) return { status: 421, reason: 'not a name of this server' };
  const origin = only(request, 'origin');
  if (origin !== undefined && origin !== `http://${host}`) {
    return { status: 403, reason: 'not the page of this server' };
  }
  const site = only(request, 'sec-fetch-site');
  if (site === undefined || site === 'same-origin' || site === 'none') return undefined;
  const followed =
    request.url === '/' &&
    only(request, 'sec-fetch-mode') === 'navigate' &&
    only(request, 'sec-fetch-dest') === 'document';
  return followed ? undefined : { status: 403, reason: 'not the page of this server' };
}

/** The same for a WebSocket, which must say its Origin: there is no other wall around those. */
export function upgradeRefusalOf(request: IncomingMessage, port: number): Refusal | undefined {
  const refusal = refusalOf(request, port);
  if (refusal !== undefined) return refusal;
  if (request.headers.origin === undefined) return { status: 403, reason: 'no origin' };
  if (request.method !== 'GET') return { status: 405, reason: 'not a way to ask' };
  return request.url === '/contract' ? undefined : { status: 404, reason: 'nothing here' };
}

/** The token of an `Authorization: Bearer` header, or undefined. */
export function bearer(request: IncomingMessage): string | undefined {
  return /^Bearer ([\w-]{1,200})$/u.exec(only(request, 'authorization') ?? '')?.[1];
}
