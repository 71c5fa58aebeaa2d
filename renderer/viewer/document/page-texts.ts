import type { Result } from '../../../src/contract/result.ts';
import type { DoorClient } from '../../engine/client.ts';

/** A page as Carrel stored it. Sizes in points, unrotated; 0 where the format has no layout. */
export interface PageText {
  readonly text: string;
  readonly width: number;
  readonly height: number;
  readonly rotation: number;
}

/** UTF-16 units of text kept; the pages used longest ago are dropped first. */
const MAX_UNITS = 4_000_000;

/** The stored text of a document's pages, read when asked for and kept within bounds. */
export class PageTexts {
  readonly #client: DoorClient;
  readonly #documentId: string;
  readonly #kept = new Map<number, PageText>();
  readonly #coming = new Map<number, Promise<Result<PageText>>>();
  #units = 0;

  constructor(client: DoorClient, documentId: string) {
    this.#client = client;
    this.#documentId = documentId;
  }

  /** A page, 1-based; `not-found` where it could not be read. */
  async read(page: number): Promise<Result<PageText>> {
    const kept = this.peek(page);
    if (kept !== undefined) return { ok: true, value: kept };
    const coming = this.#coming.get(page) ?? this.#fetch(page);
    this.#coming.set(page, coming);
    return await coming;
  }

  /** A page that was read before. */
  peek(page: number): PageText | undefined {
    const kept = this.#kept.get(page);
    if (kept === undefined) return undefined;
    this.#kept.delete(page);
    this.#kept.set(page, kept);
    return kept;
  }

  async #fetch(page: number): Promise<Result<PageText>> {
    const read = await this.#client.call('readPage', { documentId: this.#documentId, page });
    this.#coming.delete(page);
    if (read.ok) this.#keep(page, read.value);
    return read;
  }

  #keep(page: number, value: PageText): void {
    this.#kept.set(page, value);
    this.#units += value.text.length;
    for (const [oldest, { text }] of this.#kept) {
      if (this.#units <= MAX_UNITS || oldest === page) break;
      this.#kept.delete(oldest);
      this.#units -= text.length;
    }
  }
}
