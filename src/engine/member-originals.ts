import { createHash } from 'node:crypto';
import { CarrelFailure } from '../contract/errors.ts';
import { withFile } from '../ingest/container-file.ts';
import type { UnpackMember } from '../ingest/document-bytes.ts';
import type { MemberOrigin } from '../store/types/documents.ts';
import type { OriginalState } from './originals.ts';
import { SharedWork } from './shared-work.ts';

/** Milliseconds without a reader after which an unpacked document is let go. */
const KEPT_MS = 60_000;

/**
 * The originals of documents that lie in others. One is unpacked when it is opened, held in memory
 * while it is read, and served only where its sum is the one that was read; it is never written to
 * the disk. Unpacking is stopped when nobody waits for it any more.
 */
export class MemberOriginals {
  readonly #unpack: UnpackMember;
  #held: { readonly sha256: string; readonly bytes: SharedWork<Uint8Array> } | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(unpack: UnpackMember) {
    this.#unpack = unpack;
  }

  /** By the file that holds it: where that is as it was listed, so is the member. */
  async state(origin: MemberOrigin): Promise<OriginalState> {
    try {
      await withFile(origin.file, () => Promise.resolve());
      return 'same';
    } catch (error) {
      if (!(error instanceof CarrelFailure)) throw error;
      if (error.code === 'path-missing') return 'missing';
      return error.code === 'file-changed' ? 'changed' : 'denied';
    }
  }

  /**
   * A part of the document.
   *
   * @throws CarrelFailure `file-changed`, `path-missing`, `access-denied`, and the container's reasons
   */
  async read(
    origin: MemberOrigin,
    sha256: string | null,
    offset: number,
    length: number,
    signal: AbortSignal,
  ): Promise<{ bytes: Buffer; total: number }> {
    if (sha256 === null) throw changed();
    const bytes = await this.#bytesOf(origin, sha256, signal);
    const part = bytes.subarray(offset, offset + length);
    return { bytes: Buffer.from(part), total: bytes.length };
  }

  async #bytesOf(origin: MemberOrigin, sha256: string, signal: AbortSignal): Promise<Uint8Array> {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#held = undefined;
    }, KEPT_MS);
    this.#timer.unref();
    const held =
      this.#held?.sha256 === sha256 && !this.#held.bytes.failed
        ? this.#held
        : {
            sha256,
            bytes: new SharedWork((wanted) => this.#unpacked(origin, sha256, wanted)),
          };
    this.#held = held;
    return await held.bytes.wait(signal);
  }

  async #unpacked(origin: MemberOrigin, sha256: string, signal: AbortSignal): Promise<Uint8Array> {
    const bytes = await withFile(origin.file, (read) => this.#unpack(origin, read, { signal }));
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw changed();
    return bytes;
  }
}

function changed(): CarrelFailure {
  return new CarrelFailure(
    'file-changed',
    'The document is not as Carrel read it. Add the file that holds it again to read it as it is now.',
  );
}
