import { open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { ModelSource } from '../../models/catalogue.ts';
import type { FetchJob } from '../../models/fetch.ts';
import { pause } from '../../process/pause.ts';
import {
  ConnectionCut,
  deadline,
  defaultHttps,
  PermanentFailure,
  request,
  StallTimeout,
  trustSystem,
  type Deadline,
  type HttpsOptions,
} from './https-request.ts';
import { followProxies } from './proxies.ts';

/** Tries in a row that bring less than this much. */
const MAX_TRIES = 4;
const WORTHWHILE_BYTES = 1 << 20;

/** What is noted beside a partial file, so that only the same file is ever continued. */
const partNote = z.strictObject({ url: z.string(), validator: z.string() });

/** The error's own words: fetch hides the useful part ("ENOTFOUND ...") in its cause. */
function words(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if (cause.cause instanceof AggregateError) return words(cause.cause.errors[0]);
  if (cause.cause instanceof Error) return words(cause.cause);
  return cause.message;
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
    throw passing ? new Error(answer) : new PermanentFailure(answer);
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
    throw new PermanentFailure(`the server's file has ${total} bytes, the catalogue's ${expected}`);
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
      if (expected !== null && done > expected)
        throw new PermanentFailure('more arrived than the file has');
      if (expected === null) await job.requireSpace(chunk.length);
      await file.writeFile(chunk);
      job.report('download', done, expected);
    }
  } finally {
    await file.close();
  }
  if (expected !== null && done < expected) throw new ConnectionCut('the connection was cut');
}

async function attempt(url: string, job: FetchJob, options: HttpsOptions): Promise<void> {
  const limit = deadline(job.signal);
  try {
    const body = await openBody(url, job, limit, options);
    if (body !== 'complete') await receive(url, body, job, limit, options);
  } catch (cause) {
    // What fetch throws while a body is read; refusals and silence come as what they are.
    if (cause instanceof TypeError && cause.message === 'terminated') {
      throw new ConnectionCut('the connection was cut', { cause });
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
      const again = cause instanceof ConnectionCut || (cause instanceof StallTimeout && gained > 0);
      if (!again || tries >= MAX_TRIES) throw new Error(words(cause), { cause });
      await pause(options.retryMs * 2 ** (tries - 1), job.signal);
    }
  }
}
