import type { Span } from '../contract/place.ts';
import {
  MAX_GLUE_TOKENS,
  MAX_GLUE_WORDS,
  MAX_NAMES_TOKENS,
  MAX_NAMES_WORDS,
  MAX_TOKENS,
  MAX_WORDS,
  TARGET_WORDS,
  TINY_WORDS,
} from './limits.ts';
import { appendSpan } from './spans.ts';
import type { Atom, Unit } from './units.ts';

/** A passage before its text and language are known. */
export interface Draft {
  readonly spans: readonly Span[];
  readonly headings: readonly string[];
  readonly context: string;
}

interface Placed {
  readonly atom: Atom;
  readonly unit: Unit;
}

/** The share of the token limit that counts as the target length. */
const TARGET_TOKENS = MAX_TOKENS * 0.75;

/** Packs units into passages in one pass; see docs/adr/0082-passages.md for the rules. */
export class Packer {
  readonly #pageText: (page: number) => string | undefined;
  readonly #title: string;
  readonly #drafts: Draft[] = [];
  #held: Placed[] = [];
  #words = 0;
  #tokens = 0;
  /** Words of the held units that introduce nothing. */
  #body = 0;

  /** `title` is embedded in front of every passage, so a heading that repeats it is not. */
  constructor(pageText: (page: number) => string | undefined, title: string) {
    this.#pageText = pageText;
    this.#title = title;
  }

  /** The passages of all units; interrupted after every unit. */
  *pack(units: readonly Unit[]): Generator<undefined, Draft[], undefined> {
    for (const unit of units) {
      this.#take(unit);
      yield;
    }
    this.#flush('all');
    return this.#drafts;
  }

  #take(unit: Unit): void {
    const last = this.#held.at(-1)?.unit;
    if (last !== undefined) {
      if (unit.firstPage !== last.lastPage && this.#endsWithPage(unit, last)) this.#flush('carry');
      else if (unit.firstPage < last.lastPage) this.#flush('all');
      else if (unit.kind === 'heading' && this.#body >= TINY_WORDS) this.#flush('all');
    }
    this.#place(unit);
  }

  /** Whether the page's end is the passage's end too. */
  #endsWithPage(unit: Unit, last: Unit): boolean {
    if (this.#body > 0) return this.#body >= TINY_WORDS || standsAlone(unit);
    // A heading at the foot of a page goes with its text; one that is all its page holds stays.
    const first = this.#held[0]?.atom.spans[0];
    const text = this.#pageText(last.lastPage) ?? '';
    return first?.page === last.lastPage && text.slice(0, first.start).trim() === '';
  }

  #fits(words: number, tokens: number): boolean {
    return this.#words + words <= MAX_WORDS && this.#tokens + tokens <= MAX_TOKENS;
  }

  #place(unit: Unit): void {
    const small =
      this.#words + unit.words <= TARGET_WORDS && this.#tokens + unit.tokens <= TARGET_TOKENS;
    if (!small && this.#body >= TINY_WORDS) this.#flush('carry');
    if (this.#fits(unit.words, unit.tokens)) {
      for (const atom of unit.atoms) this.#push(atom, unit);
      return;
    }
    this.#divide(unit);
  }

  /** Spreads a block over passages of about equal size, cutting between sentences or rows. */
  #divide(unit: Unit): void {
    const size = (words: number, tokens: number): number =>
      Math.max(words / TARGET_WORDS, tokens / TARGET_TOKENS);
    const total = size(this.#words + unit.words, this.#tokens + unit.tokens);
    const goal = total / Math.ceil(total);
    for (const atom of unit.atoms) {
      const over = size(this.#words + atom.words / 2, this.#tokens + atom.tokens / 2) > goal;
      if ((over && this.#body > 0) || !this.#fits(atom.words, atom.tokens)) this.#flush('carry');
      this.#push(atom, unit);
    }
  }

  #push(atom: Atom, unit: Unit): void {
    if (!this.#fits(atom.words, atom.tokens)) this.#flush('all');
    if (this.#held.length === 0) this.#repeatNames(atom, unit);
    this.#hold(atom, unit);
  }

  /**
   * A passage of a sheet's rows begins with the row that names their columns: a row of figures says
   * nothing by itself, and what is quoted must be in the passage.
   */
  #repeatNames(atom: Atom, unit: Unit): void {
    if (unit.pageUnit !== 'sheet' || unit.atoms.indexOf(atom) < unit.headerRows) return;
    const names = unit.atoms.slice(0, unit.headerRows);
    const words = names.reduce((sum, name) => sum + name.words, 0);
    const tokens = names.reduce((sum, name) => sum + name.tokens, 0);
    if (words > MAX_NAMES_WORDS || tokens > MAX_NAMES_TOKENS) return;
    if (!this.#fits(words + atom.words, tokens + atom.tokens)) return;
    for (const name of names) this.#hold(name, unit);
  }

  #hold(atom: Atom, unit: Unit): void {
    this.#held.push({ atom, unit });
    this.#words += atom.words;
    this.#tokens += atom.tokens;
    if (!unit.glue) this.#body += atom.words + 1;
  }

  /** Ends the passage; `carry` takes what introduces the next block over to the next passage. */
  #flush(mode: 'all' | 'carry'): void {
    let keep = mode === 'all' ? this.#held.length : this.#held.length - this.#introduction();
    // What only introduces stands by itself where there is nothing else.
    if (keep === 0) keep = this.#held.length;
    const carried = this.#held.slice(keep);
    this.#emit(this.#held.slice(0, keep));
    this.#held = [];
    this.#words = this.#tokens = this.#body = 0;
    for (const { atom, unit } of carried) this.#push(atom, unit);
  }

  /** How many of the last held atoms introduce what comes next. */
  #introduction(): number {
    let words = 0;
    let tokens = 0;
    let count = 0;
    for (const { atom, unit } of this.#held.toReversed()) {
      words += atom.words;
      tokens += atom.tokens;
      if (!unit.glue || words > MAX_GLUE_WORDS || tokens > MAX_GLUE_TOKENS) break;
      count += 1;
    }
    return count;
  }

  #emit(placed: readonly Placed[]): void {
    const [first] = placed;
    if (first === undefined) return;
    const spans: Span[] = [];
    for (const { atom } of placed) {
      for (const span of atom.spans) appendSpan(this.#pageText, spans, span);
    }
    const headings = headingsOf(placed);
    const context: string[] = [];
    const nearest = headings.at(-1);
    const own = placed.some(
      ({ unit }) => unit.kind === 'heading' && unit.headings.at(-1) === nearest,
    );
    if (nearest !== undefined && nearest !== this.#title && !own) context.push(nearest);
    const { unit } = first;
    const row = unit.atoms.indexOf(first.atom);
    if (unit.tableHeader !== '' && row >= unit.headerRows) context.push(unit.tableHeader);
    this.#drafts.push({ spans, headings, context: context.join('\n') });
  }
}

/** Slides, sheets and mail parts are closed in themselves. */
function standsAlone(unit: Unit): boolean {
  return unit.pageUnit !== 'page' && unit.pageUnit !== 'section';
}

/** What all parts lie under; where they share nothing, the headings of the longest part. */
function headingsOf(placed: readonly Placed[]): readonly string[] {
  const body = placed.filter(({ unit }) => unit.kind !== 'heading');
  const paths = new Map<readonly string[], number>();
  for (const { unit, atom } of body.length > 0 ? body : placed) {
    paths.set(unit.headings, (paths.get(unit.headings) ?? 0) + atom.words);
  }
  const [first = [], ...rest] = paths.keys();
  let depth = 0;
  while (depth < first.length && rest.every((path) => path[depth] === first[depth])) depth += 1;
  const shared = first.slice(0, depth);
  if (shared.length > 0 || rest.length === 0) return shared;
  return [...paths].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}
