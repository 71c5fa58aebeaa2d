import type { NumberStyle } from '../list-number.ts';
import { Numbering, type NumberedLevel, type NumberedList } from '../numbering.ts';
import { child, elements, integerOf, readElement, type XmlElement } from '../xml.ts';

const styles: ReadonlyMap<string, NumberStyle> = new Map([
  ['decimal', 'decimal'],
  ['decimalZero', 'decimal-zero'],
  ['lowerLetter', 'lower-letter'],
  ['upperLetter', 'upper-letter'],
  ['lowerRoman', 'lower-roman'],
  ['upperRoman', 'upper-roman'],
  ['ordinal', 'decimal'],
]);

/**
 * The lists of a document.
 *
 * @param bytes the numbering part, if the document has one
 */
export function readNumbering(bytes: Uint8Array | undefined): Numbering {
  const lists = new Map<string, NumberedList>();
  const root = bytes === undefined ? undefined : readElement(bytes, 'w:numbering');
  if (root === undefined) return new Numbering(lists);
  const abstracts = new Map<string, Pick<NumberedList, 'levels' | 'counters'>>();
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
    lists.set(id, { levels, overrides, counters: base.counters, restarted: new Set() });
  }
  return new Numbering(lists);
}

function readLevels(parent: XmlElement): Map<number, NumberedLevel> {
  const levels = new Map<number, NumberedLevel>();
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
