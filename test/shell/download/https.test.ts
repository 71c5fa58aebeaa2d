import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CarrelFailure } from '../../../src/contract/errors.ts';
import { fetchHttps } from '../../../src/shell/download/https.ts';
import type { HttpsOptions } from '../../../src/shell/download/https-request.ts';
import { testFolder, testJob } from './download-job.ts';
import type { TestJob } from './download-job.ts';

const content = Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * 31) % 251));
const options: HttpsOptions = {
  connectMs: 400,
  stallMs: 400,
  retryMs: 5,
  allowLoopbackHttp: true,
};

type Handler = (request: IncomingMessage, response: ServerResponse, count: number) => void;

/** A server on this machine; `requests` keeps the Range header of each request. */
async function serve(handler: Handler) {
  const requests: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    requests.push(request.headers.range);
    handler(request, response, requests.length);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/model.gguf`, requests };
}

/** Answers as a file server does: whole, or a range where the entity tag still holds. */
function serveFile(etag = '"v1"', body = content, cutAfter = Number.POSITIVE_INFINITY): Handler {
  return (request, response) => {
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const partial = start > 0 && request.headers['if-range'] === etag;
    const from = partial ? start : 0;
    response.writeHead(partial ? 206 : 200, {
      etag,
      'content-length': body.length - from,
      ...(partial && { 'content-range': `bytes ${from}-${body.length - 1}/${body.length}` }),
    });
    const rest = body.subarray(from);
    if (rest.length <= cutAfter) response.end(rest);
    else {
      response.write(rest.subarray(0, cutAfter));
      // A client that has not read what came loses it with the connection.
      setTimeout(() => response.destroy(), 40);
    }
  };
}

function get(url: string, job: TestJob, changed: Partial<HttpsOptions> = {}): Promise<void> {
  return fetchHttps({ kind: 'https', url }, job, { ...options, ...changed });
}

async function reason(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (cause) {
    return cause instanceof Error ? cause.message : 'no error';
  }
  return 'none';
}

describe('fetchHttps', () => {
  it('downloads a file, reports its progress and asks for its space first', async () => {
    const { url } = await serve(serveFile());
    const job = testJob(await testFolder(), content);
    await get(url, job);
    expect(await readFile(job.target)).toEqual(content);
    expect(job.reported.at(-1)).toBe(content.length);
    expect(job.required).toEqual([content.length]);
  });

  it('goes on where a cut connection stopped', async () => {
    const { url, requests } = await serve(serveFile('"v1"', content, 80_000));
    const job = testJob(await testFolder(), content);
    await get(url, job);
    expect(await readFile(job.target)).toEqual(content);
    expect(requests).toEqual([undefined, 'bytes=80000-', 'bytes=160000-']);
  });

  it('goes on in a later run, and asks for the space of the rest only', async () => {
    const folder = await testFolder();
    const first = await serve(serveFile());
    const job = testJob(folder, content);
    await writeFile(job.target, content.subarray(0, 150_000));
    await writeFile(`${job.target}.json`, JSON.stringify({ url: first.url, validator: '"v1"' }));
    await get(first.url, job);
    expect(await readFile(job.target)).toEqual(content);
    expect(first.requests).toEqual(['bytes=150000-']);
    expect(job.required).toEqual([50_000]);
  });

  it('begins again where the file behind the address has changed', async () => {
    const { url } = await serve(serveFile('"v2"'));
    const job = testJob(await testFolder(), content);
    await writeFile(job.target, 'bytes of the old file');
    await writeFile(`${job.target}.json`, JSON.stringify({ url, validator: '"v1"' }));
    await get(url, job);
    expect(await readFile(job.target)).toEqual(content);
  });

  it('does not trust a part of unknown origin or of another address', async () => {
    const { url, requests } = await serve(serveFile());
    const job = testJob(await testFolder(), content);
    await writeFile(job.target, 'something');
    await get(url, job);
    await writeFile(job.target, 'something');
    const note = { url: 'https://elsewhere.example.org/', validator: '"v1"' };
    await writeFile(`${job.target}.json`, JSON.stringify(note));
    await get(url, job);
    expect(requests).toEqual([undefined, undefined]);
    expect(await readFile(job.target)).toEqual(content);
  });

  it('takes a part that is complete already', async () => {
    const { url } = await serve((request, response) => {
      response.writeHead(request.headers.range === undefined ? 500 : 416).end();
    });
    const job = testJob(await testFolder(), content);
    await writeFile(job.target, content);
    await writeFile(`${job.target}.json`, JSON.stringify({ url, validator: '"v1"' }));
    await get(url, job);
    expect(await readFile(job.target)).toEqual(content);
  });

  it('gives up after several cuts, keeping the part', async () => {
    const { url, requests } = await serve(serveFile('"v1"', content, 10_000));
    const job = testJob(await testFolder(), content);
    expect(await reason(get(url, job))).toBe('other side closed');
    expect(requests).toHaveLength(4);
    expect((await readFile(job.target)).length).toBe(40_000);
  });

  it('refuses a file of another size before it is read', async () => {
    const { url } = await serve(serveFile('"v1"', content.subarray(1)));
    const job = testJob(await testFolder(), content);
    expect(await reason(get(url, job))).toContain('199999');
    expect(job.reported).toEqual([]);
  });

  it('stops a server that sends more than the file has', async () => {
    const { url } = await serve((_request, response) => {
      response.writeHead(200);
      const pour = () => {
        while (!response.destroyed && response.write(content)) continue;
        if (!response.destroyed) response.once('drain', pour);
      };
      pour();
    });
    const job = testJob(await testFolder(), content);
    expect(await reason(get(url, job))).toContain('more arrived');
    expect((await readFile(job.target)).length).toBeLessThanOrEqual(content.length);
  });

  it.each([404, 403, 500])('says that the server answered %i, after one try', async (status) => {
    const { url, requests } = await serve((_request, response) => response.writeHead(status).end());
    const job = testJob(await testFolder(), content);
    expect(await reason(get(url, job))).toBe(`the server answered ${status}`);
    expect(requests).toHaveLength(1);
  });

  it('falls through in the time allowed where nothing answers or nothing more comes', async () => {
    const silent = await serve(() => undefined);
    const stalling = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': content.length });
      response.write(content.subarray(0, 10));
    });
    const folder = await testFolder();
    const began = performance.now();
    expect(await reason(get(silent.url, testJob(folder, content)))).toContain('no answer within');
    const stalled = await reason(get(stalling.url, testJob(await testFolder(), content)));
    expect(stalled).toContain('nothing came');
    expect(performance.now() - began).toBeLessThan(8000);
  });

  it('names what the system says where no one listens', async () => {
    const job = testJob(await testFolder(), content);
    expect(await reason(get('http://127.0.0.1:9/x.gguf', job))).toMatch(/ECONNREFUSED|bad port/);
  });

  it('follows redirects, but not endlessly and never away from https', async () => {
    const real = await serve(serveFile());
    const there = await serve((_request, response) =>
      response.writeHead(302, { location: real.url }).end(),
    );
    const job = testJob(await testFolder(), content);
    await get(there.url, job);
    expect(await readFile(job.target)).toEqual(content);
    const round = await serve((_request, response) =>
      response.writeHead(302, { location: '/again' }).end(),
    );
    expect(await reason(get(round.url, job))).toContain('too often');
    expect(round.requests.length).toBeLessThan(10);
    const away = await serve((_request, response) =>
      response.writeHead(302, { location: 'ftp://example.org/model.gguf' }).end(),
    );
    expect(await reason(get(away.url, job))).toContain('not https');
    expect(await reason(get(real.url, job, { allowLoopbackHttp: false }))).toContain('not https');
  });

  it('passes a full disk and a stop on as they are', async () => {
    const { url } = await serve(serveFile());
    const folder = await testFolder();
    const full = {
      ...testJob(folder, content),
      requireSpace: () => Promise.reject(new CarrelFailure('disk-full', 'full')),
    };
    await expect(get(url, full)).rejects.toMatchObject({ code: 'disk-full' });
    const job = testJob(folder, content);
    job.stop();
    await expect(get(url, job)).rejects.toThrow();
  });

  it('checks the disk again as a file of unknown size grows', async () => {
    const { url } = await serve((_request, response) => {
      response.writeHead(200);
      response.end(content);
    });
    const job = testJob(await testFolder(), content, null);
    await get(url, job);
    expect(await readFile(job.target)).toEqual(content);
    expect(job.required.length).toBeGreaterThan(1);
  });
});
