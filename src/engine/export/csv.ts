import type { TableCell } from './survey-table.ts';

/** Bytes of one part: in base64 a third more, which must fit a message of 1 MB. */
export const PART_BYTES = 400_000;

/** What makes a spreadsheet take a cell for a formula (OWASP, CSV injection). */
const FORMULA = /^\s*[=+\-@\t\r|%]/u;

/**
 * A table as CSV (RFC 4180) in UTF-8 with a byte order mark, which spreadsheets need to see it as such.
 * Text that a spreadsheet would run as a formula is kept from it by an apostrophe before it.
 */
export function* toCsv(table: Iterable<readonly TableCell[]>): Generator<Buffer> {
  let held = '\uFEFF';
  for (const row of table) {
    held += `${row.map(fieldOf).join(',')}\r\n`;
    if (held.length < PART_BYTES / 4) continue;
    yield Buffer.from(held);
    held = '';
  }
  if (held !== '') yield Buffer.from(held);
}

function fieldOf(cell: TableCell): string {
  if (typeof cell === 'number') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",;\t\n\r']/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
