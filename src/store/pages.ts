import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { ParsedPage } from '../parse/document.ts';
import type { Database } from './database.ts';
import { storeFailure } from './failures.ts';
import { writeHeadings } from './outlines.ts';
import { bytes, number, text, type Row } from './row.ts';
import type { StoredPage } from './types/passages.ts';

/** Writes a page of a content, or writes it anew. The raw text is kept, compressed, where it differs. */
export function writePage(database: Database, contentId: number, page: ParsedPage): void {
  const differs = page.raw !== page.text;
  database.run(
    `INSERT OR REPLACE INTO pages
       (content_id, number, unit, label, text, raw, map, width, height, rotation, words, cells)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    contentId,
    page.number,
    page.unit,
    page.label,
    page.text,
    differs ? deflateRawSync(page.raw) : null,
    differs ? deflateRawSync(bytesOf(page.map)) : null,
    page.width,
    page.height,
    page.rotation,
    bytesOf(page.words),
    page.cells === undefined ? null : deflateRawSync(bytesOf(page.cells)),
  );
  writeHeadings(database, contentId, page);
}

/** One page of the content a document points to. */
export function readPage(
  database: Database,
  documentId: number,
  page: number,
): StoredPage | undefined {
  const row = database.get(
    `SELECT p.*, s.confidences FROM pages p JOIN documents d ON d.content_id = p.content_id
       LEFT JOIN scans s ON s.content_id = p.content_id AND s.page = p.number
     WHERE d.id = ? AND d.removal IS NULL AND p.number = ?`,
    documentId,
    page,
  );
  if (row === undefined) return undefined;
  return {
    number: page,
    text: text(row, 'text'),
    width: number(row, 'width'),
    height: number(row, 'height'),
    rotation: number(row, 'rotation'),
    words: floatsOf(bytes(row, 'words')),
    cells: cellsIn(row),
    confidences: row['confidences'] === null ? null : bytes(row, 'confidences'),
  };
}

/** The cells of a row of the table `pages`; empty where it has none. */
export function cellsIn(row: Row): Uint32Array {
  const stored = row['cells'];
  if (stored === null) return new Uint32Array(0);
  if (!(stored instanceof Uint8Array)) throw storeFailure('store-damaged');
  try {
    return new Uint32Array(aligned(inflateRawSync(stored)));
  } catch (error) {
    throw storeFailure('store-damaged', error);
  }
}

function bytesOf(array: Float32Array | Uint32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function floatsOf(source: Uint8Array): Float32Array {
  if (source.byteLength % Float32Array.BYTES_PER_ELEMENT !== 0) throw storeFailure('store-damaged');
  return new Float32Array(aligned(source));
}

/** A copy, since SQLite's bytes need not start at a multiple of four. */
function aligned(source: Uint8Array): ArrayBuffer {
  const copy = new Uint8Array(source.byteLength);
  copy.set(source);
  return copy.buffer;
}
