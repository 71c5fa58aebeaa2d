import { z } from 'zod';
import { CarrelFailure } from '../../contract/errors.ts';
import { scope } from '../../contract/documents.ts';
import { surveyState, type SurveyCoverage } from '../../contract/surveys.ts';
import { scrubSmall } from '../scrub.ts';
import type { Database } from '../database.ts';
import { documentEntries } from '../documents.ts';
import { storeFailure } from '../failures.ts';
import { json, number, numberOrNull, text, type Row } from '../row.ts';
import { resolveDocuments } from '../scope.ts';
import { readRows } from './rows.ts';
import type { KeptSurvey, NewSurvey, RowDraft, SurveyStore, WaitingRow } from './types.ts';

/** The surveys of an open catalogue. */
export function openSurveys(database: Database, now = Date.now): SurveyStore {
  const touch = (id: number): void => {
    database.run('UPDATE surveys SET updated_ms = ? WHERE id = ?', now(), id);
  };
  const read = (id: string): KeptSurvey => {
    const row = database.get('SELECT * FROM surveys WHERE id = ?', numberOf(id));
    if (row !== undefined) return surveyOf(database, row);
    throw new CarrelFailure('not-found', 'This table is no longer there.', { survey: id });
  };
  return {
    create(survey) {
      return read(String(database.transaction(() => create(database, survey, now()))));
    },
    list: (limit) =>
      database
        .all('SELECT * FROM surveys ORDER BY id DESC LIMIT ?', limit)
        .map((row) => surveyOf(database, row)),
    read,
    setState(id, state) {
      read(id);
      database.run('UPDATE surveys SET state = ? WHERE id = ?', state, numberOf(id));
      touch(numberOf(id));
    },
    retry(id) {
      database.run(
        `UPDATE survey_rows SET state = 'waiting', reason = NULL
         WHERE survey = ? AND state = 'failed'`,
        numberOf(id),
      );
    },
    delete(id) {
      read(id);
      database.run('DELETE FROM surveys WHERE id = ?', numberOf(id));
      scrubSmall(database);
    },
    nextRunning() {
      const row = database.get(
        `SELECT id FROM surveys WHERE state = 'running' ORDER BY id LIMIT 1`,
      );
      return row === undefined ? undefined : String(number(row, 'id'));
    },
    documentsIn(within) {
      const ids = resolveDocuments(database, within);
      if (ids !== undefined) return ids;
      return database
        .all('SELECT id FROM documents WHERE removal IS NULL ORDER BY id')
        .map((row) => number(row, 'id'));
    },
    readable(document) {
      const [entry] = documentEntries(database, [document]);
      if (entry === undefined) return undefined;
      const { passages, reason } = entry;
      // Pages that could not be read are named; what lacks vectors only is read all the same.
      const concerns = passages === 0 || reason?.details?.['pages'] !== undefined;
      const holder =
        passages === 0 &&
        database.get('SELECT id FROM documents WHERE container = ? LIMIT 1', document) !==
          undefined;
      return { readable: passages > 0, holder, reason: concerns ? reason : null };
    },
    nextWaiting(id) {
      const row = database.get(
        `SELECT r.id, r.document, r.other FROM survey_rows r
         WHERE r.survey = ? AND r.state = 'waiting' ${SHOWN} ORDER BY r.id LIMIT 1`,
        numberOf(id),
      );
      if (row === undefined) return undefined;
      return {
        row: number(row, 'id'),
        document: number(row, 'document'),
        other: numberOrNull(row, 'other'),
      };
    },
    finish(waiting, drafts, partial) {
      database.transaction(() => {
        finish(database, waiting, drafts, partial === null ? null : JSON.stringify(partial));
      });
    },
    fail({ row }, reason) {
      database.run(
        `UPDATE survey_rows SET state = 'failed', reason = ? WHERE id = ?`,
        JSON.stringify(reason),
        row,
      );
    },
    leaveOut({ row }) {
      database.run('DELETE FROM survey_rows WHERE id = ?', row);
    },
    rows(id, query) {
      read(id);
      return readRows(database, numberOf(id), query);
    },
  };
}

/** Rows of documents that are hidden until they are erased are not shown. */
const SHOWN = `AND NOT EXISTS (SELECT 1 FROM documents h
  WHERE h.id IN (r.document, r.other) AND h.removal IS NOT NULL)`;

function create(database: Database, survey: NewSurvey, now: number): number {
  const { id } = database.run(
    `INSERT INTO surveys (question, scope, plan, state, created_ms, updated_ms)
     VALUES (?, ?, ?, 'running', ?, ?)`,
    survey.question,
    JSON.stringify(survey.scope),
    JSON.stringify({ plan: survey.plan, conditional: survey.conditional }),
    now,
    now,
  );
  const { versions } = survey;
  if (versions !== undefined) {
    database.run(
      `INSERT INTO survey_rows (survey, document, other, state) VALUES (?, ?, ?, 'waiting')`,
      id,
      ...versions,
    );
    return id;
  }
  const documents = survey.documents ?? resolveDocuments(database, survey.scope);
  const { changes } = database.run(
    `INSERT INTO survey_rows (survey, document, state)
     SELECT ?1, id, 'waiting' FROM documents
     WHERE removal IS NULL AND (?2 IS NULL OR id IN (SELECT value FROM json_each(?2)))
     ORDER BY (content_id IS NULL), id`,
    id,
    documents === undefined ? null : JSON.stringify(documents),
  );
  if (changes === 0) {
    throw new CarrelFailure('not-found', 'There is no document to look through. Add some first.');
  }
  return id;
}

function finish(
  database: Database,
  { row, document, other }: WaitingRow,
  drafts: readonly RowDraft[],
  reason: string | null,
): void {
  const kept = database.get('SELECT survey FROM survey_rows WHERE id = ?', row);
  // Erased while it was read.
  if (kept === undefined) return;
  database.run('DELETE FROM survey_rows WHERE id = ?', row);
  for (const [index, draft] of (drafts.length === 0 ? [NOTHING] : drafts).entries()) {
    database.run(
      `INSERT INTO survey_rows (id, survey, document, other, state, partial, found, matches, change,
         reason, cells, orders) VALUES (?, ?, ?, ?, 'read', ?, ?, ?, ?, ?, ?, ?)`,
      // The first keeps the row's number, and with it the order of the documents.
      index === 0 ? row : null,
      number(kept, 'survey'),
      document,
      other,
      reason === null ? 0 : 1,
      draft.cells.some((cell) => cell !== null) ? 1 : 0,
      draft.matches === null ? null : Number(draft.matches),
      draft.change,
      reason,
      JSON.stringify(
        draft.cells.map((cell) => {
          if (cell === null) return null;
          const { text: said, count, citations } = cell;
          return { text: said, count, citations };
        }),
      ),
      JSON.stringify(draft.cells.map((cell) => cell?.order ?? null)),
    );
  }
}

/** Two versions without a difference. */
const NOTHING: RowDraft = { cells: [], matches: null, change: null };

const keptPlan = z.strictObject({ plan: z.string(), conditional: z.boolean() });

/** -1, which no row has, for what is no id. */
function numberOf(id: string): number {
  return /^\d{1,15}$/u.test(id) ? Number(id) : -1;
}

function surveyOf(database: Database, row: Row): KeptSurvey {
  const id = number(row, 'id');
  const state = surveyState.safeParse(row['state']);
  if (!state.success) throw storeFailure('store-damaged');
  const { plan, conditional } = json(row, 'plan', keptPlan);
  return {
    id: String(id),
    question: text(row, 'question'),
    scope: json(row, 'scope', scope),
    plan,
    state: state.data,
    createdMs: number(row, 'created_ms'),
    updatedMs: number(row, 'updated_ms'),
    coverage: coverageOf(database, id, conditional),
  };
}

/** Counts documents; of two versions, whose rows are places, both documents. */
function coverageOf(database: Database, survey: number, conditional: boolean): SurveyCoverage {
  const row = database.get(
    `WITH seen AS (
       SELECT r.document AS document, r.state, r.partial, r.found, r.matches FROM survey_rows r
       WHERE r.survey = ?1 ${SHOWN}
       UNION ALL
       SELECT r.other, r.state, r.partial, r.found, r.matches FROM survey_rows r
       WHERE r.survey = ?1 AND r.other IS NOT NULL ${SHOWN})
     SELECT count(DISTINCT document) AS in_scope,
       count(DISTINCT document) FILTER (WHERE state = 'read') AS read,
       count(DISTINCT document) FILTER (WHERE state = 'read' AND partial = 1) AS partial,
       count(DISTINCT document) FILTER (WHERE state = 'waiting') AS waiting,
       count(DISTINCT document) FILTER (WHERE state = 'failed') AS failed,
       count(DISTINCT document) FILTER (WHERE found = 1) AS found,
       count(DISTINCT document) FILTER (WHERE matches = 1) AS matching FROM seen`,
    survey,
  );
  if (row === undefined) throw new Error('an aggregate gave no row');
  return {
    inScope: number(row, 'in_scope'),
    read: number(row, 'read'),
    partial: number(row, 'partial'),
    waiting: number(row, 'waiting'),
    failed: number(row, 'failed'),
    found: number(row, 'found'),
    matching: conditional ? number(row, 'matching') : null,
  };
}
