import { createReadStream } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import path from 'node:path';
import { extract } from 'tar-stream';
import type { z } from 'zod';
import { CarrelFailure } from '../../contract/errors.ts';
import { hashThrough } from '../../process/files.ts';
import { systemCodeOf } from '../../process/system-error.ts';
import { toFailure } from '../failures.ts';
import {
  backupDamaged,
  CATALOGUE,
  header,
  HEADER,
  isAllowed,
  MAX_FILES,
  MAX_LIST_BYTES,
  sums,
  SUMS,
  type BackupHeader,
  type BackupSums,
} from './format.ts';

export interface UnpackOptions {
  /** An empty folder; absent: the backup is only checked. */
  readonly into?: string;
  readonly report: (progress: { bytesDone: number; bytesTotal: number }) => Promise<void> | void;
  readonly signal: AbortSignal;
}

/**
 * Reads a backup to its end and compares every file with its sum.
 *
 * @throws CarrelFailure `backup-damaged`, `path-missing`, `access-denied`, `disk-full`, `cancelled`.
 */
export async function unpackBackup(file: string, options: UnpackOptions): Promise<BackupHeader> {
  const { signal } = options;
  const bytesTotal = await sizeOf(file);
  try {
    return await readArchive(file, bytesTotal, options);
  } catch (error) {
    if (signal.aborted) throw new CarrelFailure('cancelled', 'Stopped; nothing was changed.');
    const failure = toFailure(error);
    if (failure instanceof CarrelFailure) throw failure;
    throw backupDamaged(error);
  }
}

async function readArchive(
  file: string,
  bytesTotal: number,
  { into, report, signal }: UnpackOptions,
): Promise<BackupHeader> {
  let head: BackupHeader | undefined;
  let told: BackupSums | undefined;
  const found: BackupSums = [];
  const archive = extract();
  const source = createReadStream(file, { signal });
  source.once('error', (error) => archive.destroy(error));
  source.pipe(archive);
  try {
    for await (const entry of archive) {
      const { name, type } = entry.header;
      if (type !== 'file' || told !== undefined || found.length >= MAX_FILES) throw backupDamaged();
      if (name === HEADER && head === undefined) head = await readList(entry, header);
      else if (head === undefined) throw backupDamaged();
      else if (name === SUMS) told = await readList(entry, sums);
      else if (isAllowed(name)) found.push(await readFile(entry, name, into));
      else throw backupDamaged();
      await report({ bytesDone: source.bytesRead, bytesTotal });
    }
  } finally {
    source.destroy();
  }
  const sound =
    told !== undefined &&
    found.some(({ name }) => name === CATALOGUE) &&
    JSON.stringify(found) === JSON.stringify(told);
  if (head === undefined || !sound) throw backupDamaged();
  await report({ bytesDone: bytesTotal, bytesTotal });
  return head;
}

async function readList<T>(entry: AsyncIterable<unknown>, schema: z.ZodType<T>): Promise<T> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of partsOf(entry)) {
    bytes += part.byteLength;
    if (bytes > MAX_LIST_BYTES) throw backupDamaged();
    parts.push(part);
  }
  return schema.parse(JSON.parse(Buffer.concat(parts).toString('utf8')));
}

async function* partsOf(entry: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  for await (const part of entry) {
    if (!(part instanceof Uint8Array)) throw backupDamaged();
    yield part;
  }
}

async function readFile(
  entry: AsyncIterable<unknown>,
  name: string,
  into: string | undefined,
): Promise<BackupSums[number]> {
  const target = into === undefined ? undefined : path.join(into, name);
  if (target !== undefined) await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  const handle = target === undefined ? undefined : await open(target, 'wx', 0o600);
  try {
    const { sha256, bytes } = await hashThrough(partsOf(entry), (part) => handle?.writeFile(part));
    return { name, bytes, sha256 };
  } finally {
    await handle?.close();
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    const entry = await stat(file);
    if (entry.isFile()) return entry.size;
  } catch (cause) {
    const missing = systemCodeOf(cause) === 'ENOENT';
    throw new CarrelFailure(
      missing ? 'path-missing' : 'access-denied',
      missing ? 'There is no file at this path.' : 'This file may not be read by this account.',
      { path: file },
      { cause },
    );
  }
  throw backupDamaged();
}
