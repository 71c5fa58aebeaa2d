import type { Block, PageUnit, ParsedPage, TableBlock } from '../parse/document.ts';
import type { Range } from '../language/sentences.ts';
import { sentenceAtoms, wholeAtoms, type Part } from './atoms.ts';
import { MAX_GLUE_TOKENS, MAX_GLUE_WORDS, MAX_HEADING, MAX_TABLE_HEADER } from './limits.ts';
import { countWords } from './tokens.ts';
import type { Atom, Unit } from './units.ts';

/** A paragraph shorter than this runs on over a page's end only into a lower-case letter. */
const RUNNING_WORDS = 20;

function shorten(text: string, limit: number): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  // Well-formed even where the cut falls into a pair.
  return line.length <= limit ? line : `${line.slice(0, limit - 1).toWellFormed()}…`;
}

interface Located {
  readonly block: Block | undefined;
  readonly part: Part;
}

/** The page's blocks in order, with text that no block claims in between. Ranges are clamped. */
function* locate(page: ParsedPage): Generator<Located> {
  let cursor = 0;
  const gap = (end: number): Located => ({
    block: undefined,
    part: { page: page.number, text: page.text, start: cursor, end },
  });
  const blocks = page.blocks.toSorted((a, b) => a.start - b.start);
  for (const block of blocks) {
    const start = Math.max(block.start, cursor);
    const end = Math.min(block.end, page.text.length);
    if (start > cursor && page.text.slice(cursor, start).trim() !== '') yield gap(start);
    if (end <= start) continue;
    yield { block, part: { page: page.number, text: page.text, start, end } };
    cursor = end;
  }
  if (page.text.slice(cursor).trim() !== '') yield gap(page.text.length);
}

/** Turns pages into units: headings tracked, furniture dropped, running paragraphs joined. */
export class UnitReader {
  readonly #language: string;
  readonly #units: Unit[] = [];
  #stack: { level: number; text: string }[] = [];
  #label = '';
  #pageUnit: PageUnit = 'page';
  /** A paragraph that may run on over the page's end. */
  #open: Part[] = [];
  /** Footnotes below an open paragraph. */
  #footnotes: Part[] = [];

  constructor(language: string) {
    this.#language = language;
  }

  /** The units of all pages; interrupted after every block. */
  *read(pages: readonly ParsedPage[]): Generator<undefined, Unit[], undefined> {
    for (const page of pages) yield* this.#readPage(page);
    this.#close();
    return this.#units;
  }

  *#readPage(page: ParsedPage): Generator<undefined, void, undefined> {
    if (page.unit !== this.#pageUnit || page.unit === 'slide' || page.unit === 'sheet') {
      this.#close();
    }
    this.#pageUnit = page.unit;
    if (page.unit === 'slide' || page.unit === 'sheet' || page.unit === 'mail') {
      this.#stack = [];
      this.#label = shorten(page.label, MAX_HEADING);
    } else this.#label = '';
    for (const { block, part } of locate(page)) {
      this.#readBlock(block, part);
      yield;
    }
  }

  #readBlock(block: Block | undefined, part: Part): void {
    const kind = block?.kind ?? 'paragraph';
    if (kind === 'furniture') return;
    if (kind === 'footnote' && this.#open.length > 0) {
      this.#footnotes.push(part);
      return;
    }
    if (kind === 'paragraph') {
      if (this.#open.length > 0 && this.#runsOn(part)) this.#open.push(part);
      else {
        this.#close();
        this.#open = [part];
      }
      return;
    }
    this.#close();
    if (block === undefined) return;
    if (block.kind === 'heading') this.#heading(block.level, part);
    else if (block.kind === 'table') this.#table(block, part);
    else if (block.kind === 'code') this.#add('text', lineAtoms(part), false);
    else this.#text([part], block.kind === 'caption');
  }

  /** Whether the open paragraph goes on in a paragraph that stands first on the next page. */
  #runsOn(part: Part): boolean {
    const last = this.#open.at(-1);
    if (last === undefined || part.page !== last.page + 1) return false;
    const before = last.text.slice(last.start, last.end).trimEnd();
    if (!/[\p{L}\p{N},‐–-]$/u.test(before)) return false;
    const after = part.text.slice(part.start, part.end).trimStart();
    return /^["'“„«(]?\p{Ll}/u.test(after) || countWords(before) >= RUNNING_WORDS;
  }

  #close(): void {
    if (this.#open.length > 0) {
      const open = this.#open;
      this.#open = [];
      this.#text(open, false);
    }
    const footnotes = this.#footnotes;
    this.#footnotes = [];
    for (const part of footnotes) this.#text([part], false);
  }

  #text(parts: readonly Part[], caption: boolean): void {
    const atoms = [...sentenceAtoms(parts, this.#language)];
    const last = parts.at(-1);
    const leadIn =
      last !== undefined && last.text.slice(last.start, last.end).trimEnd().endsWith(':');
    this.#add('text', atoms, caption || leadIn);
  }

  #heading(level: number, part: Part): void {
    const text = shorten(part.text.slice(part.start, part.end), MAX_HEADING);
    if (text === '') return;
    this.#stack = [...this.#stack.filter((entry) => entry.level < level), { level, text }];
    this.#add('heading', [...wholeAtoms(part)], true);
  }

  #table(block: TableBlock, part: Part): void {
    const atoms: Atom[] = [];
    const headers: string[] = [];
    let headerRows = 0;
    let cursor = part.start;
    const take = (range: Range): void => {
      if (range.end > range.start) atoms.push(...wholeAtoms({ ...part, ...range }));
    };
    for (const row of block.rows.toSorted((a, b) => a.start - b.start)) {
      const start = Math.max(row.start, cursor);
      const end = Math.min(row.end, part.end);
      if (end <= start) continue;
      const before = atoms.length;
      take({ start: cursor, end: start });
      take({ start, end });
      cursor = end;
      if (row.header) {
        headers.push(part.text.slice(start, end));
        if (headerRows === before) headerRows = atoms.length;
      }
    }
    take({ start: cursor, end: part.end });
    // The rest of a table that ended the part before is under the same names.
    const before = block.continued === true ? this.#units.at(-1) : undefined;
    const own = shorten(headers.join(' '), MAX_TABLE_HEADER);
    const tableHeader = own === '' ? (before?.tableHeader ?? '') : own;
    this.#add('table', atoms, false, { tableHeader, headerRows });
  }

  #add(
    kind: Unit['kind'],
    atoms: readonly Atom[],
    glue: boolean,
    table = { tableHeader: '', headerRows: 0 },
  ): void {
    const words = atoms.reduce((sum, atom) => sum + atom.words, 0);
    const tokens = atoms.reduce((sum, atom) => sum + atom.tokens, 0);
    const first = atoms[0]?.spans[0];
    const last = atoms.at(-1)?.spans.at(-1);
    if (first === undefined || last === undefined) return;
    const path = this.#stack.map((entry) => entry.text);
    const labelled = this.#label !== '' && path[0] !== this.#label;
    this.#units.push({
      kind,
      atoms,
      words,
      tokens,
      glue: glue && words <= MAX_GLUE_WORDS && tokens <= MAX_GLUE_TOKENS,
      firstPage: first.page,
      lastPage: last.page,
      pageUnit: this.#pageUnit,
      headings: labelled ? [this.#label, ...path] : path,
      ...table,
    });
  }
}

/** Code is cut between lines. */
function lineAtoms(part: Part): Atom[] {
  const atoms: Atom[] = [];
  let start = part.start;
  while (start < part.end) {
    const feed = part.text.indexOf('\n', start);
    const end = feed < 0 || feed >= part.end ? part.end : feed;
    atoms.push(...wholeAtoms({ ...part, start, end }));
    start = end + 1;
  }
  return atoms;
}
