import { countWords } from '../chunk/tokens.ts';
import type { Scope } from '../contract/documents.ts';
import type { Span } from '../contract/place.ts';
import type { Range } from '../language/sentences.ts';
import type { PassageStore, StoredPassage } from '../store/types/passages.ts';
import { sentencesBeside, spansOf, textOf, type Cut, type Side } from './cut.ts';

/** A passage that was found, with the text around it that is shown with it. */
export interface Window {
  readonly found: StoredPassage;
  /** The page on which what is shown of the passage begins. */
  readonly page: number;
  readonly spans: readonly Span[];
  /** The slices of the spans, joined with a line feed. */
  readonly text: string;
}

/** What a window holds at most, unless the passage found is longer by itself (docs/adr/0151). */
const WINDOW_WORDS = 290;
const WINDOW_CHARACTERS = 2000;
/** Passages looked at on each side; short ones have about 70 words. */
const REACH = 4;
/** A passage of which less than this share is left is not listed by itself. */
const LEAST_LEFT = 0.5;
const NOTHING: Range = { start: 0, end: 0 };

export interface WindowOptions {
  /** Best first. */
  readonly ranked: readonly { readonly passage: number; readonly score: number }[];
  readonly limit: number;
  readonly scope: Scope;
  /** False: each passage by itself. */
  readonly grown: boolean;
  readonly store: Pick<PassageStore, 'passages' | 'neighbours'>;
}

/**
 * The first `limit` passages, each with the sentences around it that still fit, those of the better
 * scored neighbour first: what answers often stands beside what sounds like the question. No text
 * is in two of them.
 */
export function windowsOf({ ranked, limit, scope, grown, store }: WindowOptions): Window[] {
  const around = new Surroundings(ranked, scope.withoutPassages?.map(Number));
  const windows: Window[] = [];
  for (let from = 0; from < ranked.length && windows.length < limit; from += limit) {
    const batch = ranked.slice(from, from + limit).map(({ passage }) => passage);
    const beside = grown ? store.neighbours(batch, REACH) : [];
    const read = store.passages([...new Set([...batch, ...beside])], scope);
    around.add(read);
    const found = new Map(read.map((passage) => [passage.id, passage]));
    for (const id of batch) {
      if (windows.length === limit) break;
      const passage = found.get(id);
      const window = passage === undefined ? undefined : around.take(passage, grown);
      if (window !== undefined) windows.push(window);
    }
  }
  return windows;
}

/** The passages that were read, and what of each has not been shown yet. */
class Surroundings {
  readonly #scores: ReadonlyMap<number, number>;
  readonly #byPlace = new Map<string, StoredPassage>();
  readonly #unshown = new Map<number, Range>();

  constructor(ranked: WindowOptions['ranked'], without: readonly number[] = []) {
    this.#scores = new Map(ranked.map(({ passage, score }) => [passage, score]));
    for (const passage of without) this.#unshown.set(passage, NOTHING);
  }

  add(passages: readonly StoredPassage[]): void {
    for (const passage of passages) {
      this.#byPlace.set(placeOf(passage), passage);
      if (this.#unshown.has(passage.id)) continue;
      this.#unshown.set(passage.id, { start: 0, end: passage.text.length });
    }
  }

  /** What is left of a passage, with what fits around it; undefined where most of it was shown. */
  take(found: StoredPassage, grown: boolean): Window | undefined {
    const left = this.#left(found);
    const length = left.end - left.start;
    if (length === 0 || length < found.text.length * LEAST_LEFT) return undefined;
    this.#unshown.set(found.id, NOTHING);
    // Rows of a sheet stand under the names of their columns already, and other sheets tell nothing.
    const cuts = grown && found.place.kind !== 'sheet' ? this.#grow(left) : [left];
    return {
      found,
      page: spansOf(left)[0]?.page ?? 1,
      spans: cuts.flatMap((cut) => spansOf(cut)),
      text: cuts.map((cut) => textOf(cut)).join('\n'),
    };
  }

  #grow(found: Cut): Cut[] {
    const cuts = [found];
    let words = countWords(textOf(found));
    let characters = textOf(found).length;
    const fits = (text: string): boolean =>
      words + countWords(text) <= WINDOW_WORDS && characters + 1 + text.length <= WINDOW_CHARACTERS;
    const open = new Set<Side>(['after', 'before']);
    for (;;) {
      const [next] = [...open]
        .flatMap((side) => this.#beside(cuts, side))
        .sort((a, b) => this.#score(b.cut) - this.#score(a.cut));
      if (next === undefined) return cuts;
      const { side, cut } = next;
      const taken = sentencesBeside(cut, side, fits);
      // What is beyond a cut passage is not beside the window.
      if (taken !== cut) open.delete(side);
      if (taken === undefined) continue;
      const left =
        side === 'before'
          ? { start: cut.start, end: taken.start }
          : { start: taken.end, end: cut.end };
      this.#unshown.set(cut.passage.id, taken === cut ? NOTHING : left);
      if (side === 'before') cuts.unshift(taken);
      else cuts.push(taken);
      words += countWords(textOf(taken));
      characters += 1 + textOf(taken).length;
    }
  }

  /** What of the next passage on a side adjoins the window and was not shown, if any. */
  #beside(cuts: readonly Cut[], side: Side): { side: Side; cut: Cut }[] {
    const edge = side === 'before' ? cuts[0] : cuts.at(-1);
    if (edge === undefined) return [];
    const { passage } = edge;
    const whole = side === 'before' ? edge.start === 0 : edge.end === passage.text.length;
    const next = this.#byPlace.get(placeOf(passage, side === 'before' ? -1 : 1));
    if (!whole || next === undefined) return [];
    const cut = this.#left(next);
    const adjoins = side === 'before' ? cut.end === next.text.length : cut.start === 0;
    return adjoins && cut.end > cut.start ? [{ side, cut }] : [];
  }

  #left(passage: StoredPassage): Cut {
    const { start, end } = this.#unshown.get(passage.id) ?? NOTHING;
    return { passage, start, end };
  }

  #score({ passage }: Cut): number {
    return this.#scores.get(passage.id) ?? -1;
  }
}

/** Names the place of a passage in its content, or of the one so many after it. */
function placeOf({ contentId, ordinal }: StoredPassage, offset = 0): string {
  return `${contentId} ${ordinal + offset}`;
}
