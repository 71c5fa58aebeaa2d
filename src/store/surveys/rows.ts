import { z } from 'zod';
import { citation as citationSchema, type Citation } from '../../contract/answers.ts';
import { contractError } from '../../contract/errors.ts';
import { surveyRow, type SurveyCell, type SurveyRow } from '../../contract/surveys.ts';
import { citationsToday } from '../conversations/citation-states.ts';
import type { Database } from '../database.ts';
import { json, number, text, type Row } from '../row.ts';
import type { RowQuery } from './types.ts';

/** Characters of rows read at once: well below the size limit of a message of the contract. */
const READ_CHARACTERS = 300_000;

const keptCells = z.array(
  z
    .strictObject({
      text: z.string(),
      count: z.number().nullable(),
      citations: z.array(citationSchema),
    })
    .nullable(),
);

const shows = {
  all: '',
  found: 'AND r.found = 1',
  matching: 'AND r.matches = 1',
  failed: `AND r.state = 'failed'`,
} as const satisfies Record<RowQuery['show'], string>;

/**
 * What a whole table shows first where no column was chosen: documents that meet the condition, then
 * those that state something. A table that still fills keeps its order, so that no row moves.
 */
const WHOLE_ORDER = `
  CASE WHEN r.change IS NULL AND (SELECT state FROM surveys s WHERE s.id = r.survey) = 'complete'
    THEN 2 * (r.matches IS NOT 1) + (r.found = 0) END,`;

/** Rows from an offset; what nothing states comes last, whichever way a column is sorted. */
export function readRows(
  database: Database,
  survey: number,
  { offset, limit, sort, show }: RowQuery,
): { rows: SurveyRow[]; total: number } {
  const from = `FROM survey_rows r JOIN documents d ON d.id = r.document
    LEFT JOIN documents o ON o.id = r.other
    WHERE r.survey = ? AND d.removal IS NULL AND o.removal IS NULL
      AND (r.cells <> '[]' OR r.state <> 'read') ${shows[show]}`;
  const counted = database.get(`SELECT count(*) AS n ${from}`, survey);
  const way = sort?.descending === true ? 'DESC' : 'ASC';
  const key = `json_extract(r.orders, '$[' || ${Math.trunc(sort?.column ?? 0)} || ']')`;
  const order =
    sort === undefined
      ? WHOLE_ORDER
      : sort.column < 0
        ? `fold(d.document) ${way},`
        : `(${key} IS NULL), ${key} ${way},`;
  const rows: SurveyRow[] = [];
  let characters = 0;
  const found = database.iterate(
    `SELECT r.*, d.document AS name, d.path ${from} ORDER BY ${order} r.id LIMIT ? OFFSET ?`,
    survey,
    limit,
    offset,
  );
  for (const row of found) {
    characters += text(row, 'cells').length;
    if (characters > READ_CHARACTERS && rows.length > 0) break;
    rows.push(rowOf(database, row));
  }
  return { rows, total: counted === undefined ? 0 : number(counted, 'n') };
}

function rowOf(database: Database, row: Row): SurveyRow {
  const kept = json(row, 'cells', keptCells);
  const named = withNames(
    database,
    kept.flatMap((cell) => cell?.citations ?? []),
  );
  const today = citationsToday(database, named);
  let at = 0;
  const cells = kept.map((cell): SurveyCell => {
    if (cell === null) return { state: 'not-stated', text: '', count: null, citations: [] };
    const citations = today
      .slice(at, at + cell.citations.length)
      .map(({ citation, state: { state, page } }) => ({ ...citation, state, pageToday: page }));
    at += cell.citations.length;
    return { state: 'found', text: cell.text, count: cell.count, citations };
  });
  const matches = row['matches'];
  return {
    id: String(number(row, 'id')),
    documentId: String(number(row, 'document')),
    document: text(row, 'name'),
    path: text(row, 'path'),
    state: surveyRow.shape.state.parse(row['state']),
    reason: row['reason'] === null ? null : json(row, 'reason', contractError),
    matches: typeof matches === 'number' ? matches === 1 : null,
    change: surveyRow.shape.change.parse(row['change']),
    cells,
  };
}

/** Citations with the names and paths that their documents have today. */
function withNames(database: Database, citations: readonly Citation[]): Citation[] {
  return citations.map((one) => {
    const row = database.get(
      'SELECT document, path FROM documents WHERE id = ?',
      Number(one.documentId),
    );
    return row === undefined
      ? one
      : { ...one, document: text(row, 'document'), path: text(row, 'path') };
  });
}
