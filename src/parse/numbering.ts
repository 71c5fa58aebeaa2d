import { formatNumber, type NumberStyle } from './list-number.ts';

/** How one level of a list counts. */
export interface NumberedLevel {
  readonly start: number;
  /** Undefined: a bullet or no mark. */
  readonly style: NumberStyle | undefined;
  /** Such as `%1.%2`. */
  readonly text: string;
  /** The numbers of outer levels are shown in digits. */
  readonly legal: boolean;
}

/** A list as its paragraphs name it. */
export interface NumberedList {
  readonly levels: ReadonlyMap<number, NumberedLevel>;
  readonly overrides: ReadonlyMap<number, number>;
  /** Lists of one abstract definition go on counting together. */
  readonly counters: number[];
  readonly restarted: Set<number>;
}

/** Word has nine levels. */
const MAX_LEVEL = 8;

/** The numbers Word shows before paragraphs; they are not in the text, only in its definition. */
export class Numbering {
  readonly #lists: ReadonlyMap<string, NumberedList>;

  constructor(lists: ReadonlyMap<string, NumberedList>) {
    this.#lists = lists;
  }

  /**
   * Counts one paragraph of a list and returns its mark, such as `3.2`; an empty string for
   * bullets and unknown lists.
   */
  next(listId: string, depth: number): string {
    const list = this.#lists.get(listId);
    const at = Math.min(MAX_LEVEL, Math.max(0, depth));
    const level = list?.levels.get(at);
    if (list === undefined || level === undefined) return '';
    const { counters } = list;
    const override = list.overrides.get(at);
    if (override !== undefined && !list.restarted.has(at)) {
      list.restarted.add(at);
      counters[at] = override;
    } else counters[at] = counters[at] === undefined ? level.start : counters[at] + 1;
    counters.length = at + 1;
    if (level.style === undefined) return '';
    return level.text.replaceAll(/%(\d)/gu, (_, digit: string) => {
      const index = Number(digit) - 1;
      const outer = list.levels.get(index);
      const value = counters[index] ?? outer?.start ?? 1;
      const style = level.legal ? 'decimal' : (outer?.style ?? 'decimal');
      return formatNumber(value, style);
    });
  }
}
