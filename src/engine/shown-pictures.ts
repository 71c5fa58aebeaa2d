import type { OcrPool } from '../ingest/ocr-pool.ts';
import type { FileAsRead } from '../store/library/types.ts';
import { SharedWork } from './shared-work.ts';

/** Reads a part of a file. */
type ReadPart = (
  offset: number,
  length: number,
  signal: AbortSignal,
) => Promise<{ readonly bytes: Uint8Array }>;

/** Pictures kept as PDFs at the same time: a reader has one open, and goes back to another. */
const KEPT = 2;

/** Picture files as the PDFs that they are shown by. */
export class ShownPictures {
  readonly #ocr: Pick<OcrPool, 'show'>;
  readonly #kept = new Map<string, SharedWork<Uint8Array>>();

  constructor(ocr: Pick<OcrPool, 'show'>) {
    this.#ocr = ocr;
  }

  /**
   * A part of the picture's PDF; `part` reads the picture itself.
   *
   * @throws CarrelFailure what `part` and `OcrPool.show` throw
   */
  async read(
    file: Pick<FileAsRead, 'path' | 'sha256'>,
    part: ReadPart,
    offset: number,
    length: number,
    signal: AbortSignal,
  ): Promise<{ bytes: Buffer; total: number }> {
    const key = file.sha256 ?? file.path;
    const kept = this.#kept.get(key);
    const work = kept === undefined || kept.failed ? this.#make(part, key) : kept;
    const pdf = await work.wait(signal);
    return { bytes: Buffer.from(pdf.subarray(offset, offset + length)), total: pdf.length };
  }

  #make(part: ReadPart, key: string): SharedWork<Uint8Array> {
    const oldest = this.#kept.keys().next();
    if (this.#kept.size >= KEPT && oldest.done !== true) this.#kept.delete(oldest.value);
    const pdf = new SharedWork(async (wanted) => {
      const load = async (): Promise<Uint8Array> =>
        (await part(0, Number.MAX_SAFE_INTEGER, wanted)).bytes;
      return await this.#ocr.show({ sha256: key, load }, wanted);
    });
    this.#kept.set(key, pdf);
    return pdf;
  }
}
