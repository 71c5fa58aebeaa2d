/** A range of a page's text, UTF-16 units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export type TextBlock =
  | ({ readonly kind: 'heading'; readonly level: number } & TextRange)
  | ({ readonly kind: 'paragraph' | 'item' } & TextRange)
  | ({
      readonly kind: 'table';
      readonly rows: readonly TableRow[];
      readonly columns: number;
    } & TextRange);

/** A number as tables hold them: with a sign, marks between thousands, a currency or a percent sign. */
const figure = /^[-+−(]*\p{Sc}?\s?\d[\d.,'’\s]*(?:%|\p{Sc}|[A-Z]{3})?\)?$/u;

/** The columns of a table that hold numbers, whatever its first row says; by index. */
export function figureColumns(text: string, rows: readonly TableRow[]): ReadonlySet<number> {
  const columns = new Set<number>();
  for (let column = 0; column < (rows[0]?.cells.length ?? 0); column += 1) {
    const filled = rows
      .slice(1)
      .map(({ cells }) => cells[column])
      .map((cell) => (cell === undefined ? '' : text.slice(cell.start, cell.end).trim()))
      .filter((words) => words !== '');
    if (filled.length > 0 && filled.every((words) => figure.test(words))) columns.add(column);
  }
  return columns;
}

/** A part's own name, as sheets have one: the first of its headings, where its text does not hold it. */
export function nameOfPart(text: string, headings: readonly Heading[]): string {
  const name = headings[0]?.heading.trim() ?? '';
  return text.split('\n').some((line) => line.trim() === name) ? '' : name;
}

export interface TableRow extends TextRange {
  readonly cells: readonly TextRange[];
}

export interface Heading {
  readonly heading: string;
  readonly level: number;
}

/** What lists begin their items with, as parsers write it. */
const itemMark = /^(?:[-–•*◦▪‣]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])\s/u;

/**
 * The blocks of a stored page: one a line, as it was stored; lines with tabs that follow each other
 * make a table, and lines that are the document's headings, in their order, are headings.
 */
export function blocksOf(text: string, headings: readonly Heading[]): TextBlock[] {
  const blocks: TextBlock[] = [];
  let awaited = 0;
  let start = 0;
  while (start <= text.length) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    const line = text.slice(start, end);
    const heading = headingAt(headings, awaited, line);
    if (line.includes('\t')) addRow(blocks, line, start);
    else if (heading !== undefined) {
      awaited = heading + 1;
      blocks.push({ kind: 'heading', level: headings[heading]?.level ?? 1, start, end });
    } else if (line.trim() !== '') {
      blocks.push({ kind: itemMark.test(line) ? 'item' : 'paragraph', start, end });
    }
    start = end + 1;
  }
  return blocks;
}

/** Index of the heading a line is; one that was missed does not hold up those after it. */
function headingAt(headings: readonly Heading[], from: number, line: string): number | undefined {
  const wanted = line.trim();
  if (wanted === '') return undefined;
  const found = headings.findIndex(
    ({ heading }, index) => index >= from && heading.trim() === wanted,
  );
  return found < 0 ? undefined : found;
}

function addRow(blocks: TextBlock[], line: string, start: number): void {
  const cells: TextRange[] = [];
  let at = start;
  for (const cell of line.split('\t')) {
    cells.push({ start: at, end: at + cell.length });
    at += cell.length + 1;
  }
  const row: TableRow = { start, end: start + line.length, cells };
  const last = blocks.at(-1);
  if (last?.kind === 'table' && last.columns === cells.length) {
    blocks[blocks.length - 1] = { ...last, end: row.end, rows: [...last.rows, row] };
  } else {
    blocks.push({ kind: 'table', rows: [row], columns: cells.length, start, end: row.end });
  }
}
