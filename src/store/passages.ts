import { z } from 'zod';
import type { Chunk } from '../chunk/chunk.ts';
import { span, type Place, type Span } from '../contract/place.ts';
import { stemText } from '../language/stem.ts';
import { pageUnit, type PageUnit } from '../parse/document.ts';
import { cellRange } from './cell-range.ts';
import type { Database } from './database.ts';
import { embeddedDigest } from './embedded-text.ts';
import { cellsIn } from './pages.ts';
import { json, number, text, type Row } from './row.ts';
import type { StoredPassage } from './types/passages.ts';
import { noteUnfinished } from './unfinished.ts';
import { IS_FILLED } from './vector-table.ts';

/**
 * Passages that are erased or renamed at once: more, whose words take up to ten milliseconds each to take out
 * of the index, are left to `finishContents`.
 */
export const FEW_PASSAGES = 8;

const spans = z.array(span);
const strings = z.array(z.string());

/**
 * Writes passages with their search terms; `names` are the files that hold this content, `first` is
 * the place of the first passage in its reading order.
 */
export function writePassages(
  database: Database,
  content: { id: number; title: string; names: string },
  chunks: readonly Chunk[],
  first = 0,
): void {
  for (const [index, chunk] of chunks.entries()) {
    writePassage(database, content, chunk, first + index);
  }
}

/** Writes one passage at its place in the reading order. */
export function writePassage(
  database: Database,
  content: { id: number; title: string; names: string },
  chunk: Chunk,
  ordinal: number,
): void {
  const { id } = database.run(
    `INSERT INTO passages (content_id, ordinal, spans, text, headings, context, language, digest)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    content.id,
    ordinal,
    JSON.stringify(chunk.spans),
    chunk.text,
    JSON.stringify(chunk.headings),
    chunk.context,
    chunk.language,
    embeddedDigest(content.title, chunk.context, chunk.text),
  );
  database.run(
    'INSERT INTO passage_words (passage, title, headings, name, body) VALUES (?, ?, ?, ?, ?)',
    id,
    ...searchTerms(content, chunk),
  );
  database.run(
    `INSERT INTO pending_vectors (table_id, passage, content_id)
     SELECT t.id, ?, ? FROM vector_tables t WHERE ${IS_FILLED}`,
    id,
    content.id,
  );
}

type Titled = { readonly title: string; readonly names: string };
type Worded = Pick<Chunk, 'text' | 'headings' | 'context' | 'language'>;

/** The stemmed title, headings, names and text of a passage, as they are searched. */
function searchTerms(content: Titled, chunk: Worded): [string, string, string, string] {
  return [
    stemText(content.title, chunk.language),
    stemText(headingText(chunk), chunk.language),
    stemText(content.names, chunk.language),
    stemText(chunk.text, chunk.language),
  ];
}

/** Makes the search terms of a content's passages anew from what is stored of them. */
export function restemPassages(database: Database, contentId: number, content: Titled): void {
  const rows = database.all('SELECT * FROM passages WHERE content_id = ?', contentId);
  for (const row of rows) {
    const id = number(row, 'id');
    database.run('DELETE FROM passage_words WHERE passage = ?', id);
    database.run(
      'INSERT INTO passage_words (passage, title, headings, name, body) VALUES (?, ?, ?, ?, ?)',
      id,
      ...searchTerms(content, {
        text: text(row, 'text'),
        headings: json(row, 'headings', strings),
        context: text(row, 'context'),
        language: text(row, 'language'),
      }),
    );
  }
}

/** The names of all files with this content, without their type. */
export function namesOf(database: Database, contentId: number): string {
  const rows = database.all(
    'SELECT document FROM documents WHERE content_id = ? ORDER BY id',
    contentId,
  );
  return searchedNames(rows.map((row) => text(row, 'document')));
}

/** The names by which documents are found that hold the same. */
export function searchedNames(documents: readonly string[]): string {
  const names = documents.map((document) => document.split('/').at(-1) ?? '');
  const distinct = new Set(names.map((name) => name.replace(/\.[a-z0-9]{1,5}$/iu, '')));
  return [...distinct].join('\n');
}

/** Erases passages, and marks their vectors dead; shards are rewritten afterwards, also after a crash. */
export function erasePassages(database: Database, ids: readonly number[]): void {
  if (ids.length === 0) return;
  const list = JSON.stringify(ids);
  database.run(
    `UPDATE vectors SET dead = 1 WHERE table_id IN (SELECT id FROM vector_tables)
       AND passage IN (SELECT value FROM json_each(?))`,
    list,
  );
  database.run('DELETE FROM passages WHERE id IN (SELECT value FROM json_each(?))', list);
}

/** The context repeats the last heading; every word of both counts once. */
function headingText(chunk: Worded): string {
  const last = chunk.headings.at(-1) ?? '';
  const context = chunk.context.startsWith(last) ? chunk.context.slice(last.length) : chunk.context;
  return [...chunk.headings, context].join('\n');
}

/**
 * Puts the names of a content's files, as they are now, into its passages' search terms: at once, or where
 * they are many, soon.
 */
export function renamePassages(database: Database, contentId: number): void {
  const names = namesOf(database, contentId);
  // All passages of a language bear the same names, unless they are being renamed already.
  const one = database.all(
    `SELECT p.language, p.passages, w.name FROM (
       SELECT language, max(id) AS id, count(*) AS passages FROM passages
       WHERE content_id = ? GROUP BY language) p
     JOIN passage_words w ON w.passage = p.id`,
    contentId,
  );
  if (one.every((row) => text(row, 'name') === stemText(names, text(row, 'language')))) return;
  if (one.reduce((sum, row) => sum + number(row, 'passages'), 0) > FEW_PASSAGES) {
    noteUnfinished(database, contentId, 'rename');
    return;
  }
  const rows = database.all('SELECT id, language FROM passages WHERE content_id = ?', contentId);
  for (const row of rows) renamePassage(database, row, names);
}

/** Puts names into the search terms of a passage, given by `id` and `language`; false where they are there. */
export function renamePassage(database: Database, passage: Row, names: string): boolean {
  const { changes } = database.run(
    'UPDATE passage_words SET name = ?1 WHERE passage = ?2 AND name <> ?1',
    stemText(names, text(passage, 'language')),
    number(passage, 'id'),
  );
  return changes > 0;
}

/**
 * The stored passages in the order asked, each shown at its oldest location that is still there.
 *
 * @param documents those in scope, undefined for all
 */
export function readPassages(
  database: Database,
  ids: readonly number[],
  documents: ReadonlySet<number> | undefined,
): StoredPassage[] {
  const list = JSON.stringify(ids);
  const rows = database.all(
    `SELECT p.*, c.title, d.id AS document_id, d.document, d.path, g.unit, g.label, g.cells
     FROM json_each(?1) AS wanted
     JOIN passages p ON p.id = wanted.value
     JOIN contents c ON c.id = p.content_id
     JOIN documents d ON d.id = (
       SELECT x.id FROM documents x WHERE x.content_id = p.content_id AND x.removal IS NULL
         AND (?2 IS NULL OR x.id IN (SELECT value FROM json_each(?2)))
       ORDER BY x.state = 'missing', x.id LIMIT 1)
     LEFT JOIN pages g ON g.content_id = p.content_id
       AND g.number = json_extract(p.spans, '$[0].page')
     ORDER BY wanted.key`,
    list,
    documents === undefined
      ? null
      : JSON.stringify(locationsOf(database, list).filter((id) => documents.has(id))),
  );
  return rows.map((row) => toPassage(row));
}

/** All documents that hold one of the passages: few, where a scope may list very many. */
function locationsOf(database: Database, passages: string): number[] {
  return database
    .all(
      `SELECT d.id FROM documents d WHERE d.content_id IN (
         SELECT content_id FROM passages WHERE id IN (SELECT value FROM json_each(?)))`,
      passages,
    )
    .map((row) => number(row, 'id'));
}

function toPassage(row: Row): StoredPassage {
  const document = text(row, 'document');
  const headings = json(row, 'headings', strings);
  const passageSpans = json(row, 'spans', spans);
  const unit = pageUnit.catch('section').parse(row['unit']);
  const first = passageSpans[0]?.page ?? 1;
  return {
    id: number(row, 'id'),
    contentId: number(row, 'content_id'),
    ordinal: number(row, 'ordinal'),
    documentId: number(row, 'document_id'),
    document,
    path: text(row, 'path'),
    text: text(row, 'text'),
    title: text(row, 'title'),
    headings,
    language: text(row, 'language'),
    place: placeOf(
      unit,
      first,
      typeof row['label'] === 'string' ? row['label'] : '',
      {
        spans: passageSpans,
        headings,
        container: document.includes('!/') ? document.split('!/') : [],
      },
      // A passage of a sheet lies on one page.
      (page) => (page === first ? cellsIn(row) : undefined),
    ),
    page: unit === 'page' || unit === 'slide' ? first : null,
  };
}

function placeOf(
  unit: PageUnit,
  first: number,
  label: string,
  rest: { spans: Span[]; headings: string[]; container: string[] },
  cells: (page: number) => Uint32Array | undefined,
): Place {
  const common = { spans: rest.spans, container: rest.container };
  switch (unit) {
    case 'page':
      return { kind: 'page', page: first, ...common };
    case 'slide':
      return { kind: 'slide', slide: first, ...common };
    case 'sheet':
      return { kind: 'sheet', sheet: label, cells: cellRange(rest.spans, cells), ...common };
    case 'mail':
      return { kind: 'mail', part: label, ...common };
    default:
      return { kind: 'section', headings: rest.headings, ...common };
  }
}

/** Passages of the same content that stand at most so many before or after given ones. */
export function neighbours(
  database: Database,
  passages: readonly number[],
  distance: number,
): number[] {
  const rows = database.all(
    `SELECT DISTINCT n.id FROM json_each(?1) AS wanted
     JOIN passages p ON p.id = wanted.value JOIN passages n ON n.content_id = p.content_id
       AND n.ordinal BETWEEN p.ordinal - ?2 AND p.ordinal + ?2 AND n.id <> p.id`,
    JSON.stringify(passages),
    distance,
  );
  return rows.map((row) => number(row, 'id'));
}

/** Of given passages, those that follow one another in their content. */
export function adjoining(
  database: Database,
  passages: readonly number[],
): { passage: number; next: number }[] {
  // Paired here: a join of the list with itself takes SQLite ten times as long.
  const places = database
    .all(
      `SELECT id, content_id, ordinal FROM passages WHERE id IN (SELECT value FROM json_each(?))`,
      JSON.stringify(passages),
    )
    .map((row) => ({
      passage: number(row, 'id'),
      content: number(row, 'content_id'),
      ordinal: number(row, 'ordinal'),
    }));
  const at = new Map(places.map((one) => [`${one.content} ${one.ordinal}`, one.passage]));
  return places.flatMap(({ passage, content, ordinal }) => {
    const next = at.get(`${content} ${ordinal + 1}`);
    return next === undefined ? [] : [{ passage, next }];
  });
}

/** Passages of the content a document points to, in reading order. */
export function passageIds(database: Database, documentId: number): number[] {
  const rows = database.all(
    `SELECT p.id FROM passages p JOIN documents d ON d.content_id = p.content_id
     WHERE d.id = ? AND d.removal IS NULL ORDER BY p.ordinal`,
    documentId,
  );
  return rows.map((row) => number(row, 'id'));
}
