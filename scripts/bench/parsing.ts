import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pdfParser } from '../../src/parse/pdf/index.ts';
import { median, type Row } from './models.ts';

const file = resolve(import.meta.dirname, '../../resources/samples/Employee-handbook.pdf');
const ROUNDS = 7;

async function pagesRead(): Promise<number> {
  let pages = 0;
  // The parser may take the bytes over, so each round gets its own.
  const bytes = new Uint8Array(readFileSync(file));
  for await (const event of pdfParser.parse({ bytes, fileName: 'handbook.pdf' })) {
    if (event.kind === 'page') pages += 1;
  }
  return pages;
}

/** Pages a second of the PDF parser, beside pdftotext where it is installed. */
export async function benchParsing(): Promise<Row[]> {
  const own: number[] = [];
  const theirs: number[] = [];
  await pagesRead();
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    const pages = await pagesRead();
    own.push((pages * 1000) / (performance.now() - started));
    const begun = performance.now();
    const { status } = spawnSync('pdftotext', ['-layout', file, '-']);
    if (status === 0) theirs.push((pages * 1000) / (performance.now() - begun));
  }
  const rows: Row[] = [{ name: 'PDF parsing, warm', value: median(own), unit: 'pages/s' }];
  if (theirs.length > 0) {
    rows.push({
      name: 'pdftotext -layout, its start included',
      value: median(theirs),
      unit: 'pages/s',
    });
  }
  return rows;
}
