import type { FileHandle } from 'node:fs/promises';
import { CarrelFailure } from '../contract/errors.ts';

const BLOCK = 1 << 20;

/** The failure for a damaged model file, with what is wrong with it. */
export function damaged(what: string): CarrelFailure {
  return new CarrelFailure(
    'model-damaged',
    `The model file is damaged or incomplete: ${what}. Fetch or copy it again.`,
    { problem: what },
  );
}

/**
 * Reads little-endian values from the start of a file, a block at a time. Never reads past
 * `limit`, so no number in a hostile file can make it allocate or read more than one block.
 * Callers `await need(n)` before taking up to n bytes (n at most one block).
 */
export class HeaderCursor {
  readonly #file: FileHandle;
  readonly #limit: number;
  #block = Buffer.alloc(0);
  /** File offset of the block's first byte. */
  #start = 0;
  #at = 0;

  constructor(file: FileHandle, limit: number) {
    this.#file = file;
    this.#limit = limit;
  }

  /** Offset in the file of the next byte to be taken. */
  get offset(): number {
    return this.#start + this.#at;
  }

  /** Bytes that can be taken without reading the file. */
  get buffered(): number {
    return this.#block.length - this.#at;
  }

  /** Makes `count` bytes available. Throws `model-damaged` where the header ends before. */
  async need(count: number): Promise<void> {
    if (this.buffered >= count) return;
    const offset = this.offset;
    if (offset + count > this.#limit) throw damaged('its header is cut off or too long');
    const size = Math.min(Math.max(BLOCK, count), this.#limit - offset);
    const block = Buffer.allocUnsafe(size);
    const { bytesRead } = await this.#file.read(block, 0, size, offset);
    if (bytesRead < count) throw damaged('its header is cut off');
    this.#block = block.subarray(0, bytesRead);
    this.#start = offset;
    this.#at = 0;
  }

  /** Moves over bytes without reading them. */
  skip(count: number): void {
    if (this.offset + count > this.#limit) throw damaged('its header is cut off or too long');
    if (count <= this.buffered) {
      this.#at += count;
      return;
    }
    this.#start = this.offset + count;
    this.#block = Buffer.alloc(0);
    this.#at = 0;
  }

  /** Takes bytes made available by `need`; the result shares memory with the block. */
  take(count: number): Buffer {
    const bytes = this.#block.subarray(this.#at, this.#at + count);
    this.#at += count;
    return bytes;
  }

  u32(): number {
    return this.take(4).readUInt32LE();
  }

  /** A 64-bit count or offset; throws where it is too large for any file. */
  u64(): number {
    const value = this.take(8).readBigUInt64LE();
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damaged('a size in it is absurd');
    return Number(value);
  }
}
