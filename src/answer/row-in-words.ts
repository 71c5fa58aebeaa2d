/** A unit or currency that stands by itself, as in a table's cell of its own. */
const UNIT = /^(?:\p{Sc}|%|‰|\p{Lu}{3}|k\p{Sc})$/u;
const AMOUNT = /^[+-−]?\d[\d\s.,'’]*$/u;

/**
 * The cells of a row where a reader of the page would part them: in print a unit may stand so near
 * the next column that it was read into it ("125 | EUR 32 | EUR").
 */
function unitsPutBack(cells: readonly string[]): string[] {
  const result: string[] = [];
  for (const cell of cells) {
    const before = result.at(-1);
    const [first = '', ...rest] = cell.split(' ');
    if (before !== undefined && AMOUNT.test(before) && UNIT.test(first)) {
      result[result.length - 1] = `${before} ${first}`;
      if (rest.length > 0) result.push(rest.join(' '));
    } else {
      result.push(cell);
    }
  }
  return result;
}

const YEAR = /(?<!\p{N})(?:19|20)\d\d(?!\p{N})/u;

const cellsOf = (row: string): string[] => row.split('\t').map((cell) => cell.trim());

/** A value of a row and the name of its column, which the first column often lacks. */
export interface NamedCell {
  readonly name: string;
  readonly cell: string;
}

/** A row's values with the names of their columns; undefined where these cannot be told. */
export function namedCells(header: string, row: string): NamedCell[] | undefined {
  const names = cellsOf(header);
  const cells = cellsOf(row);
  const plain = paired(names, cells);
  if (plain !== undefined) return plain;
  const named = names.filter((name) => name !== '');
  // Above the names of rows nothing stands where the others are named by years or dates.
  const years = named.length > 0 && named.every((name) => YEAR.test(name));
  const dated = years ? paired(['', ...named], cells) : undefined;
  if (dated !== undefined) return dated;
  // Units are moved only where every value has a name afterwards.
  return paired(named, unitsPutBack(cells.filter((cell) => cell !== '')));
}

function paired(names: readonly string[], cells: readonly string[]): NamedCell[] | undefined {
  const nameless = cells.some((cell, index) => index > 0 && cell !== '' && !names[index]);
  if (cells.length !== names.length || nameless) return undefined;
  return cells.map((cell, index) => ({ name: names[index] ?? '', cell }));
}

/** A row of a table in words, "Weight: 13.4 kg; Price: 749 EUR", or as it is. */
export function rowInWords(header: string, row: string): string {
  const cells = namedCells(header, row);
  if (cells === undefined) return row;
  return cells
    .map(({ name, cell }) => (name === '' || cell === '' ? cell : `${name}: ${cell}`))
    .filter((part) => part !== '')
    .join('; ');
}
