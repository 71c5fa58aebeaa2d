import type { FactLanguage } from './fact.ts';
import { namedCells } from '../row-in-words.ts';
import { flat } from './flat.ts';
import { unitOf } from './units.ts';

/** The unit that the name of a column ends with: "Weight (kg)", "Rent, EUR", "Preis in Euro". */
function unitNamed(name: string, language: FactLanguage): string {
  const named = /(?:\(([^()]{1,20})\)|(?:,| in) ([^ ]{1,20}))\s*$/u.exec(name);
  const unit = (named?.[1] ?? named?.[2] ?? '').trim();
  return unitOf(flat(unit), language) === undefined ? '' : unit;
}

/**
 * A row of a table as a sentence, each cell a clause with the name and the unit of its column:
 * "Model Heron 20; Weight 13.4 kg". Undefined where the columns of its values cannot be told.
 */
export function rowAsSentence(
  header: string,
  row: string,
  language: FactLanguage,
): string | undefined {
  return namedCells(header, row)
    ?.map(({ name, cell }) => {
      const unit = /\d$/u.test(cell) ? unitNamed(name, language) : '';
      const label = unit === '' ? name : name.replace(/\s*(?:\([^()]*\)|(?:,| in) [^ ]+)\s*$/u, '');
      // In small letters: a column's name names nobody.
      return [label.toLowerCase(), cell, unit].filter((part) => part.trim() !== '').join(' ');
    })
    .join('; ');
}
