import type { Answer, CatalogueReport, Citation } from '../contract/answers.ts';
import type { CitationState } from '../contract/conversations.ts';
import type { Coverage } from '../contract/documents.ts';
import { placeLabel as labelOf, type PlaceWords } from '../contract/place-label.ts';
import { count } from './text.ts';

/** A citation's or passage's place in English, such as "lease.pdf, p. 4". */
export function placeLabel({ document, place }: Pick<Citation, 'document' | 'place'>): string {
  return labelOf({ document, place }, english);
}

const english: PlaceWords = {
  page: (page) => `p. ${page}`,
  slide: (slide) => `slide ${slide}`,
  sheet: (sheet) => `sheet ${sheet}`,
};

/** What the answer looked at, in words. */
export function coverageLine(coverage: Coverage): string {
  const { inScope, searchable, withVectors, partial, failed, unreachable } = coverage;
  if (inScope === 0) return 'There are no documents yet. Add some with: carrel add FOLDER';
  const parts = [
    searchable === inScope
      ? `Looked at ${inScope === 1 ? 'the one document' : `all ${inScope} documents`}`
      : `Looked at ${searchable} of ${count(inScope, 'document')}`,
  ];
  const waiting = inScope - searchable - failed - unreachable;
  if (waiting > 0) parts.push(`${waiting} still to be read`);
  if (withVectors < searchable)
    parts.push(`${searchable - withVectors} searched by words only so far`);
  if (partial > 0) parts.push(`${partial} read in part`);
  if (failed > 0) parts.push(`${failed} could not be read (see: carrel list)`);
  if (unreachable > 0) parts.push(`${unreachable} out of reach`);
  return `${parts.join('; ')}.`;
}

/** What the verdict means, in words, or an empty string when the answer speaks for itself. */
function verdictLine(answer: Answer): string {
  const { inScope, searchable } = answer.coverage;
  switch (answer.verdict) {
    case 'answered':
      return '';
    case 'perhaps':
      return answer.sentences.length === 0
        ? 'Not found in what could be read so far.'
        : 'This may be the answer; check the place before relying on it.';
    case 'absent':
      return searchable === inScope
        ? 'Not in your documents.'
        : 'Not in the documents that could be read.';
    default:
      return answer.verdict satisfies never;
  }
}

/** What the catalogue says, and the documents it names. */
function catalogueLines(text: string, { asks, documents }: CatalogueReport): string[] {
  const named = asks === 'count' ? [] : documents;
  return [
    text,
    ...named.map(({ document, modified }) => `  ${modified.slice(0, 10)}  ${document}`),
    '',
    'From the catalogue of your library, not from what the documents say.',
  ];
}

/** What a reader must know of a citation before relying on it. */
function doubtOf({ checked, recognised }: Answer['citations'][number]): string {
  if (recognised !== true) return checked ? '' : ' (place not confirmed)';
  return checked
    ? ' (recognised from a scan)'
    : ' (recognised from a scan with doubt: compare it with the page)';
}

/** That the file itself is out of reach, and of which day what is quoted of it is. */
function copyNote({ copyOf }: Answer['citations'][number]): string {
  return copyOf === undefined ? '' : ` (copy of ${copyOf.slice(0, 10)}, the file is out of reach)`;
}

/** Where the words of a kept answer are today, unless they are where they were. */
function todayNote(state: CitationState | undefined): string {
  if (state === undefined || state.state === 'unchanged') return '';
  if (state.state === 'gone') return ' (no longer there)';
  return state.page === null ? ' (now elsewhere in the document)' : ` (now on page ${state.page})`;
}

/**
 * The lines that `carrel ask` prints.
 *
 * @param today where what a kept answer cites is now
 */
export function answerLines(answer: Answer, today: readonly CitationState[] = []): string[] {
  if (answer.catalogue !== undefined) return catalogueLines(answer.answer, answer.catalogue);
  const lines: string[] = [];
  const verdict = verdictLine(answer);
  if (verdict !== '') lines.push(verdict, '');
  for (const sentence of answer.sentences) {
    const marks = sentence.citations.map((n) => `[${n}]`).join('');
    lines.push(`${sentence.text.replaceAll(/\s+/gu, ' ')} ${marks}`);
  }
  if (answer.citations.length > 0) {
    lines.push('');
    for (const citation of answer.citations) {
      const notes = [
        copyNote(citation),
        doubtOf(citation),
        todayNote(today.find(({ n }) => n === citation.n)),
      ];
      lines.push(`[${citation.n}] ${placeLabel(citation)}${notes.join('')}`);
      lines.push(`    "${citation.quote.replaceAll(/\s+/gu, ' ')}"`);
    }
  }
  if (answer.verdict !== 'answered' && answer.passages.length > 0) {
    lines.push('', 'Nearest places:');
    for (const passage of answer.passages.slice(0, 3)) lines.push(`  ${placeLabel(passage)}`);
  }
  lines.push('', coverageLine(answer.coverage));
  if (answer.fallback !== null) lines.push(answer.fallback.message);
  const { retrieveMs, totalMs } = answer.timings;
  const time = `${(totalMs / 1000).toFixed(1)} s (search ${(retrieveMs / 1000).toFixed(2)} s)`;
  lines.push(`${[...madeHow(answer), time, answer.model].join(', ')}.`);
  return lines;
}

/** How the sentences came about, where there are any. */
function madeHow({ mode, sentences }: Answer): string[] {
  if (sentences.length === 0) return [];
  return [mode === 'quote' ? 'Quoted word for word' : 'Written and checked'];
}
