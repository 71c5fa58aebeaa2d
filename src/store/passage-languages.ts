import { yieldToEventLoop } from './yield-to-event-loop.ts';
import type { Database } from './database.ts';
import { number, text, type Row } from './row.ts';
import type { PassagePredicate, PassageLanguages } from './types/search.ts';

/** Of a text that does not tell its language. */
const UNKNOWN = 'und';
/** Passages read before others get their turn. */
const READ = 5_000;
/** Most passages a language that a sample holds: the mean of 200 cosines is steady to .005. */
const SAMPLED = 200;
/**
 * Passages told in another language than most of their document are believed from so many on, and from this share of
 * its passages; fewer are mostly tables, names and lists that sound like something else (docs/adr/0335).
 */
const BELIEVED = 3;
const BELIEVED_SHARE = 0.05;
/** A language counts from so many passages on. */
const COUNTED = 2;

/** Every so manieth passage of a language. */
interface Sample {
  ids: number[];
  every: number;
  seen: number;
}

/**
 * The language of every passage, a byte each: search asks it of thousands. What is told of passages never
 * changes, and an id is never given twice, so that only new ones are read.
 */
export class LanguagesInMemory implements PassageLanguages {
  readonly #database: Database;
  readonly #names: string[] = [UNKNOWN];
  readonly #samples = new Map<string, Sample>();
  /** Passages of a document told in one language that is not believed, or not yet. */
  readonly #doubted = new Map<string, number[]>();
  readonly #believed = new Set<string>();
  #codes = new Uint8Array(1024);
  #newest = 0;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Reads the languages of passages that have come since the last time. */
  async refresh(): Promise<void> {
    while (this.#readSome() === READ) await yieldToEventLoop();
  }

  of(passage: number): string {
    return this.#names[this.#codes[passage] ?? 0] ?? UNKNOWN;
  }

  outside(languages: readonly string[]): PassagePredicate {
    const codes = this.#codes;
    const outside = this.#names.map((name) => !languages.includes(name));
    return (passage) => outside[codes[passage] ?? 0] ?? true;
  }

  samples(): ReadonlyMap<string, readonly number[]> {
    const counted = [...this.#samples].filter(([, { seen }]) => seen >= COUNTED);
    return new Map(counted.map(([language, { ids }]) => [language, ids]));
  }

  #readSome(): number {
    const rows = this.#database.all(
      `SELECT p.id, p.language, p.content_id, c.language AS main, c.passages FROM passages p
       JOIN contents c ON c.id = p.content_id WHERE p.id > ? ORDER BY p.id LIMIT ?`,
      this.#newest,
      READ,
    );
    for (const row of rows) this.#add(row);
    return rows.length;
  }

  #add(row: Row): void {
    const passage = number(row, 'id');
    const language = text(row, 'language');
    const main = text(row, 'main');
    this.#newest = passage;
    const key = `${number(row, 'content_id')} ${language}`;
    if (language === main || language === UNKNOWN || this.#believed.has(key)) {
      this.#enter(passage, language);
      return;
    }
    const doubted = [...(this.#doubted.get(key) ?? []), passage];
    if (doubted.length >= Math.max(BELIEVED, BELIEVED_SHARE * number(row, 'passages'))) {
      this.#believed.add(key);
      this.#doubted.delete(key);
      for (const one of doubted) this.#enter(one, language);
    } else {
      this.#doubted.set(key, doubted);
      this.#setCode(passage, main);
    }
  }

  #enter(passage: number, language: string): void {
    this.#setCode(passage, language);
    if (language !== UNKNOWN) this.#sample(passage, language);
  }

  #setCode(passage: number, language: string): void {
    if (passage >= this.#codes.length) {
      const grown = new Uint8Array(2 * passage);
      grown.set(this.#codes);
      this.#codes = grown;
    }
    this.#codes[passage] = this.#codeOf(language);
  }

  #codeOf(language: string): number {
    const known = this.#names.indexOf(language);
    if (known >= 0) return known;
    // More languages than a byte can tell are taken for none.
    return this.#names.length > 255 ? 0 : this.#names.push(language) - 1;
  }

  /** Keeps every passage at first, and each time there are too many, every other of those kept. */
  #sample(passage: number, language: string): void {
    const sample = this.#samples.get(language) ?? { ids: [], every: 1, seen: 0 };
    this.#samples.set(language, sample);
    if (sample.seen % sample.every === 0) sample.ids.push(passage);
    sample.seen += 1;
    if (sample.ids.length <= SAMPLED) return;
    sample.ids = sample.ids.filter((_, index) => index % 2 === 0);
    sample.every *= 2;
  }
}
