import type { SurveyCell, SurveyColumn, SurveyEntry, SurveyRow } from '../contract/surveys.ts';
import { placeLabel } from './answer-text.ts';
import { count } from './text.ts';

const NOT_STATED = 'not stated';

function nameOf({ role, name }: SurveyColumn): string {
  switch (role) {
    case 'mentions':
      return `places with "${name}"`;
    case 'summary':
      return 'summary';
    case 'before':
      return `before (${name})`;
    case 'after':
      return `after (${name})`;
    case 'field':
    case 'condition':
      return name;
    default:
      return role satisfies never;
  }
}

/** What is looked for, before the rows. */
export function surveyHead({ columns }: SurveyEntry): string[] {
  return [`Looked for: ${columns.map(nameOf).join('; ')}`, ''];
}

/** A row with every cell and where it comes from. */
export function surveyRowLines({ columns, coverage }: SurveyEntry, row: SurveyRow): string[] {
  const { document, state, reason, matches, change, cells } = row;
  const lines = [change === null ? document : `${document}: ${change}`];
  if (state === 'failed') return [...lines, `  could not be read: ${reason?.message ?? ''}`];
  if (state === 'waiting') return [...lines, '  not read yet'];
  if (coverage.matching !== null) {
    lines.push(`  meets the condition: ${matches === null ? NOT_STATED : matches ? 'yes' : 'no'}`);
  }
  for (const [index, column] of columns.entries()) {
    const cell = cells[index];
    if (cell !== undefined && (change === null || cell.state === 'found')) {
      lines.push(...cellLines(nameOf(column), cell));
    }
  }
  if (reason !== null) lines.push(`  ${reason.message}`);
  return lines;
}

function cellLines(name: string, { state, text, count: places, citations }: SurveyCell): string[] {
  if (state === 'not-stated') return [`  ${name}: ${NOT_STATED}`];
  if (places !== null) {
    return [
      `  ${name}: ${places}`,
      ...citations.map((one) => `    ${placeLabel(one)}: ${oneLine(one.quote)}`),
    ];
  }
  const said = text.split('\n').map(oneLine);
  const sources = [...new Set(citations.map((one) => placeLabel(one)))];
  return [
    ...(said.length === 1
      ? [`  ${name}: ${said[0] ?? ''}`]
      : [`  ${name}:`, ...said.map((line) => `    ${line}`)]),
    `    [${sources.join('; ')}]`,
  ];
}

const oneLine = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();

/** A row that says no more than that its document does not state what was asked. */
export function statesNothing({ state, reason, matches, change, cells }: SurveyRow): boolean {
  return (
    state === 'read' &&
    reason === null &&
    change === null &&
    matches !== true &&
    cells.every((cell) => cell.state === 'not-stated')
  );
}

/** Names shown of the documents that state nothing. */
const SILENT_SHOWN = 20;

/** The documents that state nothing, in one line. */
export function silentLines(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, SILENT_SHOWN);
  const more = names.length - shown.length;
  const rest = more === 0 ? '' : `, and ${count(more, 'other')} (see --json or --export)`;
  return ['', `Not stated in ${count(names.length, 'document')}: ${shown.join(', ')}${rest}`];
}

/** How much was looked at, after the rows. */
export function surveySummary({ coverage, kind, state }: SurveyEntry, shown: number): string[] {
  const { inScope, read, partial, failed, waiting, found, matching } = coverage;
  const parts = [`${read} of ${count(inScope, 'document')} read`];
  if (partial > 0) parts.push(`${partial} of them in part`);
  if (failed > 0) parts.push(`${failed} failed`);
  if (waiting > 0) parts.push(`${waiting} not read (${state})`);
  if (kind === 'changes') return ['', `${count(shown, 'change')}. ${parts.join(', ')}.`];
  const result =
    matching === null
      ? `${found} with something stated.`
      : `${matching} known to meet the condition, ${found} with something stated.`;
  return ['', `${parts.join(', ')}. ${result}`];
}
