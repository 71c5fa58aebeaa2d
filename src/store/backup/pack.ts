import { open } from 'node:fs/promises';
import { pack, type Pack } from 'tar-stream';
import { hashThrough, readBlocks } from '../../process/files.ts';
import { HEADER, SUMS, type BackupHeader, type BackupSums } from './format.ts';
import type { SnapshotFile } from './snapshot.ts';

const CHUNK_BYTES = 256 * 1024;

/** Writes a snapshot as one archive, in chunks of about 256 KB; each file is read once. */
export async function* packFiles(
  files: readonly SnapshotFile[],
  head: Omit<BackupHeader, 'bytes'>,
): AsyncGenerator<Uint8Array> {
  const archive = pack();
  // A failure reaches the reader as the end of the archive.
  const writing = writeAll(archive, files, head).catch((error: unknown) => {
    archive.destroy(error instanceof Error ? error : new Error('packing failed'));
  });
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of archive) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('an archive is made of bytes');
    waiting.push(chunk);
    bytes += chunk.byteLength;
    if (bytes < CHUNK_BYTES) continue;
    yield Buffer.concat(waiting);
    [waiting, bytes] = [[], 0];
  }
  await writing;
  if (bytes > 0) yield Buffer.concat(waiting);
}

/** Bytes of the files of a snapshot. */
export async function bytesOf(files: readonly SnapshotFile[]): Promise<number> {
  let bytes = 0;
  for (const file of files) bytes += await sizeOf(file.path);
  return bytes;
}

async function writeAll(
  archive: Pack,
  files: readonly SnapshotFile[],
  head: Omit<BackupHeader, 'bytes'>,
): Promise<void> {
  const lines: BackupSums[number][] = [];
  await writeText(archive, HEADER, JSON.stringify({ ...head, bytes: await bytesOf(files) }));
  for (const file of files) {
    const line = await writeFile(archive, file);
    if (line !== undefined) lines.push(line);
  }
  await writeText(archive, SUMS, JSON.stringify(lines));
  archive.finalize();
}

/** Undefined for a kept copy that was removed meanwhile. */
async function writeFile(
  archive: Pack,
  { name, path }: SnapshotFile,
): Promise<BackupSums[number] | undefined> {
  const handle = await open(path, 'r').catch(() => undefined);
  if (handle === undefined) return undefined;
  try {
    const { size } = await handle.stat();
    const written = Promise.withResolvers<void>();
    const entry = archive.entry({ name, size, mode: 0o600 }, (error) => {
      if (error) written.reject(error);
      else written.resolve();
    });
    const blocks = readBlocks(handle, size, CHUNK_BYTES);
    const { sha256, bytes } = await hashThrough(blocks, async (block) => {
      if (!entry.write(block)) await drained(entry);
    });
    if (bytes !== size) throw new Error('a file became shorter while it was copied');
    entry.end(undefined);
    await written.promise;
    return { name, bytes, sha256 };
  } finally {
    await handle.close();
  }
}

function drained(entry: NodeJS.WritableStream): Promise<void> {
  return new Promise((resolve, reject) => {
    entry.once('drain', resolve);
    entry.once('error', reject);
  });
}

function writeText(archive: Pack, name: string, content: string): Promise<void> {
  return new Promise((resolve, reject) => {
    archive.entry({ name, mode: 0o600 }, content, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

async function sizeOf(path: string): Promise<number> {
  const handle = await open(path, 'r').catch(() => undefined);
  if (handle === undefined) return 0;
  try {
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}
