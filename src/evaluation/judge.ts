import type { Answer } from '../contract/answers.ts';
import { documentHitRank, hitRank, holdsSource, quoteShare, type JudgedPassage } from './hit.ts';
import type { EvaluationQuestion } from './question.ts';
import { mean, percentile, share, type Estimate } from './statistics.ts';

/** Ranks looked at; hits are reported at 1, 5 and 10. */
const DEPTH = 10;

/**
 * Share of a citation's words that must stand in the gold quote: quotes of the sets leave out marks of
 * lists and tables, or put a "Yes," before.
 */
const CITATION_SHARE = 0.8;

/** One question with what came back. */
export interface Outcome {
  readonly question: EvaluationQuestion;
  readonly passages: readonly JudgedPassage[];
  readonly milliseconds: number;
  readonly answer?: Answer;
  /** The gold place was taken out of scope, or the question is of another set: absence is right. */
  readonly expectAbsent: boolean;
}

/** Figures of one run; shares from 0 to 1. */
export interface Summary {
  readonly questions: number;
  readonly hit1: Estimate;
  readonly hit5: Estimate;
  readonly hit10: Estimate;
  readonly mrr10: Estimate;
  readonly documentHit5: Estimate;
  readonly meanWordsOfFirst5: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly answers?: AnswerSummary;
}

export interface AnswerSummary {
  /** An accepted answer stands in the first citation's quote. */
  readonly firstQuoteHoldsAnswer: Estimate;
  /** An accepted answer stands in the answer. */
  readonly exactMatch: Estimate;
  /** Citations that lie on a gold place. */
  readonly citationPrecision: Estimate;
  /** Gold places that are cited. */
  readonly citationRecall: Estimate;
  /** The first citation lies on a gold place. */
  readonly firstCitationRight: Estimate;
  /** Of the questions that have no answer in scope, those called `absent`. */
  readonly abstainedRightly: Estimate;
  /** Of the questions that have one, those called `absent`. */
  readonly abstainedWrongly: Estimate;
}

/** Lower case, single spaces, no punctuation at the ends: how answers are compared. */
function foldAnswer(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\u00a0]+/gu, ' ')
    .replaceAll(/^[\p{P}\s]+|[\p{P}\s]+$/gu, '');
}

function holdsAnswer(text: string, accepted: readonly string[]): boolean {
  const folded = foldAnswer(text);
  return accepted.some((answer) => folded.includes(foldAnswer(answer)));
}

/** The summary that `carrel eval` prints, from its own lines. */
export function summarise(outcomes: readonly Outcome[]): Summary {
  const scored = outcomes.filter(
    ({ question, expectAbsent }) => !expectAbsent && question.sources.length > 0,
  );
  const ranks = scored.map(({ question, passages }) => hitRank(question, passages, DEPTH));
  const within = (k: number): Estimate =>
    share(ranks.filter((rank) => rank !== null && rank <= k).length, ranks.length);
  const documents = scored.filter(
    ({ question, passages }) => documentHitRank(question, passages, 5) !== null,
  );
  const words = outcomes.flatMap(({ passages }) =>
    passages.slice(0, 5).map(({ text }) => text.split(/\s+/u).filter(Boolean).length),
  );
  const times = outcomes.map(({ milliseconds }) => milliseconds);
  const answered = outcomes.filter((outcome) => outcome.answer !== undefined);
  return {
    questions: outcomes.length,
    hit1: within(1),
    hit5: within(5),
    hit10: within(10),
    mrr10: mean(ranks.map((rank) => (rank === null ? 0 : 1 / rank))),
    documentHit5: share(documents.length, scored.length),
    meanWordsOfFirst5: mean(words).value,
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
    ...(answered.length > 0 ? { answers: summariseAnswers(answered) } : {}),
  };
}

function summariseAnswers(outcomes: readonly Outcome[]): AnswerSummary {
  const answerable = outcomes.filter((outcome) => !outcome.expectAbsent);
  const unanswerable = outcomes.filter((outcome) => outcome.expectAbsent);
  const worded = answerable.filter(({ question }) => question.answers.length > 0);
  const placed = answerable.filter(({ question }) => question.sources.length > 0);
  const firstQuotes = worded.filter(({ question, answer }) =>
    holdsAnswer(answer?.citations[0]?.quote ?? '', question.answers),
  );
  const matches = worded.filter(({ question, answer }) =>
    holdsAnswer(answer?.answer ?? '', question.answers),
  );
  const cited = placed.flatMap(({ question, answer }) =>
    (answer?.citations ?? []).map((citation) => isGold(question, asPassage(citation))),
  );
  const gold = placed.flatMap(({ question, answer }) => {
    const passages = (answer?.citations ?? []).map(asPassage);
    return question.sources.map((source) => isCited(source, passages));
  });
  const first = placed.filter(({ question, answer }) => {
    const citation = answer?.citations[0];
    return citation !== undefined && isGold(question, asPassage(citation));
  });
  const absent = (list: readonly Outcome[]): Estimate =>
    share(list.filter(({ answer }) => answer?.verdict === 'absent').length, list.length);
  return {
    firstQuoteHoldsAnswer: share(firstQuotes.length, worded.length),
    exactMatch: share(matches.length, worded.length),
    citationPrecision: share(cited.filter(Boolean).length, cited.length),
    citationRecall: share(gold.filter(Boolean).length, gold.length),
    firstCitationRight: share(first.length, placed.length),
    abstainedRightly: absent(unanswerable),
    abstainedWrongly: absent(answerable),
  };
}

function asPassage(citation: Answer['citations'][number]): JudgedPassage {
  return { ...citation, text: citation.quote };
}

/**
 * A citation lies on a gold place when its page is a gold page or its words and the gold quote's are
 * the same: it holds enough of the quote's, or enough of its own stand in the quote.
 */
function isGold(question: EvaluationQuestion, passage: JudgedPassage): boolean {
  return question.sources.some((source) => isCited(source, [passage]));
}

function isCited(
  source: EvaluationQuestion['sources'][number],
  passages: readonly JudgedPassage[],
): boolean {
  if (holdsSource(source, passages)) return true;
  const { quote } = source;
  if (quote === undefined || source.page !== undefined) return false;
  return passages.some(
    ({ document, text }) =>
      document === source.document && quoteShare(text, [quote]) >= CITATION_SHARE,
  );
}
