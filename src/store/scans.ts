import { z } from 'zod';
import type { Chunk } from '../chunk/chunk.ts';
import type { ParsedPage, ScanReason } from '../parse/document.ts';
import type { Database } from './database.ts';
import { recordSum } from './integrity/content-sums.ts';
import { writePage } from './pages.ts';
import { erasePassages, namesOf, writePassages } from './passages.ts';
import { number, text, type Row } from './row.ts';
import type { ScanStore, WaitingScan } from './types/scans.ts';

const shapeRotation = z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]);

/** `erased` is called with the ids of passages that are no longer there. */
export function openScans(
  database: Database,
  erased: (passages: readonly number[]) => void,
): ScanStore {
  return {
    next: (except = {}) => nextScan(database, except.pages ?? [], except.contents ?? []),
    waiting() {
      const row = database.get(`SELECT count(*) AS n FROM scans s WHERE ${WANTED}`);
      return row === undefined ? 0 : number(row, 'n');
    },
    write(contentId, { page, confidences, chunks }) {
      const gone = database.transaction(() => {
        if (!waits(database, contentId, page.number)) return [];
        const before = replaceText(database, contentId, page, chunks);
        database.run(
          `UPDATE scans SET state = 'done', reason = NULL, confidences = ?
           WHERE content_id = ? AND page = ?`,
          confidences,
          contentId,
          page.number,
        );
        sumWhenDone(database, contentId);
        return before;
      });
      erased(gone);
    },
    fail(contentId, page, error, chunks) {
      const gone = database.transaction(() => {
        if (!waits(database, contentId, page)) return [];
        const before = replacePassages(database, contentId, page, chunks);
        database.run(
          `UPDATE scans SET state = 'failed', reason = ? WHERE content_id = ? AND page = ?`,
          JSON.stringify(error),
          contentId,
          page,
        );
        sumWhenDone(database, contentId);
        return before;
      });
      erased(gone);
    },
    languagesNear: (documentId) => languagesNear(database, documentId),
  };
}

/** Waits, and some document that is shown and read holds it. */
const WANTED = `s.state = 'waiting' AND EXISTS (SELECT 1 FROM documents d
  WHERE d.content_id = s.content_id AND d.removal IS NULL AND d.state = 'read')`;

function nextScan(
  database: Database,
  pages: readonly { readonly contentId: number; readonly page: number }[],
  contents: readonly number[],
): WaitingScan | undefined {
  const row = database.get(
    `SELECT s.content_id, s.page, d.id, d.document, d.path, c.sha256, c.title,
       p.width, p.height, p.rotation, p.text
     FROM scans s JOIN contents c ON c.id = s.content_id
       JOIN pages p ON p.content_id = s.content_id AND p.number = s.page
       JOIN documents d ON d.content_id = s.content_id AND d.removal IS NULL AND d.state = 'read'
     WHERE s.state = 'waiting'
       AND s.content_id NOT IN (SELECT value FROM json_each(?1))
       AND NOT EXISTS (SELECT 1 FROM json_each(?2) WHERE
         json_extract(value, '$.contentId') = s.content_id AND json_extract(value, '$.page') = s.page)
     ORDER BY s.content_id, s.page, d.id LIMIT 1`,
    JSON.stringify(contents),
    JSON.stringify(pages),
  );
  return row === undefined ? undefined : toScan(row);
}

function toScan(row: Row): WaitingScan {
  return {
    contentId: number(row, 'content_id'),
    page: number(row, 'page'),
    documentId: number(row, 'id'),
    document: text(row, 'document'),
    path: text(row, 'path'),
    sha256: text(row, 'sha256'),
    title: text(row, 'title'),
    shape: {
      width: number(row, 'width'),
      height: number(row, 'height'),
      rotation: shapeRotation.catch(0).parse(row['rotation']),
    },
    text: text(row, 'text'),
  };
}

/** Writes which pages of a new content wait. */
export function writeScans(
  database: Database,
  contentId: number,
  pages: readonly { readonly page: number; readonly why: ScanReason }[],
): void {
  for (const { page, why } of pages) {
    database.run(
      `INSERT INTO scans (content_id, page, state, why) VALUES (?, ?, 'waiting', ?)`,
      contentId,
      page,
      why,
    );
  }
}

/**
 * Puts pages that were given up back into the queue, of all documents or of some that are not
 * queued themselves; the number of documents that have such pages.
 */
export function requeueFailedScans(database: Database, documents?: readonly number[]): number {
  const list = documents === undefined ? null : JSON.stringify(documents);
  const holders = `FROM documents d WHERE d.removal IS NULL AND d.state = 'read'
    AND (?1 IS NULL OR d.id IN (SELECT value FROM json_each(?1)))`;
  const row = database.get(
    `SELECT count(*) AS n ${holders} AND EXISTS
       (SELECT 1 FROM scans s WHERE s.content_id = d.content_id AND s.state = 'failed')`,
    list,
  );
  database.run(
    `UPDATE scans SET state = 'waiting', reason = NULL WHERE state = 'failed'
       AND content_id IN (SELECT d.content_id ${holders})`,
    list,
  );
  return row === undefined ? 0 : number(row, 'n');
}

/** A content is summed once nothing of it waits. */
function sumWhenDone(database: Database, contentId: number): void {
  const waiting = database.get(
    `SELECT 1 FROM scans WHERE content_id = ? AND state = 'waiting' LIMIT 1`,
    contentId,
  );
  if (waiting === undefined) recordSum(database, contentId);
}

function waits(database: Database, contentId: number, page: number): boolean {
  const row = database.get(
    `SELECT 1 FROM scans WHERE content_id = ? AND page = ? AND state = 'waiting'`,
    contentId,
    page,
  );
  return row !== undefined;
}

function replaceText(
  database: Database,
  contentId: number,
  page: ParsedPage,
  chunks: readonly Chunk[],
): number[] {
  writePage(database, contentId, page);
  return replacePassages(database, contentId, page.number, chunks);
}

/** Puts passages of one page in their place in the reading order; the ids of those before. */
function replacePassages(
  database: Database,
  contentId: number,
  page: number,
  chunks: readonly Chunk[],
): number[] {
  const content = database.get('SELECT title FROM contents WHERE id = ?', contentId);
  if (content === undefined) return [];
  const before = database
    .all(
      `SELECT id FROM passages WHERE content_id = ? AND json_extract(spans, '$[0].page') = ?`,
      contentId,
      page,
    )
    .map((row) => number(row, 'id'));
  erasePassages(database, before);
  const ahead = database.get(
    `SELECT coalesce(max(ordinal) + 1, 0) AS n FROM passages
     WHERE content_id = ? AND json_extract(spans, '$[0].page') < ?`,
    contentId,
    page,
  );
  const first = ahead === undefined ? 0 : number(ahead, 'n');
  // In two steps: in between, no two of them may have the same place.
  database.run(
    'UPDATE passages SET ordinal = -1 - (ordinal + ?) WHERE content_id = ? AND ordinal >= ?',
    chunks.length,
    contentId,
    first,
  );
  database.run(
    'UPDATE passages SET ordinal = -1 - ordinal WHERE content_id = ? AND ordinal < 0',
    contentId,
  );
  writePassages(
    database,
    { id: contentId, title: text(content, 'title'), names: namesOf(database, contentId) },
    chunks,
    first,
  );
  database.run(
    `UPDATE contents SET passages = (SELECT count(*) FROM passages WHERE content_id = ?1),
       language = coalesce((SELECT language FROM passages WHERE content_id = ?1
         GROUP BY language ORDER BY count(*) DESC, language LIMIT 1), 'und')
     WHERE id = ?1`,
    contentId,
  );
  return before;
}

function languagesNear(database: Database, documentId: number): string[] {
  const own = database.all(
    `SELECT p.language FROM passages p JOIN documents d ON d.content_id = p.content_id
     WHERE d.id = ? AND p.language <> 'und' GROUP BY 1 ORDER BY count(*) DESC`,
    documentId,
  );
  if (own.length > 0) return own.map((row) => text(row, 'language'));
  return database
    .all(
      `SELECT p.language FROM documents here
         JOIN documents d ON d.root = here.root AND d.removal IS NULL AND d.content_id IS NOT NULL
           AND rtrim(d.document, replace(d.document, '/', '')) =
             rtrim(here.document, replace(here.document, '/', ''))
         JOIN passages p ON p.content_id = d.content_id
       WHERE here.id = ? AND p.language <> 'und' GROUP BY 1 ORDER BY count(*) DESC LIMIT 3`,
      documentId,
    )
    .map((row) => text(row, 'language'));
}
