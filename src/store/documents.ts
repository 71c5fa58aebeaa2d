import { z } from 'zod';
import type { DocumentEntry, DocumentStatus } from '../contract/documents.ts';
import { contractError, type ContractError } from '../contract/errors.ts';
import type { Database } from './database.ts';
import { json, number, numberOrNull, text, textOrNull, type Row } from './row.ts';
import type { DocumentRow, FoundFile } from './types.ts';

/** A document with all that its status and its line in the library are derived from. */
const SELECT = `
  SELECT d.*, c.pages AS content_pages, c.passages AS content_passages, c.unreadable,
    EXISTS (
      SELECT 1 FROM pending_vectors q JOIN vector_tables t ON t.id = q.table_id AND t.active = 1
      WHERE q.content_id = d.content_id
    ) AS waiting
  FROM documents d LEFT JOIN contents c ON c.id = d.content_id`;

const pageProblems = z.array(z.strictObject({ page: z.number().int(), error: contractError }));
export type PageProblem = z.infer<typeof pageProblems>[number];

const states = z.enum(['queued', 'parsing', 'read', 'failed', 'skipped', 'missing']);

/**
 * Records a file. One row for a path in a collection; of two added folders around it, the outer
 * one names it. `renamed` is true when the name it is found by changed.
 */
export function recordFile(
  database: Database,
  file: FoundFile,
): { row: DocumentRow; changed: boolean; renamed: boolean } {
  const known = database.get(
    'SELECT * FROM documents WHERE collection = ? AND path = ?',
    file.collection,
    file.path,
  );
  if (known === undefined) {
    const { id } = database.run(
      `INSERT INTO documents (root, document, path, collection, type, bytes, modified_ms, state)
       VALUES (?, ?, ?, ?, ?, ?, ?, 'queued')`,
      file.root,
      file.document,
      file.path,
      file.collection,
      file.type,
      file.bytes,
      file.modifiedMs,
    );
    return { row: existing(database, id), changed: true, renamed: false };
  }
  const id = number(known, 'id');
  const renamed = file.root.length < text(known, 'root').length;
  if (renamed) {
    database.run(
      'UPDATE documents SET root = ?, document = ? WHERE id = ?',
      file.root,
      file.document,
      id,
    );
  }
  const same =
    number(known, 'bytes') === file.bytes && number(known, 'modified_ms') === file.modifiedMs;
  const back = known['state'] === 'missing';
  if (same && !back) return { row: existing(database, id), changed: false, renamed };
  const unread = known['content_id'] === null;
  database.run(
    'UPDATE documents SET bytes = ?, modified_ms = ?, type = ?, state = ?, reason = NULL WHERE id = ?',
    file.bytes,
    file.modifiedMs,
    file.type,
    same && !unread ? 'read' : 'queued',
    id,
  );
  return { row: existing(database, id), changed: !same || unread, renamed };
}

export function findDocument(database: Database, id: number): DocumentRow | undefined {
  const row = database.get(`${SELECT} WHERE d.id = ?`, id);
  return row === undefined ? undefined : toDocument(row);
}

export function nextQueued(database: Database): DocumentRow | undefined {
  const row = database.get(`${SELECT} WHERE d.state = 'queued' ORDER BY d.id LIMIT 1`);
  return row === undefined ? undefined : toDocument(row);
}

/** Documents with this id, this path, or below this folder or archive. */
export function matchDocuments(database: Database, target: string): DocumentRow[] {
  const folder = target.replace(/(?<=.)[/\\]+$/u, '');
  const below = folder.endsWith('/') ? folder : `${folder}/`;
  const id = /^\d{1,15}$/u.test(target) ? Number(target) : -1;
  const rows = database.all(
    `${SELECT} WHERE d.id = ?1 OR d.path = ?2
       OR (d.path > ?3 AND substr(d.path, 1, length(?3)) = ?3)
       OR (d.path > ?4 AND substr(d.path, 1, length(?4)) = ?4)
     ORDER BY d.id`,
    id,
    folder,
    below,
    `${folder}!/`,
  );
  return rows.map((row) => toDocument(row));
}

/** The library's lines, oldest first. */
export function listDocuments(database: Database, collection?: string): DocumentEntry[] {
  const rows = database.all(
    `${SELECT} WHERE ?1 IS NULL OR d.collection = ?1 ORDER BY d.id`,
    collection ?? null,
  );
  return rows.map((row) => ({
    id: String(number(row, 'id')),
    document: text(row, 'document'),
    path: text(row, 'path'),
    collection: text(row, 'collection'),
    type: text(row, 'type'),
    status: statusOf(row),
    reason: reasonOf(row),
    pages: numberOrNull(row, 'content_pages') ?? 0,
    passages: numberOrNull(row, 'content_passages') ?? 0,
    bytes: number(row, 'bytes'),
    modified: new Date(number(row, 'modified_ms')).toISOString(),
  }));
}

function existing(database: Database, id: number): DocumentRow {
  const document = findDocument(database, id);
  if (document === undefined) throw new Error(`document ${id} vanished while it was recorded`);
  return document;
}

function toDocument(row: Row): DocumentRow {
  return {
    id: number(row, 'id'),
    root: text(row, 'root'),
    document: text(row, 'document'),
    path: text(row, 'path'),
    collection: text(row, 'collection'),
    type: text(row, 'type'),
    bytes: number(row, 'bytes'),
    modifiedMs: number(row, 'modified_ms'),
    status: statusOf(row),
    contentId: numberOrNull(row, 'content_id'),
    sha256: textOrNull(row, 'sha256'),
  };
}

function problemsOf(row: Row): PageProblem[] {
  return row['unreadable'] === null ? [] : json(row, 'unreadable', pageProblems);
}

function statusOf(row: Row): DocumentStatus {
  const state = states.parse(row['state']);
  if (state !== 'read') return state;
  if (number(row, 'waiting') === 1) return 'embedding';
  return problemsOf(row).length > 0 ? 'partial' : 'indexed';
}

function reasonOf(row: Row): ContractError | null {
  if (row['reason'] !== null) return json(row, 'reason', contractError);
  if (row['state'] !== 'read') return null;
  const problems = problemsOf(row);
  const [first] = problems;
  if (first === undefined) return null;
  const pages = problems.map((problem) => problem.page).join(', ');
  return {
    code: first.error.code,
    message: `${problems.length} of ${numberOrNull(row, 'content_pages') ?? 0} pages could not be read (page ${pages}). ${first.error.message}`,
    details: { ...first.error.details, pages },
  };
}
