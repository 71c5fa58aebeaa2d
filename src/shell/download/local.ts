import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Transform } from 'node:stream';
import type { FetchJob } from '../../models/fetch.ts';
import { modelKey } from '../../models/installed.ts';
import { hashFile } from '../../process/files.ts';

const MAX_CANDIDATES = 200;

/** Whether a path holds as many bytes as the variant has, as far as its size is known. */
async function hasSize(path: string, bytes: number | null): Promise<boolean> {
  const stats = await stat(path).catch(() => undefined);
  return stats?.isFile() === true && (bytes === null || stats.size === bytes);
}

/** The variant's file in a folder: by one of its names, else by its checksum. */
async function locate(from: string, job: FetchJob): Promise<string> {
  const stats = await stat(from).catch(() => undefined);
  if (stats === undefined) throw new Error('there is no such file or folder');
  if (stats.isFile()) {
    if (await hasSize(from, job.variant.bytes)) return from;
    throw new Error(`the file has ${stats.size} bytes instead of ${job.variant.bytes ?? 'any'}`);
  }
  const { model, variant } = job;
  const names = (await readdir(from)).filter((name) => name.toLowerCase().endsWith('.gguf'));
  const known = new Set([variant.file, `${modelKey(model.id, variant.id)}.gguf`]);
  const named = names.find((name) => known.has(basename(name)));
  if (named !== undefined) return join(from, named);
  for (const name of names.slice(0, MAX_CANDIDATES)) {
    const path = join(from, name);
    // Without a known size every file would have to be read: too slow on a USB disk.
    if (variant.bytes === null || !(await hasSize(path, variant.bytes))) continue;
    if ((await hashFile(path, { signal: job.signal })) === variant.sha256) return path;
  }
  throw new Error('the file is not in this folder, neither by name nor by checksum');
}

/**
 * Copies a model from a file or folder, a USB disk for example. The copy is checked by the caller.
 * @throws Error whose message is the reason; `disk-full` and aborts pass.
 */
export async function fetchLocal(from: string, job: FetchJob): Promise<void> {
  const path = await locate(from, job);
  const { size } = await stat(path);
  await job.requireSpace(size);
  // A download's part may be there: its note must not be taken for this file's.
  await rm(`${job.target}.json`, { force: true });
  let done = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, pass) {
      done += chunk.length;
      job.report('download', done, size);
      pass(null, chunk);
    },
  });
  await pipeline(createReadStream(path), meter, createWriteStream(job.target), {
    signal: job.signal,
  });
}
