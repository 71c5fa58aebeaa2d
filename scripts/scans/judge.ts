import type { Answer } from '../../src/contract/answers.ts';
import type { PassageHit } from '../../src/contract/documents.ts';
import { holdsSource, wordTokens } from '../../src/evaluation/hit.ts';
import { overlapOf } from './overlap.ts';
import type { WrittenScan } from './render.ts';
import { goldOf, type ScanQuestion, wholeText } from './scan-text.ts';

/** What became of one question. */
export interface Judged {
  readonly question: ScanQuestion;
  readonly document: string;
  /** The first five passages hold the gold place. */
  readonly hit: boolean;
  /** The shown sentences hold all amounts, dates and names asked for. */
  readonly right: boolean;
  /** Common area of citation and words by that of both together; null without a citation of the scan. */
  readonly overlap: number | null;
  /** Numbers of quotes that stand nowhere on the sheet, in citations shown as checked. */
  readonly wrongChecked: readonly string[];
  /** The same, in citations shown as doubtful. */
  readonly wrongDoubted: readonly string[];
}

/** Passages that count for a hit. */
const DEPTH = 5;

/** Judges a search and an answer by what was drawn. */
export function judge(
  scan: WrittenScan,
  question: ScanQuestion,
  passages: readonly PassageHit[],
  answer: Answer,
): Judged {
  const document = scan.text.name;
  const source = { document, quote: goldOf(scan.text, question) };
  const shown = plain(answer.sentences.map(({ text }) => text).join('\n'));
  const own = answer.citations.filter((citation) => citation.document === document);
  const [first] = own;
  const wrong = (checked: boolean): string[] =>
    own
      .filter((citation) => citation.checked === checked)
      .flatMap(({ quote }) => strangers(quote, wholeText(scan.text)));
  return {
    question,
    document,
    hit: holdsSource(source, passages.slice(0, DEPTH)),
    right: question.facts.every((fact) => shown.includes(plain(fact))),
    overlap: first === undefined ? null : overlapOf(scan, first.boxes),
    wrongChecked: wrong(true),
    wrongDoubted: wrong(false),
  };
}

function plain(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').replaceAll('’', "'").toLowerCase();
}

/** Numbers of a quote that the sheet does not have. */
function strangers(quote: string, sheet: string): string[] {
  const known = new Set(wordTokens(sheet));
  return wordTokens(quote).filter((token) => /\p{N}/u.test(token) && !known.has(token));
}
