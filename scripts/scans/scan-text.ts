/** A question about a scan. */
export interface ScanQuestion {
  readonly question: string;
  /** The paragraph that answers it, or the row of the table as a list of one; both from 0. */
  readonly gold: number | readonly [row: number];
  /** Amounts, dates and names that a right answer shows, as they stand in the text. */
  readonly facts: readonly string[];
}

/** What a scan shows, and what is asked of it. */
export interface ScanText {
  /** With the ending of the file that is made of it, `pdf` or `png`. */
  readonly name: string;
  /** One of PDF's standard fonts. */
  readonly font: 'Times-Roman' | 'Helvetica' | 'Courier';
  readonly paragraphs: readonly string[];
  /** Rows of cells below the paragraphs, the first with the columns' names. */
  readonly table?: readonly (readonly string[])[];
  readonly asks: readonly ScanQuestion[];
}

/** The words of the gold place. */
export function goldOf({ paragraphs, table }: ScanText, { gold }: ScanQuestion): string {
  return typeof gold === 'number' ? (paragraphs[gold] ?? '') : (table?.[gold[0]] ?? []).join(' ');
}

/** All words that stand on it. */
export function wholeText({ paragraphs, table = [] }: ScanText): string {
  return [...paragraphs, ...table.map((row) => row.join(' '))].join('\n');
}
