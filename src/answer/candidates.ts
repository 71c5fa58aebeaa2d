import type { PassageHit } from '../contract/documents.ts';
import type { Span } from '../contract/place.ts';
import { detectLanguage } from '../language/detect.ts';
import { sentenceRanges } from '../language/sentences.ts';

/** A sentence of a passage that could be quoted. */
export interface Candidate {
  readonly hit: PassageHit;
  /** Rank of the passage, from 0. */
  readonly rank: number;
  /** In the stored pages; two where the sentence crosses a page. */
  readonly spans: readonly Span[];
  /** The slices of the spans, joined with a line feed. */
  readonly text: string;
  readonly language: string;
}

/** A sentence that goes on past a page's end: no mark at its end, a small letter after it. */
function goesOn(before: string, after: string): boolean {
  return !/[.!?:;…][»”"')\]]*\s*$/u.test(before) && /^\s*\p{Ll}/u.test(after);
}

/** The sentences of a passage, in order; a table's rows count as sentences. */
export function candidatesOf(hit: PassageHit, rank: number): Candidate[] {
  const language = detectLanguage(hit.text);
  const found: { spans: Span[]; text: string }[] = [];
  let offset = 0;
  for (const span of hit.place.spans) {
    const text = hit.text.slice(offset, offset + span.end - span.start);
    offset += text.length + 1;
    const sentences = sentenceRanges(text, language).map(({ start, end }) => ({
      spans: [{ page: span.page, start: span.start + start, end: span.start + end }],
      text: text.slice(start, end),
    }));
    const last = found.at(-1);
    const first = sentences[0];
    if (last !== undefined && first !== undefined && goesOn(last.text, first.text)) {
      last.spans.push(...first.spans);
      last.text = `${last.text}\n${first.text}`;
      sentences.shift();
    }
    found.push(...sentences);
  }
  return found.map((sentence) => ({ ...sentence, hit, rank, language }));
}
