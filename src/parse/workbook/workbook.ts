import { read, set_cptable, type WorkBook, type WorkSheet } from '@e965/xlsx';
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs';
import { CarrelFailure, type ContractError } from '../../contract/errors.ts';
import { encrypted } from '../detect-failures.ts';
import { detectFormat } from '../detect.ts';
import type { DocumentInfo, ParseEvent, Parser, ParseInput } from '../document.ts';
import { describe, noText } from '../flow-pages.ts';
import { sheetPages } from '../sheet/pages.ts';
import { notesOf, rowsOf } from './cells.ts';
import { repacked } from './repack.ts';
import { DATE_FORMAT } from './shown.ts';

/** Rows of one sheet that are read; the largest sheet of today's programs has 1,048,576. */
const MAX_ROWS = 250_000;

set_cptable(codePages);

/** Workbooks of Excel (XLSX, XLSM, XLSB, XLS, XML of 2003) and OpenDocument. Nothing is run. */
export const workbookParser: Parser = {
  formats: ['xlsx', 'xlsb', 'xls', 'ods'],
  async *parse(input) {
    return yield* workbookEvents(input, detectFormat(input.bytes, input.fileName));
  },
};

async function* workbookEvents(
  { bytes }: ParseInput,
  format: string,
): AsyncGenerator<ParseEvent, DocumentInfo, undefined> {
  const book = openWorkbook(bytes);
  yield { kind: 'opened', pages: book.SheetNames.length };
  let number = 1;
  let heading = '';
  const cut: string[] = [];
  for (const name of book.SheetNames) {
    const sheet = book.Sheets[name];
    if (sheet === undefined) continue;
    if (rowsLeftOut(sheet)) cut.push(name);
    const source = {
      name,
      namingRow: namingRow(sheet),
      notes: notesOf(sheet),
      rows: rowsOf(sheet),
    };
    for (const page of sheetPages(source, number)) {
      const [first] = page.blocks;
      if (page.number === 1 && first?.kind === 'heading') {
        heading = page.text.slice(first.start, first.end);
      }
      yield { kind: 'page', page };
      number = page.number + 1;
    }
  }
  if (number === 1) throw noText();
  if (cut.length > 0) {
    yield { kind: 'unreadable', page: number, error: tooManyRows(cut.length) };
    number += 1;
  }
  const created = book.Props?.CreatedDate;
  return describe(
    format,
    number - 1,
    {
      title: textOf(book.Props?.Title),
      author: textOf(book.Props?.Author),
      created: created instanceof Date ? created.toISOString() : textOf(created),
    },
    heading,
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/** @throws CarrelFailure `file-encrypted`, `file-damaged`, `file-too-large` */
function openWorkbook(bytes: Uint8Array): WorkBook {
  const source = isZip(bytes) ? repacked(bytes) : bytes;
  try {
    return quietly(() =>
      read(source, {
        type: 'array',
        dense: true,
        cellFormula: false,
        cellHTML: false,
        bookVBA: false,
        // One more tells whether there are more; the size a sheet claims is often far too large.
        sheetRows: MAX_ROWS + 1,
        cellNF: true,
        dateNF: DATE_FORMAT,
      }),
    );
  } catch (cause) {
    if (cause instanceof Error && /password|encrypt/iu.test(cause.message)) throw encrypted();
    throw cause;
  }
}

/** The library tells the console about odd formats, in words of the document. */
function quietly<T>(work: () => T): T {
  const { console } = globalThis;
  const silent = (): void => undefined;
  globalThis.console = { ...console, error: silent, warn: silent, log: silent };
  try {
    return work();
  } finally {
    globalThis.console = console;
  }
}

/** The row a filter stands on names the columns. */
function namingRow(sheet: WorkSheet): number | undefined {
  const row = /^\$?[A-Z]{1,3}\$?(\d{1,7})/u.exec(sheet['!autofilter']?.ref ?? '')?.[1];
  return row === undefined ? undefined : Number(row) - 1;
}

function rowsLeftOut(sheet: WorkSheet): boolean {
  return (sheet['!data']?.length ?? 0) > MAX_ROWS;
}

function tooManyRows(sheets: number): ContractError {
  return new CarrelFailure(
    'file-too-large',
    `Only the first ${MAX_ROWS} rows of ${sheets === 1 ? 'a sheet' : `${sheets} sheets`} were read. Split the table and add the parts.`,
  ).toData();
}
