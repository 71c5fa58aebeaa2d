import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentEntry } from '../../src/contract/documents.ts';
import type { Random } from './random.ts';

/** A file of the folder as it is now. */
export interface Note {
  readonly path: string;
  readonly name: string;
  /** Stands in this version of this file and nowhere else. */
  readonly word: string;
  readonly modifiedMs: number;
}

/** Every so manieth version is long enough to be written and erased in steps: so many paragraphs. */
const LONG_EVERY = 16;
const LONG = 600;
/** Long ago, so that no file looks as if it were still being written. */
const FIRST_MODIFIED_MS = 1_600_000_000_000;

/** A folder of notes that changes, with every word that was ever in it. */
export class ChangingFolder {
  readonly path: string;
  readonly notes = new Map<string, Note>();
  /** Words of what was replaced and of what was deleted. */
  readonly gone: string[] = [];
  #versions = 0;

  constructor(path: string) {
    this.path = path;
    mkdirSync(path);
  }

  add(count: number): void {
    for (let left = count; left > 0; left -= 1) this.#write(`note-${this.#versions}.txt`);
  }

  change(count: number, random: Random): void {
    for (const note of this.#some(count, random)) {
      this.gone.push(note.word);
      this.#write(note.name);
    }
  }

  /** Deletes files; the paths. */
  remove(count: number, random: Random): string[] {
    return this.#some(count, random).map(({ path, word }) => {
      rmSync(path);
      this.notes.delete(path);
      this.gone.push(word);
      return path;
    });
  }

  /** Whether a document is the file as it is now. */
  isCurrent({ path, modified }: DocumentEntry): boolean {
    return this.notes.get(path)?.modifiedMs === Date.parse(modified);
  }

  #some(count: number, random: Random): Note[] {
    const all = [...this.notes.values()];
    return Array.from({ length: Math.min(count, all.length) }, () =>
      all.splice(random.below(all.length), 1),
    ).flat();
  }

  #write(name: string): void {
    this.#versions += 1;
    const path = join(this.path, name);
    const word = `quokka${this.#versions}q`;
    const paragraphs = Array.from(
      { length: this.#versions % LONG_EVERY === 5 ? LONG : 1 + (this.#versions % 4) },
      (_, n) => `Paragraph ${n} of ${name}: the ${word} was measured ${n + 2} times.`,
    );
    writeFileSync(path, `${paragraphs.join('\n\n')}\n`);
    const modifiedMs = FIRST_MODIFIED_MS + this.#versions * 1000;
    utimesSync(path, modifiedMs / 1000, modifiedMs / 1000);
    this.notes.set(path, { path, name, word, modifiedMs });
  }
}
