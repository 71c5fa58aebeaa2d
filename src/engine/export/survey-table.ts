import {
  asHead,
  type SurveyCell,
  type SurveyColumn,
  type SurveyEntry,
  type SurveyRow,
} from '../../contract/surveys.ts';
import { sourceLabel, type Labels } from './labels.ts';
import { oneLine } from './one-line.ts';

/** A cell of an exported table; numbers stay numbers where the format knows them. */
export type TableCell = string | number;

/** Rows of a survey from an offset. */
export type ReadRows = (offset: number) => { readonly rows: readonly SurveyRow[] };

/** Characters of one cell; a spreadsheet's cell holds 32,767. */
const MOST = 30_000;

/** A survey as rows of a table, its head first, its coverage and failures last. */
export function* tableOf(
  survey: SurveyEntry,
  read: ReadRows,
  labels: Labels,
): Generator<TableCell[]> {
  const { say } = labels;
  const conditional = survey.coverage.matching !== null;
  const changes = survey.kind === 'changes';
  yield [
    say('table-document'),
    ...(conditional ? [say('table-matches')] : []),
    ...(changes ? [say('table-change')] : []),
    ...survey.columns.flatMap((column) => headOf(column, labels)),
    say('table-path'),
  ];
  for (let offset = 0; ;) {
    const { rows } = read(offset);
    for (const row of rows) {
      yield [
        oneLine(row.document),
        ...(conditional ? [matchOf(row, labels)] : []),
        ...(changes && row.change !== null ? [say(`table-${row.change}`)] : changes ? [''] : []),
        ...survey.columns.flatMap((column, index) => cellsOf(row, index, column, labels)),
        oneLine(row.path),
      ];
    }
    offset += rows.length;
    if (rows.length === 0) break;
  }
  const { read: done, inScope: total, failed } = survey.coverage;
  yield [];
  yield [oneLine(survey.question)];
  yield [say('table-read', { read: done, total, failed })];
}

/** The name of a column as a reader of the table's language knows it. */
function nameOf({ role, name }: SurveyColumn, { say }: Labels): string {
  if (role === 'mentions') return say('table-mentions', { words: oneLine(name) });
  return role === 'summary' ? say('table-summary') : asHead(oneLine(name));
}

function headOf(column: SurveyColumn, labels: Labels): string[] {
  const name = nameOf(column, labels);
  const first = column.role === 'mentions' ? [labels.say('table-first')] : [];
  return [name, ...first, labels.say('table-source', { column: name })];
}

function cellsOf(
  row: SurveyRow,
  index: number,
  { role }: SurveyColumn,
  labels: Labels,
): TableCell[] {
  const { say } = labels;
  const cell = row.cells[index];
  const width = role === 'mentions' ? 3 : 2;
  const said = (text: string): TableCell[] => [text, ...Array<string>(width - 1).fill('')];
  if (row.state === 'waiting') return said(say('table-waiting'));
  if (row.state === 'failed') {
    const reason = row.reason === null ? '' : oneLine(labels.error(row.reason));
    return said(say('table-failed', { reason }));
  }
  if (cell === undefined || cell.state === 'not-stated') {
    // What was added stands in one version only: the other's cell is empty, not unknown.
    if (row.change !== null) return said('');
    return role === 'mentions' ? [0, '', ''] : said(say('table-unknown'));
  }
  const text = lines(cell.text);
  const sources = sourcesOf(cell, labels);
  return role === 'mentions' ? [cell.count ?? 0, text, sources] : [text, sources];
}

function matchOf({ matches }: SurveyRow, { say }: Labels): string {
  return matches === null ? say('table-unknown') : say(matches ? 'table-yes' : 'table-no');
}

/** Every place with its words, a line each. */
function sourcesOf({ citations }: SurveyCell, labels: Labels): string {
  return citations
    .map((one) => `${oneLine(sourceLabel(labels, one))}: ${oneLine(one.quote)}`)
    .join('\n')
    .slice(0, MOST)
    .toWellFormed();
}

function lines(text: string): string {
  return text.split('\n').map(oneLine).join('\n').slice(0, MOST).toWellFormed();
}
