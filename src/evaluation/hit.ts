import type { PassageHit } from '../contract/documents.ts';
import type { EvaluationQuestion, GoldSource } from './question.ts';

/** Characters of a returned passage that count. */
const COUNTED_CHARACTERS = 2000;
/** Share of a gold quote's words that returned text must hold. */
export const QUOTE_SHARE = 0.6;

/** What a hit is judged from; a part of a passage as search returns it. */
export type JudgedPassage = Pick<PassageHit, 'document' | 'page' | 'text' | 'place'>;

/** Lower-cased word tokens: runs of letters, marks and digits. */
export function wordTokens(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** Counts how many of the quote's words, with repeats, the texts hold together; 0 to 1. */
export function quoteShare(quote: string, texts: readonly string[]): number {
  const wanted = wordTokens(quote);
  if (wanted.length === 0) return 0;
  const held = new Map<string, number>();
  for (const text of texts) {
    for (const token of wordTokens(text.slice(0, COUNTED_CHARACTERS))) {
      held.set(token, (held.get(token) ?? 0) + 1);
    }
  }
  let found = 0;
  for (const token of wanted) {
    const left = held.get(token) ?? 0;
    if (left === 0) continue;
    held.set(token, left - 1);
    found += 1;
  }
  return found / wanted.length;
}

function coversPage(passage: JudgedPassage, page: number): boolean {
  return passage.page === page || passage.place.spans.some((span) => span.page === page);
}

/** True when the passages hold the gold place, one of them alone or two of one document together. */
export function holdsSource(source: GoldSource, passages: readonly JudgedPassage[]): boolean {
  const candidates = passages.filter((passage) => passage.document === source.document);
  const { page, quote } = source;
  if (page !== undefined) return candidates.some((passage) => coversPage(passage, page));
  if (quote === undefined) return candidates.length > 0;
  return candidates.some((first, index) =>
    candidates.slice(index).some(
      (second) =>
        quoteShare(
          quote,
          [...new Set([first, second])].map((p) => p.text),
        ) >= QUOTE_SHARE,
    ),
  );
}

/**
 * The smallest k, 1-based and at most `limit`, for which the first k passages hold one of the
 * question's gold places; null when none does.
 */
export function hitRank(
  question: EvaluationQuestion,
  passages: readonly JudgedPassage[],
  limit: number,
): number | null {
  for (let k = 1; k <= Math.min(limit, passages.length); k += 1) {
    const first = passages.slice(0, k);
    if (question.sources.some((source) => holdsSource(source, first))) return k;
  }
  return null;
}

/** Like `hitRank`, but any passage of a gold document counts. */
export function documentHitRank(
  question: EvaluationQuestion,
  passages: readonly JudgedPassage[],
  limit: number,
): number | null {
  const gold = new Set(question.sources.map((source) => source.document));
  const index = passages.slice(0, limit).findIndex((passage) => gold.has(passage.document));
  return index === -1 ? null : index + 1;
}
