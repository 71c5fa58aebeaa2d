import type { Chunk } from '../chunk/chunk.ts';
import type { Database } from './database.ts';
import { allow } from './denied.ts';
import { eraseMentions } from './erase-mentions.ts';
import { recordSum, sumOf } from './integrity/content-sums.ts';
import { recordMembers } from './members.ts';
import { joinMoved } from './moved.ts';
import { writePage } from './pages.ts';
import {
  erasePassages,
  FEW_PASSAGES,
  renamePassages,
  searchedNames,
  writePassage,
} from './passages.ts';
import { number, text, textOrNull } from './row.ts';
import { writeScans } from './scans.ts';
import { atOnce, inSteps, type Steps } from './steps.ts';
import type { NewContent } from './types/contents.ts';
import { forgetUnfinished, noteUnfinished } from './unfinished.ts';
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
    const before = pointTo(database, [documentId], number(content, 'id'), sha256);
    // What held others before holds none any more.
    const gone =
      number(content, 'members') === 0 ? recordMembers(database, documentId, [], true) : [];
    const erased = gone.length > 0 ? removeDocuments(database, gone) : [];
    joinMoved(database, documentId);
    return { adopted: true, erased: [...before, ...erased] };
  });
}

/** Bytes identify no content that is not whole. */
const NO_BYTES = 'lower(hex(randomblob(16)))';
/** Pages that are erased at once. */
const FEW_PAGES = 40;

/**
 * Writes a content and points the document at it, in one transaction. What is stored for the same bytes is
 * replaced only where other pages of it could be read now: its vectors are kept otherwise. Nothing is written
 * for a document that was removed while it was read.
 */
export function writeContent(
  database: Database,
  documentId: number,
  content: NewContent,
): { erased: number[] } {
  return database.transaction(() => {
    if (!isWanted(database, documentId, content)) return publish(database, documentId, content);
    const id = beginDraft(database, content);
    const sum = atOnce(fillDraft(database, id, documentId, content));
    return publish(database, documentId, content, { id, sum });
  });
}

/**
 * The same in steps, each a transaction of its own, between which other work has its turn. Until the last one
 * nothing of it is seen; what is cut short is erased.
 *
 * @throws CarrelFailure `cancelled` when the signal aborts, and the store's failures.
 */
export async function writeContentInSteps(
  database: Database,
  documentId: number,
  content: NewContent,
  signal: AbortSignal,
): Promise<{ erased: number[] }> {
  if (!isWanted(database, documentId, content)) {
    return database.transaction(() => publish(database, documentId, content));
  }
  const id = database.transaction(() => beginDraft(database, content));
  try {
    const sum = await inSteps(fillDraft(database, id, documentId, content), {
      signal,
      around: (step) => database.transaction(step),
    });
    return database.transaction(() => publish(database, documentId, content, { id, sum }));
  } catch (error) {
    noteUnfinished(database, id, 'erase');
    throw error;
  }
}

/** Whether a document is there, and what is stored for its bytes lacks what could be read now. */
function isWanted(database: Database, documentId: number, content: NewContent): boolean {
  const document = database.get('SELECT 1 FROM documents WHERE id = ?', documentId);
  return document !== undefined && storedAsGood(database, content) === undefined;
}

function storedFor(database: Database, { sha256, parserVersion }: NewContent) {
  return database.get(
    'SELECT id, unreadable FROM contents WHERE sha256 = ? AND parser_version = ?',
    sha256,
    parserVersion,
  );
}

function storedAsGood(database: Database, content: NewContent): number | undefined {
  const stored = storedFor(database, content);
  if (stored === undefined) return undefined;
  const good = ['[]', JSON.stringify(content.unreadable)].includes(text(stored, 'unreadable'));
  return good ? number(stored, 'id') : undefined;
}

function beginDraft(database: Database, content: NewContent): number {
  const { id } = database.run(
    `INSERT INTO contents
         (sha256, parser_version, format, title, author, created, pages, passages, unreadable, language, members)
       VALUES (${NO_BYTES}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    content.parserVersion,
    content.info.format,
    content.info.title,
    content.info.author,
    content.info.created,
    content.info.pages,
    content.chunks.length,
    JSON.stringify(content.unreadable),
    languageOf(content.chunks),
    content.members.length,
  );
  noteUnfinished(database, id, 'write');
  return id;
}

/** Writes all that belongs to a content; its sum, as it will be once it is published. */
function* fillDraft(
  database: Database,
  id: number,
  documentId: number,
  content: NewContent,
): Steps<string> {
  for (const page of content.pages) {
    writePage(database, id, page);
    yield;
  }
  writeScans(database, id, content.scans ?? []);
  yield;
  const names = searchedNames(holdersOf(database, documentId, content).map(({ name }) => name));
  const named = { id, title: content.info.title, names };
  for (const [ordinal, chunk] of content.chunks.entries()) {
    writePassage(database, named, chunk, ordinal);
    yield;
  }
  return yield* sumOf(database, id, { sha256: content.sha256 });
}

/** Points a document, if it is still there, at what is stored as good, or else at what was written for it. */
function publish(
  database: Database,
  documentId: number,
  content: NewContent,
  draft?: { readonly id: number; readonly sum: string },
): { erased: number[] } {
  const before = database.get('SELECT sha256 FROM documents WHERE id = ?', documentId);
  const stored = storedAsGood(database, content);
  if (draft !== undefined && (before === undefined || stored !== undefined)) {
    eraseIfUnused(database, draft.id);
  }
  if (before === undefined) return { erased: [] };
  allow(database, [documentId]);
  let erased: number[] = [];
  if (stored !== undefined) erased = pointTo(database, [documentId], stored, content.sha256);
  else if (draft !== undefined) erased = replaceBy(database, documentId, content, draft);
  const changed = textOrNull(before, 'sha256') !== content.sha256;
  const gone = recordMembers(database, documentId, content.members, changed);
  joinMoved(database, documentId);
  return { erased: gone.length === 0 ? erased : [...erased, ...removeDocuments(database, gone)] };
}

/** Puts a draft in the place of what is stored for the same bytes. */
function replaceBy(
  database: Database,
  documentId: number,
  content: NewContent,
  draft: { readonly id: number; readonly sum: string },
): number[] {
  const holders = holdersOf(database, documentId, content).map(({ id }) => id);
  const old = storedFor(database, content);
  let erased: number[] = [];
  if (old !== undefined) {
    const oldId = number(old, 'id');
    database.run('UPDATE documents SET content_id = NULL WHERE content_id = ?', oldId);
    database.run('UPDATE denied SET content_id = NULL WHERE content_id = ?', oldId);
    erased = eraseIfUnused(database, oldId);
  }
  database.run('UPDATE contents SET sha256 = ? WHERE id = ?', content.sha256, draft.id);
  recordSum(database, draft.id, draft.sum);
  forgetUnfinished(database, draft.id, 'write');
  return [...erased, ...pointTo(database, holders, draft.id, content.sha256)];
}

/** The documents that are to hold a content: the one it was read for, and all that hold what it replaces. */
function holdersOf(
  database: Database,
  documentId: number,
  content: NewContent,
): { readonly id: number; readonly name: string }[] {
  const old = storedFor(database, content);
  return database
    .all(
      'SELECT id, document FROM documents WHERE id = ? OR content_id = ? ORDER BY id',
      documentId,
      old === undefined ? null : number(old, 'id'),
    )
    .map((row) => ({ id: number(row, 'id'), name: text(row, 'document') }));
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
  renamePassages(database, contentId);
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
 * Erases a content without a location; of a long one the rest is noted to be erased in steps, out of sight
 * from now on. Its vectors are marked dead with it; their shards are rewritten afterwards, also after a crash
 * in between.
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
  const pages = database.get('SELECT count(*) AS n FROM pages WHERE content_id = ?', contentId);
  if (passages.length > FEW_PASSAGES || number(pages ?? { n: 0 }, 'n') > FEW_PAGES) {
    database.run(`UPDATE contents SET sha256 = ${NO_BYTES} WHERE id = ?`, contentId);
    noteUnfinished(database, contentId, 'erase');
  } else {
    erasePassages(database, passages);
    database.run('DELETE FROM contents WHERE id = ?', contentId);
  }
  return passages;
}

/** The language that most passages are in. */
function languageOf(chunks: readonly Chunk[]): string {
  const counts = new Map<string, number>();
  for (const { language } of chunks) counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), ['und', 0])[0];
}
