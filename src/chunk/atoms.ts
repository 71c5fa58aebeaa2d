import type { Span } from '../contract/place.ts';
import { sentenceRanges, type Range } from '../language/sentences.ts';
import { MAX_ATOM_TOKENS, MAX_ATOM_WORDS } from './limits.ts';
import { countWords, estimateTokens, TORN_WORD_TOKENS } from './tokens.ts';
import type { Atom } from './units.ts';

/** A piece of text on one page. */
export interface Part extends Range {
  readonly page: number;
  /** The page's whole text. */
  readonly text: string;
}

/** A run without white space longer than this is cut by characters. */
const MAX_RUN = 120;

function atomOf(spans: Span[], text: string): Atom {
  return { spans, words: countWords(text), tokens: estimateTokens(text) };
}

/** Cuts a range that no passage can hold at white space, in pieces as long as allowed. */
function* cut(text: string, range: Range): Generator<Range> {
  const run = new RegExp(`\\S{1,${String(MAX_RUN)}}`, 'gu');
  run.lastIndex = range.start;
  let start = -1;
  let end = -1;
  let words = 0;
  let tokens = 0;
  for (let match = run.exec(text); match !== null && match.index < range.end;) {
    const stop = Math.min(match.index + match[0].length, range.end);
    const piece = text.slice(match.index, stop);
    const pieceWords = countWords(piece);
    const pieceTokens = estimateTokens(piece);
    if (
      start >= 0 &&
      (words + pieceWords > MAX_ATOM_WORDS || tokens + pieceTokens > MAX_ATOM_TOKENS)
    ) {
      yield { start, end };
      start = -1;
    }
    if (start < 0) {
      start = match.index;
      words = 0;
      tokens = 0;
    }
    end = stop;
    words += pieceWords;
    tokens += pieceTokens;
    match = run.exec(text);
  }
  if (start >= 0) yield { start, end };
}

/** A range of one page as one atom, or as several where it is too long for a passage. */
export function* wholeAtoms(part: Part): Generator<Atom> {
  const slice = part.text.slice(part.start, part.end);
  if (slice.trim() === '') return;
  const whole = atomOf([{ page: part.page, start: part.start, end: part.end }], slice);
  if (whole.words <= MAX_ATOM_WORDS && whole.tokens <= MAX_ATOM_TOKENS) {
    yield whole;
    return;
  }
  for (const { start, end } of cut(part.text, part)) {
    const atom = atomOf([{ page: part.page, start, end }], part.text.slice(start, end));
    const torn = [start, end].filter((at) => isInRun(part.text, at)).length;
    yield { ...atom, tokens: atom.tokens + torn * TORN_WORD_TOKENS };
  }
}

/** A passage may hold what stands on both sides of the cut. */
const isInRun = (text: string, at: number): boolean =>
  at > 0 && /^\S\S/u.test(text.slice(at - 1, at + 2));

/** The sentences of a paragraph, which may lie on several pages. */
export function* sentenceAtoms(parts: readonly Part[], language: string): Generator<Atom> {
  const slices = parts.map((part) => part.text.slice(part.start, part.end));
  for (const sentence of sentenceRanges(slices.join(' '), language)) {
    const spans: Span[] = [];
    let offset = 0;
    for (const [index, part] of parts.entries()) {
      const length = slices[index]?.length ?? 0;
      const start = part.start + Math.max(0, sentence.start - offset);
      const end = part.start + Math.min(length, sentence.end - offset);
      if (end > start && part.text.slice(start, end).trim() !== '') {
        spans.push({ page: part.page, start, end });
      }
      offset += length + 1;
    }
    const text = spans
      .map((span) =>
        parts.find((part) => part.page === span.page)?.text.slice(span.start, span.end),
      )
      .join(' ');
    const atom = atomOf(spans, text);
    if (atom.words <= MAX_ATOM_WORDS && atom.tokens <= MAX_ATOM_TOKENS) {
      yield atom;
      continue;
    }
    for (const span of spans) {
      const part = parts.find((candidate) => candidate.page === span.page);
      if (part !== undefined) yield* wholeAtoms({ ...part, start: span.start, end: span.end });
    }
  }
}
