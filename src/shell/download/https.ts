import { open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { z } from 'zod';
import type { ModelSource } from '../../models/catalogue.ts';
import type { FetchJob } from '../../models/fetch.ts';
import { pause } from '../../process/pause.ts';
import { followProxies } from './proxies.ts';

const MAX_REDIRECTS = 5;
/** Tries in a row that bring less than this much. */
const MAX_TRIES = 4;
const WORTHWHILE_BYTES = 1 << 20;

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

const defaultHttps: HttpsOptions = {
  connectMs: 10_000,
  stallMs: 30_000,
  retryMs: 500,
  allowLoopbackHttp: false,
};

/** What is noted beside a partial file, so that only the same file is ever continued. */
const partNote = z.strictObject({ url: z.string(), validator: z.string() });

let trusting = false;

/** Trusts what the system trusts, such as a firm's own authority, beside Node's list. */
function trustSystem(): void {
  if (trusting) return;
  trusting = true;
  setDefaultCACertificates([...getCACertificates('default'), ...getCACertificates('system')]);
}

/** A failure that trying again does not mend. */
class Refusal extends Error {}
/** Nothing came for too long. */
class Silence extends Error {}
/** The connection broke after the server had begun to answer. */
class Cut extends Error {}

function allowed(url: URL, options: HttpsOptions): boolean {
  if (url.protocol === 'https:') return true;
  const loopback = url.hostname === '127.0.0.1' || url.hostname === '[::1]';
  return options.allowLoopbackHttp && url.protocol === 'http:' && loopback;
}

/** The error's own words: fetch hides the useful part ("ENOTFOUND ...") in its cause. */
function words(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if (cause.cause instanceof AggregateError) return words(cause.cause.errors[0]);
  if (cause.cause instanceof Error) return words(cause.cause);
  return cause.message;
}

interface Deadline {
  readonly signal: AbortSignal;
  /** Starts over with this many milliseconds. */
  readonly restart: (milliseconds: number, what: string) => void;
  readonly stop: () => void;
}

function deadline(outer: AbortSignal): Deadline {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  return {
    signal: AbortSignal.any([outer, controller.signal]),
    restart(milliseconds, what) {
      clearTimeout(timer);
      timer = setTimeout(() => controller.abort(new Silence(what)), milliseconds);
    },
    stop: () => clearTimeout(timer),
  };
}

/** Follows redirects by hand, so that none leads away from https. */
async function request(
  start: string,
  headers: Record<string, string>,
  limit: Deadline,
  options: HttpsOptions,
): Promise<Response> {
  let url = new URL(start);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    if (!allowed(url, options)) throw new Refusal(`redirected to ${url.protocol}, not https`);
    limit.restart(options.connectMs, `no answer within ${options.connectMs / 1000} s`);
    const response = await fetch(url, { headers, redirect: 'manual', signal: limit.signal });
    const next = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || next === null) return response;
    await response.body?.cancel();
    url = new URL(next, url);
  }
  throw new Refusal('redirected too often');
}

async function partSize(path: string): Promise<number> {
  return stat(path).then(
    (stats) => stats.size,
    () => 0,
  );
}

/** Bytes that may be continued and the validator the server must still agree with. */
async function resumable(url: string, target: string) {
  const size = await partSize(target);
  try {
    const note = partNote.parse(JSON.parse(await readFile(`${target}.json`, 'utf8')));
    if (size > 0 && note.url === url) return { size, validator: note.validator };
  } catch {
    // No note, or an unreadable one: the part is of unknown origin.
  }
  return undefined;
}

/** A strong entity tag, or the date of change: the two that If-Range takes (RFC 9110, 13.1.5). */
function validatorOf(response: Response): string | undefined {
  const tag = response.headers.get('etag');
  if (tag !== null && !tag.startsWith('W/')) return tag;
  return response.headers.get('last-modified') ?? undefined;
}

/** First byte and total size out of `Content-Range: bytes 5-9/10`. */
function contentRange(response: Response) {
  const match = /^bytes (\d+)-\d+\/(\d+)$/.exec(response.headers.get('content-range') ?? '');
  return match === null ? undefined : { start: Number(match[1]), total: Number(match[2]) };
}

interface Body {
  readonly response: Response;
  readonly start: number;
  readonly total: number | null;
}

async function openBody(
  url: string,
  job: FetchJob,
  limit: Deadline,
  options: HttpsOptions,
): Promise<Body | 'complete'> {
  const part = await resumable(url, job.target);
  const headers: Record<string, string> = { 'accept-encoding': 'identity' };
  if (part !== undefined) {
    headers['range'] = `bytes=${part.size}-`;
    headers['if-range'] = part.validator;
  }
  const response = await request(url, headers, limit, options);
  const range = contentRange(response);
  if (part !== undefined && response.status === 206 && range?.start === part.size) {
    return { response, start: part.size, total: range.total };
  }
  if (part !== undefined && response.status === 416 && part.size === job.variant.bytes) {
    await response.body?.cancel();
    return 'complete';
  }
  if (response.status !== 200) {
    await response.body?.cancel();
    if (response.status === 416 || response.status === 206) {
      await rm(job.target, { force: true });
      throw new Error('the server could not continue where it had stopped');
    }
    const answer = `the server answered ${response.status}`;
    const passing = response.status >= 500 || response.status === 429;
    throw passing ? new Error(answer) : new Refusal(answer);
  }
  const length = Number(response.headers.get('content-length') ?? Number.NaN);
  return { response, start: 0, total: Number.isSafeInteger(length) ? length : null };
}

async function receive(
  url: string,
  body: Body,
  job: FetchJob,
  limit: Deadline,
  options: HttpsOptions,
): Promise<void> {
  const { response, start, total } = body;
  const expected = job.variant.bytes ?? total;
  if (total !== null && expected !== null && total !== expected) {
    await response.body?.cancel();
    throw new Refusal(`the server's file has ${total} bytes, the catalogue's ${expected}`);
  }
  // An unknown size is taken up to what fits on the disk, checked again as it grows.
  await job.requireSpace((expected ?? 0) - start);
  const validator = validatorOf(response);
  if (validator === undefined) await rm(`${job.target}.json`, { force: true });
  else await writeFile(`${job.target}.json`, JSON.stringify({ url, validator }));
  const file = await open(job.target, start === 0 ? 'w' : 'a');
  let done = start;
  try {
    limit.restart(options.stallMs, `nothing came for ${options.stallMs / 1000} s`);
    const chunks: AsyncIterable<Uint8Array> | undefined = response.body ?? undefined;
    if (chunks === undefined) throw new Error('the answer was empty');
    for await (const chunk of chunks) {
      limit.restart(options.stallMs, `nothing came for ${options.stallMs / 1000} s`);
      done += chunk.length;
      if (expected !== null && done > expected) throw new Refusal('more arrived than the file has');
      if (expected === null) await job.requireSpace(chunk.length);
      await file.writeFile(chunk);
      job.report('download', done, expected);
    }
  } finally {
    await file.close();
  }
  if (expected !== null && done < expected) throw new Cut('the connection was cut');
}

async function attempt(url: string, job: FetchJob, options: HttpsOptions): Promise<void> {
  const limit = deadline(job.signal);
  try {
    const body = await openBody(url, job, limit, options);
    if (body !== 'complete') await receive(url, body, job, limit, options);
  } catch (cause) {
    // What fetch throws while a body is read; refusals and silence come as what they are.
    if (cause instanceof TypeError && cause.message === 'terminated') {
      throw new Cut('the connection was cut', { cause });
    }
    throw cause;
  } finally {
    limit.stop();
  }
}

/**
 * Downloads an address into the job's file, continuing a part of the same file (If-Range) and
 * trying again where a connection that had worked is cut. Proxies of HTTPS_PROXY and NO_PROXY are
 * used, and what the system trusts is trusted. Nothing is checked here but sizes: the caller compares the checksum.
 * @throws Error whose message is the reason this source gave nothing; `disk-full` and aborts pass.
 */
export async function fetchHttps(
  source: Extract<ModelSource, { kind: 'https' }>,
  job: FetchJob,
  options: HttpsOptions = defaultHttps,
): Promise<void> {
  followProxies();
  trustSystem();
  for (let tries = 1; ; tries++) {
    const before = await partSize(job.target);
    try {
      await attempt(source.url, job, options);
      return;
    } catch (cause) {
      if (job.signal.aborted || (cause instanceof Error && cause.name === 'CarrelFailure')) {
        throw cause;
      }
      const gained = (await partSize(job.target)) - before;
      if (gained >= WORTHWHILE_BYTES) tries = 1;
      // A host that never answered is not asked again: the next source is waiting.
      const again = cause instanceof Cut || (cause instanceof Silence && gained > 0);
      if (!again || tries >= MAX_TRIES) throw new Error(words(cause), { cause });
      await pause(options.retryMs * 2 ** (tries - 1), job.signal);
    }
  }
}
