import { formatNumber, type NumberStyle } from '../list-number.ts';
import { child, elements, integerOf, readElement, type XmlElement } from '../xml.ts';

interface Level {
  readonly start: number;
  /** Undefined: a bullet or no mark. */
  readonly style: NumberStyle | undefined;
  /** Such as `%1.%2`. */
  readonly text: string;
  /** The numbers of outer levels are shown in digits. */
  readonly legal: boolean;
}

interface List {
  readonly levels: ReadonlyMap<number, Level>;
  readonly overrides: ReadonlyMap<number, number>;
  /** Lists of one abstract definition go on counting together. */
  readonly counters: number[];
  readonly restarted: Set<number>;
}

const styles: ReadonlyMap<string, NumberStyle> = new Map([
  ['decimal', 'decimal'],
  ['decimalZero', 'decimal-zero'],
  ['lowerLetter', 'lower-letter'],
  ['upperLetter', 'upper-letter'],
  ['lowerRoman', 'lower-roman'],
  ['upperRoman', 'upper-roman'],
  ['ordinal', 'decimal'],
]);

/** Word has nine levels. */
const MAX_LEVEL = 8;

/** The numbers Word shows before paragraphs; they are not in the text, only in its definition. */
export class Numbering {
  readonly #lists = new Map<string, List>();

  /** @param bytes the numbering part, if the document has one */
  constructor(bytes: Uint8Array | undefined) {
    const root = bytes === undefined ? undefined : readElement(bytes, 'w:numbering');
    if (root === undefined) return;
    const abstracts = new Map<string, Pick<List, 'levels' | 'counters'>>();
    for (const element of elements(root, 'w:abstractNum')) {
      const id = element.attributes.get('w:abstractNumId') ?? '';
      abstracts.set(id, { levels: readLevels(element), counters: [] });
    }
    for (const element of elements(root, 'w:num')) {
      const base = abstracts.get(child(element, 'w:abstractNumId')?.attributes.get('w:val') ?? '');
      if (base === undefined) continue;
      const overrides = new Map<number, number>();
      const levels = new Map(base.levels);
      for (const override of elements(element, 'w:lvlOverride')) {
        const level = integerOf(override, 'w:ilvl') ?? 0;
        const start = integerOf(child(override, 'w:startOverride'), 'w:val');
        if (start !== undefined) overrides.set(level, start);
        for (const [number, own] of readLevels(override)) levels.set(number, own);
      }
      const id = element.attributes.get('w:numId') ?? '';
      this.#lists.set(id, { levels, overrides, counters: base.counters, restarted: new Set() });
    }
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

function readLevels(parent: XmlElement): Map<number, Level> {
  const levels = new Map<number, Level>();
  for (const element of elements(parent, 'w:lvl')) {
    const level = integerOf(element, 'w:ilvl');
    if (level === undefined) continue;
    const legal = child(element, 'w:isLgl');
    levels.set(level, {
      start: integerOf(child(element, 'w:start'), 'w:val') ?? 1,
      style: styles.get(child(element, 'w:numFmt')?.attributes.get('w:val') ?? 'decimal'),
      text: child(element, 'w:lvlText')?.attributes.get('w:val') ?? '',
      legal: legal !== undefined && isOn(legal),
    });
  }
  return levels;
}

/** The value of a switch such as `w:vanish`: on unless it says otherwise. */
export function isOn(element: XmlElement): boolean {
  return !['0', 'false', 'off', 'none'].includes(element.attributes.get('w:val') ?? '1');
}
