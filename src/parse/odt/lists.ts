import { formatNumber, type NumberStyle } from '../list-number.ts';
import { elements, integerOf, type XmlElement } from '../xml.ts';

interface Level {
  readonly start: number;
  /** Undefined: a bullet or no mark. */
  readonly style: NumberStyle | undefined;
  readonly prefix: string;
  readonly suffix: string;
  /** How many outer levels are shown, this one included. */
  readonly shown: number;
}

/** A list style: levels by depth, 0-based. */
export type ListStyle = ReadonlyMap<number, Level>;

const formats: ReadonlyMap<string, NumberStyle> = new Map([
  ['1', 'decimal'],
  ['01', 'decimal-zero'],
  ['a', 'lower-letter'],
  ['A', 'upper-letter'],
  ['i', 'lower-roman'],
  ['I', 'upper-roman'],
]);

/** Reads a `text:list-style` or `text:outline-style`. */
export function readListStyle(element: XmlElement): ListStyle {
  const levels = new Map<number, Level>();
  for (const level of elements(element)) {
    const depth = integerOf(level, 'text:level');
    if (depth === undefined || depth < 1) continue;
    levels.set(depth - 1, {
      start: integerOf(level, 'text:start-value') ?? 1,
      style: formats.get(level.attributes.get('style:num-format') ?? ''),
      prefix: level.attributes.get('style:num-prefix') ?? '',
      suffix: level.attributes.get('style:num-suffix') ?? '',
      shown: integerOf(level, 'text:display-levels') ?? 1,
    });
  }
  return levels;
}

/** The running numbers of one list. */
export class ListCounter {
  readonly #style: ListStyle;
  readonly #counters: number[] = [];

  constructor(style: ListStyle) {
    this.#style = style;
  }

  /** Counts an item and returns its mark, such as `2.1.`; empty for bullets. */
  next(depth: number, startValue: number | undefined): string {
    const level = this.#style.get(depth);
    const counters = this.#counters;
    counters.length = Math.min(counters.length, depth + 1);
    const last = counters[depth];
    counters[depth] = startValue ?? (last === undefined ? (level?.start ?? 1) : last + 1);
    if (level?.style === undefined) return '';
    const numbers: string[] = [];
    for (let at = Math.max(0, depth - level.shown + 1); at <= depth; at += 1) {
      const own = this.#style.get(at);
      if (own?.style !== undefined) {
        numbers.push(formatNumber(counters[at] ?? own.start, own.style));
      }
    }
    return `${level.prefix}${numbers.join('.')}${level.suffix}`.trim();
  }
}
