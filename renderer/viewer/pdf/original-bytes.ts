import { maxPartBytes } from '../../../src/contract/library.ts';
import { unwrap } from '../../../src/contract/result.ts';
import type { DoorClient } from '../../engine/client.ts';

/** Parts kept: 8 MB of one file. pdf.js keeps what it was given; this saves reading a part twice. */
const MAX_PARTS = 16;
/** Parts on their way at the same time. */
const MAX_COMING = 4;

/** A file's bytes in parts that travel in one message, the last ones used kept. */
export class OriginalBytes {
  readonly #client: DoorClient;
  readonly #documentId: string;
  readonly #signal: AbortSignal;
  readonly #parts = new Map<number, Promise<Uint8Array>>();
  readonly #waiting: (() => void)[] = [];
  #coming = 0;
  #total = 0;

  constructor(client: DoorClient, documentId: string, signal: AbortSignal) {
    this.#client = client;
    this.#documentId = documentId;
    this.#signal = signal;
  }

  /** The file's length in bytes and its first part. Throws what `readOriginal` fails with. */
  async open(): Promise<{ readonly total: number; readonly first: Uint8Array }> {
    const first = await this.#part(0);
    return { total: this.#total, first };
  }

  /** A range, `end` exclusive. Throws what `readOriginal` fails with. */
  async range(begin: number, end: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(end - begin);
    const first = Math.floor(begin / maxPartBytes);
    const last = Math.floor((end - 1) / maxPartBytes);
    const indexes = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    const parts = await Promise.all(indexes.map((index) => this.#part(index)));
    parts.forEach((part, index) => {
      const offset = (first + index) * maxPartBytes;
      const from = Math.max(0, begin - offset);
      const to = Math.min(part.length, end - offset);
      bytes.set(part.subarray(from, to), offset + from - begin);
    });
    return bytes;
  }

  #part(index: number): Promise<Uint8Array> {
    const part = this.#parts.get(index) ?? this.#read(index);
    this.#parts.delete(index);
    this.#parts.set(index, part);
    for (const oldest of this.#parts.keys()) {
      if (this.#parts.size <= MAX_PARTS) break;
      this.#parts.delete(oldest);
    }
    return part;
  }

  async #read(index: number): Promise<Uint8Array> {
    await this.#turn();
    try {
      const read = await this.#client.call(
        'readOriginal',
        { documentId: this.#documentId, offset: index * maxPartBytes, length: maxPartBytes },
        { signal: this.#signal },
      );
      const { total, bytes } = unwrap(read);
      this.#total = total;
      return Uint8Array.fromBase64(bytes);
    } finally {
      this.#coming -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #turn(): Promise<void> {
    if (this.#coming >= MAX_COMING) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
    this.#coming += 1;
  }
}
