import type { OcrPool } from '../ingest/ocr-pool.ts';
import type { FileAsRead } from '../store/library/types.ts';

/** Reads a part of a file. */
type ReadPart = (offset: number, length: number) => Promise<{ readonly bytes: Uint8Array }>;

/** Pictures kept as PDFs at the same time: a reader has one open, and goes back to another. */
const KEPT = 2;

/** Picture files as the PDFs that they are shown by. */
export class ShownPictures {
  readonly #ocr: Pick<OcrPool, 'show'>;
  readonly #kept = new Map<string, Promise<Uint8Array>>();

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
  ): Promise<{ bytes: Buffer; total: number }> {
    const key = file.sha256 ?? file.path;
    const pdf = await (this.#kept.get(key) ?? this.#make(part, key));
    return { bytes: Buffer.from(pdf.subarray(offset, offset + length)), total: pdf.length };
  }

  #make(part: ReadPart, key: string): Promise<Uint8Array> {
    const oldest = this.#kept.keys().next();
    if (this.#kept.size >= KEPT && oldest.done !== true) this.#kept.delete(oldest.value);
    const load = async (): Promise<Uint8Array> => (await part(0, Number.MAX_SAFE_INTEGER)).bytes;
    const pdf = this.#ocr.show({ sha256: key, load }, new AbortController().signal);
    this.#kept.set(key, pdf);
    pdf.catch(() => this.#kept.delete(key));
    return pdf;
  }
}
