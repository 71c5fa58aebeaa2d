import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { CatalogueModel, ModelVariant } from '../../../src/models/catalogue.ts';
import type { FetchJob } from '../../../src/models/fetch.ts';

/** SHA-256 in hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A temporary folder that goes when the test ends. */
export async function testFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'carrel-download-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface TestJob extends FetchJob {
  readonly reported: number[];
  readonly required: number[];
  readonly stop: () => void;
}

/** A job for a file of these bytes, noting what a fetcher reports and asks for. */
export function testJob(folder: string, content: Uint8Array, bytes?: number | null): TestJob {
  const controller = new AbortController();
  const reported: number[] = [];
  const required: number[] = [];
  const variant: ModelVariant = {
    id: 'q4_0',
    file: 'model-Q4_0.gguf',
    bytes: bytes === undefined ? content.length : bytes,
    sha256: sha256(content),
    sources: [],
  };
  const model: CatalogueModel = {
    id: 'small',
    role: 'answer',
    name: 'Small',
    maker: 'Nobody',
    country: 'EU',
    licence: 'MIT',
    languages: ['en'],
    writtenMode: null,
    context: 256,
    queryPrefix: '',
    passagePrefix: '',
    pooling: null,
    normalisation: 'none',
    reasoning: false,
    dimensions: null,
    minMemoryBytes: 1,
    variants: [variant],
  };
  return {
    model,
    variant,
    target: join(folder, 'small--q4_0.part'),
    signal: controller.signal,
    report: (_stage, done) => reported.push(done),
    requireSpace: (needed) => {
      required.push(needed);
      return Promise.resolve();
    },
    reported,
    required,
    stop: () => controller.abort(),
  };
}
