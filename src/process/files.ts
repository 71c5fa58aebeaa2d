import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, statfs, type FileHandle } from 'node:fs/promises';

const BLOCK_BYTES = 1024 * 1024;

/** What was read, or copied. */
export interface Hashed {
  /** SHA-256 of the bytes, hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

export interface HashOptions {
  /** Called after each block with its size in bytes. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
  /** Aborting it rejects the call. */
  readonly signal?: AbortSignal | undefined;
}

/** Hashes bytes on their way: each block is handed to `write`, which is waited for. */
export async function hashThrough(
  blocks: AsyncIterable<Uint8Array>,
  write: (block: Uint8Array) => Promise<void> | void = () => undefined,
): Promise<Hashed> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const block of blocks) {
    hash.update(block);
    await write(block);
    bytes += block.byteLength;
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** SHA-256 of a file, hexadecimal. */
export async function hashFile(
  path: string,
  { onBytes, signal }: HashOptions = {},
): Promise<string> {
  const blocks = createReadStream(path, { highWaterMark: BLOCK_BYTES, signal });
  return (await hashThrough(blocks, (block) => onBytes?.(block.byteLength))).sha256;
}

/**
 * Copies a file to a new one, which only its owner may read, and hashes what was copied. Rejects where there is
 * a file at `to` already; one that is not complete stays, for the caller to remove.
 *
 * @param finish is given the copy before it is closed, for instance to force it onto the disk.
 */
export async function copyHashed(
  from: string,
  to: string,
  {
    onBytes,
    signal,
    finish,
  }: HashOptions & { readonly finish?: (copy: FileHandle) => Promise<void> } = {},
): Promise<Hashed> {
  const copy = await open(to, 'wx', 0o600);
  try {
    const blocks = createReadStream(from, { highWaterMark: BLOCK_BYTES, signal });
    const hashed = await hashThrough(blocks, async (block) => {
      await copy.writeFile(block);
      onBytes?.(block.byteLength);
    });
    await finish?.(copy);
    return hashed;
  } finally {
    await copy.close();
  }
}

/** The first so many bytes of an open file, block by block; it ends early where the file does. */
export async function* readBlocks(
  file: FileHandle,
  bytes: number,
  blockBytes: number = BLOCK_BYTES,
): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes;) {
    const block = new Uint8Array(Math.min(blockBytes, bytes - at));
    const filled = await readFull(file, block, at);
    if (filled > 0) yield block.subarray(0, filled);
    if (filled < block.length) return;
    at += filled;
  }
}

/**
 * Fills a buffer from an open file, which may take several reads. Resolves with the bytes read: fewer than the
 * buffer holds only where the file ends before.
 */
export async function readFull(
  file: FileHandle,
  buffer: Uint8Array,
  position: number,
): Promise<number> {
  let filled = 0;
  while (filled < buffer.length) {
    const left = buffer.length - filled;
    const { bytesRead } = await file.read(buffer, filled, left, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

/** Free bytes for this user on the disk of a file or folder. */
export async function freeBytes(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}
