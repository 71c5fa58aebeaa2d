import { getCACertificates, setDefaultCACertificates } from 'node:tls';

const MAX_REDIRECTS = 5;

export interface HttpsOptions {
  /** Milliseconds until the answer's headers, for each hop. */
  readonly connectMs: number;
  /** Milliseconds without a byte. */
  readonly stallMs: number;
  /** Milliseconds before a cut connection is tried again, doubled each time. */
  readonly retryMs: number;
  /** Tests serve from plain http on this machine; everybody else from https only. */
  readonly allowLoopbackHttp: boolean;
}

export const defaultHttps: HttpsOptions = {
  connectMs: 10_000,
  stallMs: 30_000,
  retryMs: 500,
  allowLoopbackHttp: false,
};

let trusting = false;

/** Trusts what the system trusts, such as a firm's own authority, beside Node's list. */
export function trustSystem(): void {
  if (trusting) return;
  trusting = true;
  setDefaultCACertificates([...getCACertificates('default'), ...getCACertificates('system')]);
}

/** A failure that trying again does not mend. */
export class PermanentFailure extends Error {}
/** Nothing came for too long. */
export class StallTimeout extends Error {}
/** The connection broke after the server had begun to answer. */
export class ConnectionCut extends Error {}

/** A time limit on one hop or one silence, beside the caller's signal. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Starts over with this many milliseconds. */
  readonly restart: (milliseconds: number, what: string) => void;
  readonly stop: () => void;
}

/** A time limit that aborts with `StallTimeout`; `outer` aborts it too. */
export function deadline(outer: AbortSignal): Deadline {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  return {
    signal: AbortSignal.any([outer, controller.signal]),
    restart(milliseconds, what) {
      clearTimeout(timer);
      timer = setTimeout(() => controller.abort(new StallTimeout(what)), milliseconds);
    },
    stop: () => clearTimeout(timer),
  };
}

function allowed(url: URL, options: HttpsOptions): boolean {
  if (url.protocol === 'https:') return true;
  const loopback = url.hostname === '127.0.0.1' || url.hostname === '[::1]';
  return options.allowLoopbackHttp && url.protocol === 'http:' && loopback;
}

/**
 * Sends a request, following redirects itself so that none leads away from https. Resolves with the last answer,
 * whatever its status.
 *
 * @throws PermanentFailure for a redirect to something else or one too many; StallTimeout; what `fetch` throws.
 */
export async function request(
  start: string,
  headers: Record<string, string>,
  limit: Deadline,
  options: HttpsOptions,
): Promise<Response> {
  let url = new URL(start);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    if (!allowed(url, options))
      throw new PermanentFailure(`redirected to ${url.protocol}, not https`);
    limit.restart(options.connectMs, `no answer within ${options.connectMs / 1000} s`);
    const response = await fetch(url, { headers, redirect: 'manual', signal: limit.signal });
    const next = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || next === null) return response;
    await response.body?.cancel();
    url = new URL(next, url);
  }
  throw new PermanentFailure('redirected too often');
}
