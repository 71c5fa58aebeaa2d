import { z } from 'zod';
import { documentStatus, type DocumentEntry, type DocumentStatus } from '../contract/documents.ts';
import { contractError, type ContractError } from '../contract/errors.ts';
import type { Database } from './database.ts';
import { storeFailure } from './failures.ts';
import { json, number, numberOrNull, text, textOrNull, type Row } from './row.ts';
import type { DocumentPage, DocumentRow } from './types/documents.ts';

const FROM = 'FROM documents d LEFT JOIN contents c ON c.id = d.content_id';
const GIVEN_UP = `
  FROM failed_vectors f JOIN vector_tables t ON t.id = f.table_id AND t.active = 1
  WHERE f.content_id = d.content_id`;

const SCANS = (state: string): string =>
  `EXISTS (SELECT 1 FROM scans s WHERE s.content_id = d.content_id AND s.state = '${state}')`;

/** A document's status, by what happened to it last, its content and its vectors. */
const STATUS = `
  CASE WHEN d.state <> 'read' THEN d.state
    WHEN ${SCANS('waiting')} THEN 'parsing'
    WHEN EXISTS (
      SELECT 1 FROM pending_vectors q JOIN vector_tables t ON t.id = q.table_id AND t.active = 1
      WHERE q.content_id = d.content_id
    ) THEN 'embedding'
    WHEN c.passages = 0 AND EXISTS (SELECT 1 FROM scans s WHERE s.content_id = d.content_id) THEN 'failed'
    WHEN c.unreadable <> '[]' OR ${SCANS('failed')} OR EXISTS (SELECT 1 ${GIVEN_UP}) THEN 'partial'
    ELSE 'indexed' END`;

/** A document with all that its line in the library is made of. */
const SELECT = `
  SELECT d.*, ${STATUS} AS status,
    c.pages AS content_pages, c.passages AS content_passages, c.unreadable,
    (SELECT json_group_array(json_object('page', s.page, 'error', json(s.reason)) ORDER BY s.page) FROM scans s
       WHERE s.content_id = d.content_id AND s.state = 'failed') AS illegible,
    (SELECT count(*) FROM scans s WHERE s.content_id = d.content_id) AS scans,
    (SELECT count(*) FROM scans s WHERE s.content_id = d.content_id AND s.state = 'done') AS scans_done,
    (SELECT count(*) FROM pending_vectors q JOIN vector_tables t ON t.id = q.table_id AND t.active = 1
       WHERE q.content_id = d.content_id) AS vectors_waiting,
    (SELECT count(*) ${GIVEN_UP}) AS given_up,
    (SELECT f.reason ${GIVEN_UP} ORDER BY f.passage LIMIT 1) AS vector_reason
  ${FROM}`;

const pageProblems = z.array(z.strictObject({ page: z.number().int(), error: contractError }));
export type PageProblem = z.infer<typeof pageProblems>[number];

export function findDocument(database: Database, id: number): DocumentRow | undefined {
  const row = database.get(`${SELECT} WHERE d.id = ?`, id);
  return row === undefined ? undefined : toDocument(row);
}

/** The oldest document that waits to be read, but for some, and for members whose container waits. */
export function nextQueued(database: Database, except: readonly number[]): DocumentRow | undefined {
  const row = database.get(
    `${SELECT} WHERE d.state = 'queued' AND d.removal IS NULL
       AND d.id NOT IN (SELECT value FROM json_each(?))
       AND NOT EXISTS (SELECT 1 FROM documents k WHERE k.id IN (d.container, d.file)
         AND k.state IN ('queued', 'parsing'))
     ORDER BY d.id LIMIT 1`,
    JSON.stringify(except),
  );
  return row === undefined ? undefined : toDocument(row);
}

/** Documents of a type, such as the folders that could not be opened. */
export function documentsOfType(
  database: Database,
  type: string,
  collection: string,
): DocumentRow[] {
  return database
    .all(
      `${SELECT} WHERE d.removal IS NULL AND d.type = ? AND d.collection = ? ORDER BY d.id`,
      type,
      collection,
    )
    .map((row) => toDocument(row));
}

/** Documents with this id, this path, or below this folder or archive. */
export function matchDocuments(database: Database, target: string): DocumentRow[] {
  const folder = target.replace(/(?<=.)[/\\]+$/u, '');
  const below = folder.endsWith('/') ? folder : `${folder}/`;
  const id = /^\d{1,15}$/u.test(target) ? Number(target) : -1;
  const rows = database.all(
    `${SELECT} WHERE d.removal IS NULL AND (d.id = ?1 OR d.path = ?2
       OR (d.path > ?3 AND substr(d.path, 1, length(?3)) = ?3)
       OR (d.path > ?4 AND substr(d.path, 1, length(?4)) = ?4))
     ORDER BY d.id`,
    id,
    folder,
    below,
    `${folder}!/`,
  );
  return rows.map((row) => toDocument(row));
}

/** The library's lines, oldest first: all, or at most `limit` of those after an id. */
export function listDocuments(
  database: Database,
  collection?: string,
  { after = 0, limit = -1 }: DocumentPage = {},
): DocumentEntry[] {
  const rows = database.all(
    `${SELECT} WHERE d.removal IS NULL AND (?1 IS NULL OR d.collection = ?1) AND d.id > ?2 ORDER BY d.id LIMIT ?3`,
    collection ?? null,
    after,
    limit,
  );
  return rows.map((row) => toEntry(row));
}

/** The library's lines of documents, in the order asked; hidden ones are left out. */
export function documentEntries(database: Database, ids: readonly number[]): DocumentEntry[] {
  const rows = database.all(
    `SELECT e.* FROM json_each(?) AS wanted JOIN (${SELECT}) AS e ON e.id = wanted.value
     WHERE e.removal IS NULL ORDER BY wanted.key`,
    JSON.stringify(ids),
  );
  return rows.map((row) => toEntry(row));
}

function toEntry(row: Row): DocumentEntry {
  return {
    id: String(number(row, 'id')),
    document: text(row, 'document'),
    path: text(row, 'path'),
    collection: text(row, 'collection'),
    type: text(row, 'type'),
    status: statusOf(row),
    reason: reasonOf(row),
    pages: numberOrNull(row, 'content_pages') ?? 0,
    passages: numberOrNull(row, 'content_passages') ?? 0,
    stages: stagesOf(row),
    bytes: number(row, 'bytes'),
    modified: new Date(number(row, 'modified_ms')).toISOString(),
  };
}

/**
 * Queues what failed or was read in part; the number of documents that are tried again, those whose
 * text is whole and that lack vectors only among them: of these nothing is read again.
 */
export function requeueFailed(database: Database): number {
  const vectorless = database.get(
    `SELECT count(*) AS n ${FROM}
     WHERE d.removal IS NULL AND d.state = 'read' AND c.unreadable = '[]' AND EXISTS (SELECT 1 ${GIVEN_UP})`,
  );
  const { changes } = database.run(
    `UPDATE documents SET state = 'queued', reason = NULL WHERE removal IS NULL AND (state = 'failed'
       OR (state = 'read' AND content_id IN (SELECT id FROM contents WHERE unreadable <> '[]')))`,
  );
  return changes + (vectorless === undefined ? 0 : number(vectorless, 'n'));
}

/** How many documents have each status. */
export function countByStatus(database: Database): Partial<Record<DocumentStatus, number>> {
  const rows = database.all(`SELECT ${STATUS} AS status, count(*) AS n ${FROM}
     WHERE d.removal IS NULL GROUP BY 1`);
  return Object.fromEntries(rows.map((row) => [statusOf(row), number(row, 'n')]));
}

/** A document that is known to be there. */
export function existing(database: Database, id: number): DocumentRow {
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
    container: numberOrNull(row, 'container'),
  };
}

function stagesOf(row: Row): DocumentEntry['stages'] {
  const pages = numberOrNull(row, 'content_pages') ?? 0;
  const passages = numberOrNull(row, 'content_passages') ?? 0;
  const unreadable = row['unreadable'] === null ? 0 : json(row, 'unreadable', pageProblems).length;
  const illegible = row['unreadable'] === null ? 0 : json(row, 'illegible', pageProblems).length;
  const scans = number(row, 'scans');
  const givenUp = number(row, 'given_up');
  return {
    text: { done: pages - scans - unreadable, total: pages - scans, failures: unreadable },
    ocr: { done: number(row, 'scans_done'), total: scans, failures: illegible },
    vectors: {
      done: passages - number(row, 'vectors_waiting') - givenUp,
      total: passages,
      failures: givenUp,
    },
  };
}

/** Pages that could not be read, by the parser or from their picture, in order. */
function problemsOf(row: Row): PageProblem[] {
  if (row['unreadable'] === null) return [];
  return [...json(row, 'unreadable', pageProblems), ...json(row, 'illegible', pageProblems)].sort(
    (a, b) => a.page - b.page,
  );
}

function statusOf(row: Row): DocumentStatus {
  const status = documentStatus.safeParse(row['status']);
  if (!status.success) throw storeFailure('store-damaged');
  return status.data;
}

function reasonOf(row: Row): ContractError | null {
  if (row['reason'] !== null) return json(row, 'reason', contractError);
  if (row['state'] !== 'read') return null;
  const problems = problemsOf(row);
  const [first] = problems;
  if (first === undefined) return row['status'] === 'failed' ? noText : vectorReasonOf(row);
  // What lies in the document, not a page of it.
  if (first.page === 0) return first.error;
  const pages = problems.map((problem) => problem.page).join(', ');
  const pagesTotal = numberOrNull(row, 'content_pages') ?? 0;
  const pagesRead = pagesTotal - problems.length;
  return {
    code: first.error.code,
    message: `${pagesRead} of ${pagesTotal} pages were read; not read: ${pages}. ${first.error.message}`,
    details: { ...first.error.details, pages, pagesRead, pagesTotal },
  };
}

/** Every page of it was looked at, and holds no words. */
const noText: ContractError = {
  code: 'no-text',
  message:
    'No text was found in this file: its pictures hold no words that could be recognised. Scan it again, sharper or at a higher resolution, if they should.',
};

function vectorReasonOf(row: Row): ContractError | null {
  if (row['vector_reason'] === null) return null;
  const { code, message, details } = json(row, 'vector_reason', contractError);
  const passages = number(row, 'given_up');
  return {
    code,
    message: `${passages} of ${numberOrNull(row, 'content_passages') ?? 0} passages could not be prepared for search by meaning; they are found by their words. ${message}`,
    details: { ...details, passages },
  };
}
