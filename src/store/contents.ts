import type { Chunk } from '../chunk/chunk.ts';
import type { Database } from './database.ts';
import { allow } from './denied.ts';
import { eraseMentions } from './erase-mentions.ts';
import { recordSum } from './integrity/content-sums.ts';
import { recordMembers } from './members.ts';
import { joinMoved } from './moved.ts';
import { writePage } from './pages.ts';
import { erasePassages, namesOf, renamePassages, writePassages } from './passages.ts';
import { number, text, textOrNull } from './row.ts';
import { writeScans } from './scans.ts';
import type { NewContent } from './types/contents.ts';
import { withMembers } from './with-members.ts';

/**
 * Points a document at content stored for the same bytes and parser version. Content with
 * unreadable pages is not taken over: reading it again may do better. What holds others is read anew
 * wherever it lies, since its members are recorded by that. The passages of the content
 * that nothing points to any more are returned, erased.
 */
export function adoptContent(
  database: Database,
  documentId: number,
  sha256: string,
  parserVersion: string,
): { adopted: boolean; erased: number[] } {
  return database.transaction(() => {
    // Its bytes were read: whoever denied them before does so no longer.
    allow(database, [documentId]);
    const content = database.get(
      `SELECT id, members FROM contents WHERE sha256 = ?1 AND parser_version = ?2 AND unreadable = '[]'
         AND (members = 0 OR (id = (SELECT content_id FROM documents WHERE id = ?3)
           AND members = (SELECT count(*) FROM documents WHERE container = ?3)))`,
      sha256,
      parserVersion,
      documentId,
    );
    if (content === undefined) return { adopted: false, erased: [] };
    const erased = pointTo(database, [documentId], number(content, 'id'), sha256);
    // What held others before holds none any more.
    const gone =
      number(content, 'members') === 0 ? recordMembers(database, documentId, [], true) : [];
    if (gone.length > 0) erased.push(...removeDocuments(database, gone));
    joinMoved(database, documentId);
    return { adopted: true, erased };
  });
}

/**
 * Writes a content and points the document at it. What is stored for the same bytes is replaced
 * only where other pages of it could be read now: its vectors are kept otherwise. Nothing is written
 * for a document that was removed while it was read.
 */
export function writeContent(
  database: Database,
  documentId: number,
  content: NewContent,
): { erased: number[] } {
  return database.transaction(() => {
    const before = database.get('SELECT sha256 FROM documents WHERE id = ?', documentId);
    if (before === undefined) return { erased: [] };
    allow(database, [documentId]);
    const erased = writePagesOf(database, documentId, content);
    const changed = textOrNull(before, 'sha256') !== content.sha256;
    const gone = recordMembers(database, documentId, content.members, changed);
    joinMoved(database, documentId);
    return { erased: gone.length === 0 ? erased : [...erased, ...removeDocuments(database, gone)] };
  });
}

function writePagesOf(database: Database, documentId: number, content: NewContent): number[] {
  const old = database.get(
    'SELECT id, unreadable FROM contents WHERE sha256 = ? AND parser_version = ?',
    content.sha256,
    content.parserVersion,
  );
  const unreadable = JSON.stringify(content.unreadable);
  if (old !== undefined && ['[]', unreadable].includes(text(old, 'unreadable'))) {
    return pointTo(database, [documentId], number(old, 'id'), content.sha256);
  }
  const holders = new Set([documentId]);
  let erased: number[] = [];
  if (old !== undefined) {
    const oldId = number(old, 'id');
    for (const row of database.all('SELECT id FROM documents WHERE content_id = ?', oldId)) {
      holders.add(number(row, 'id'));
    }
    database.run('UPDATE documents SET content_id = NULL WHERE content_id = ?', oldId);
    database.run('UPDATE denied SET content_id = NULL WHERE content_id = ?', oldId);
    erased = eraseIfUnused(database, oldId);
  }
  const { id } = database.run(
    `INSERT INTO contents
         (sha256, parser_version, format, title, author, created, pages, passages, unreadable, language, members)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    content.sha256,
    content.parserVersion,
    content.info.format,
    content.info.title,
    content.info.author,
    content.info.created,
    content.info.pages,
    content.chunks.length,
    unreadable,
    languageOf(content.chunks),
    content.members.length,
  );
  for (const page of content.pages) writePage(database, id, page);
  writeScans(database, id, content.scans ?? []);
  erased.push(...pointTo(database, [...holders], id, content.sha256));
  writePassages(
    database,
    { id, title: content.info.title, names: namesOf(database, id) },
    content.chunks,
  );
  recordSum(database, id);
  return erased;
}

/** Removes documents with their members and every content left without one; the erased passages. */
export function removeDocuments(database: Database, ids: readonly number[]): number[] {
  return database.transaction(() => {
    const all = withMembers(database, ids);
    const list = JSON.stringify(all);
    const contents = database.all(
      `SELECT content_id FROM documents
         WHERE content_id IS NOT NULL AND id IN (SELECT value FROM json_each(?1))
       UNION SELECT content_id FROM denied
         WHERE content_id IS NOT NULL AND document IN (SELECT value FROM json_each(?1))`,
      list,
    );
    eraseMentions(database, all);
    database.run('DELETE FROM documents WHERE id IN (SELECT value FROM json_each(?))', list);
    return contents.flatMap((row) => release(database, number(row, 'content_id')));
  });
}

/**
 * Erases what was read of some contents and queues their documents to be read again; the number of
 * those documents, and the erased passages.
 */
export function readAgain(
  database: Database,
  contents: readonly number[],
): { documents: number; erased: number[] } {
  return database.transaction(() => {
    const list = JSON.stringify(contents);
    const { changes } = database.run(
      `UPDATE documents SET content_id = NULL, sha256 = NULL, reason = NULL, state = 'queued'
       WHERE content_id IN (SELECT value FROM json_each(?))`,
      list,
    );
    database.run(
      'UPDATE denied SET content_id = NULL WHERE content_id IN (SELECT value FROM json_each(?))',
      list,
    );
    return { documents: changes, erased: contents.flatMap((id) => eraseIfUnused(database, id)) };
  });
}

/** Brings the search terms of a document's name up to date after it was renamed. */
export function renameDocument(database: Database, contentId: number): void {
  renamePassages(database, contentId, namesOf(database, contentId));
}

/** A document that was queued again meanwhile, because its file changed, stays queued. */
function pointTo(
  database: Database,
  documents: readonly number[],
  contentId: number,
  sha256: string,
): number[] {
  const released = new Set<number>();
  for (const document of documents) {
    const row = database.get('SELECT content_id FROM documents WHERE id = ?', document);
    const before = row?.['content_id'];
    if (typeof before === 'number' && before !== contentId) released.add(before);
    database.run(
      `UPDATE documents SET content_id = ?, sha256 = ?, reason = NULL,
         state = CASE state WHEN 'queued' THEN 'queued' ELSE 'read' END WHERE id = ?`,
      contentId,
      sha256,
      document,
    );
  }
  renameDocument(database, contentId);
  return [...released].flatMap((id) => release(database, id));
}

function release(database: Database, contentId: number): number[] {
  const erased = eraseIfUnused(database, contentId);
  if (erased.length === 0) renameDocument(database, contentId);
  return erased;
}

/**
 * Erases a content without a location. Its vectors are marked dead in the same transaction; their
 * shards are rewritten afterwards, also after a crash in between.
 */
function eraseIfUnused(database: Database, contentId: number): number[] {
  const used = database.get(
    `SELECT 1 FROM documents WHERE content_id = ?1
     UNION ALL SELECT 1 FROM denied WHERE content_id = ?1 LIMIT 1`,
    contentId,
  );
  if (used !== undefined) return [];
  const passages = database
    .all('SELECT id FROM passages WHERE content_id = ?', contentId)
    .map((row) => number(row, 'id'));
  erasePassages(database, passages);
  database.run('DELETE FROM contents WHERE id = ?', contentId);
  return passages;
}

/** The language that most passages are in. */
function languageOf(chunks: readonly Chunk[]): string {
  const counts = new Map<string, number>();
  for (const { language } of chunks) counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), ['und', 0])[0];
}
