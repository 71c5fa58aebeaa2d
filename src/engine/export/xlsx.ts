import { Zip, ZipDeflate, strToU8 } from 'fflate';
import { PART_BYTES } from './csv.ts';
import type { TableCell } from './survey-table.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Rows that a sheet holds (ECMA-376 leaves it open; spreadsheets take this many). */
const MOST_ROWS = 1_048_576;
/** Characters of XML handed to the compressor at once. */
const CHUNK = 64_000;

/** The parts around the sheet: one workbook, one sheet, a bold head, texts that wrap. */
const parts: readonly (readonly [name: string, text: string])[] = [
  [
    '[Content_Types].xml',
    `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/></Types>`,
  ],
  [
    '_rels/.rels',
    `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    'xl/workbook.xml',
    `${XML}<workbook xmlns="${SHEET}" xmlns:r="${OFFICE}"><sheets><sheet name="Carrel" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  ],
  [
    'xl/styles.xml',
    `${XML}<styleSheet xmlns="${SHEET}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`,
  ],
];

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Texts have been freed of what XML cannot hold (`oneLine`); "_x000A_" would be read as an escape. */
function escaped(text: string): string {
  return text
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/gu, '_x005F_')
    .replaceAll(/[&<>]/gu, (mark) => escapes[mark] ?? mark);
}

/** Cells are texts or numbers, never formulas, whatever their text begins with. */
function rowXml(cells: readonly TableCell[], head: boolean): string {
  const style = head ? ' s="1"' : '';
  const each = cells.map((cell) =>
    typeof cell === 'number'
      ? `<c${style}><v>${cell}</v></c>`
      : `<c t="inlineStr"${style}><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`,
  );
  return `<row>${each.join('')}</row>`;
}

function* sheetXml(table: Iterable<readonly TableCell[]>): Generator<string> {
  let held = `${XML}<worksheet xmlns="${SHEET}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="60" width="32" customWidth="1"/></cols><sheetData>`;
  let rows = 0;
  for (const row of table) {
    if (rows === MOST_ROWS) break;
    held += rowXml(row, rows === 0);
    rows += 1;
    if (held.length < CHUNK) continue;
    yield held;
    held = '';
  }
  yield `${held}</sheetData></worksheet>`;
}

/** A table as an Office Open XML workbook (ECMA-376), made while it is read. */
export function* toXlsx(table: Iterable<readonly TableCell[]>): Generator<Buffer> {
  let made: Buffer[] = [];
  const zip = new Zip((error, bytes) => {
    if (error !== null) throw error;
    made.push(Buffer.from(bytes));
  });
  const taken = function* (): Generator<Buffer> {
    const whole = Buffer.concat(made);
    made = [];
    for (let at = 0; at < whole.length; at += PART_BYTES) yield whole.subarray(at, at + PART_BYTES);
  };
  for (const [name, text] of parts) {
    const file = new ZipDeflate(name);
    zip.add(file);
    file.push(strToU8(text), true);
  }
  const sheet = new ZipDeflate('xl/worksheets/sheet1.xml');
  zip.add(sheet);
  for (const text of sheetXml(table)) {
    sheet.push(strToU8(text));
    yield* taken();
  }
  sheet.push(new Uint8Array(0), true);
  zip.end();
  yield* taken();
}
