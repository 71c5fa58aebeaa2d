import type { Parser } from '../document.ts';
import { decodeText } from '../encoding.ts';
import { describe, noText } from '../flow-pages.ts';
import { sheetPages } from '../sheet/pages.ts';
import { isFigure, type SheetRow } from '../sheet/row.ts';
import { refuseLarge } from '../text/size.ts';
import { recordsOf } from './records.ts';
import { separatorOf } from './separator.ts';

/** Separated values: commas, semicolons, tabs or bars, in any common encoding. */
export const csvParser: Parser = {
  formats: ['csv'],
  async *parse({ bytes }) {
    refuseLarge(bytes);
    const { text } = decodeText(bytes);
    yield { kind: 'opened', pages: 1 };
    let pages = 0;
    for (const page of sheetPages({ name: '', rows: rowsOf(text), notes: [] }, 1)) {
      pages = page.number;
      yield { kind: 'page', page };
    }
    if (pages === 0) throw noText();
    return describe('csv', pages, {}, '');
  },
};

/** The rows as a spreadsheet program would number them; figures and dates as they are written. */
function* rowsOf(text: string): Generator<SheetRow> {
  const { separator, start } = separatorOf(text);
  let row = start > 1 ? 1 : 0;
  for (const fields of recordsOf(text.slice(start), separator)) {
    const cells = fields.flatMap((field, column) => {
      const shown = field.replaceAll(/\s+/gu, ' ').trim();
      return shown === '' ? [] : [{ column, text: shown, figure: isFigure(shown) }];
    });
    if (cells.length > 0) yield { row, cells };
    row += 1;
  }
}
