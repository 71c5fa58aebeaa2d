import type { PassageHit } from '../contract/documents.ts';
import type { Span } from '../contract/place.ts';
import { detectLanguage } from '../language/detect.ts';
import { sentenceRanges, type Range } from '../language/sentences.ts';
import { namedCells } from './row-in-words.ts';

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
  /** The headings it stands under, or an empty string. */
  readonly heading: string;
  /** For a row of a table: the row that names its columns. */
  readonly header: RowHeader | null;
  /** A heading or the naming row of a table: tells what something is about and answers nothing. */
  readonly label: boolean;
}

/** The naming row of a table, as a place of its own. */
export interface RowHeader {
  readonly spans: readonly Span[];
  readonly text: string;
}

/** Words up to which a line without a full stop is taken for a heading. */
const HEADING_WORDS = 6;

/** Words up to which a line that ends in a colon is a heading of what follows. */
const LEADING_WORDS = 12;
/** Characters from which on a line may have been wrapped. */
const WRAPPED = 40;

/** Characters of a value that is one with the line above it: alone below that, and in any case. */
const SHORT_VALUE = 60;
const SHORTEST_LINE = 12;

/** A row of a table: its cells are parted by tabs. */
export const isRow = (text: string): boolean => text.includes('\t');

const ends = (text: string): boolean => /[.!?…:;]["”»’)\]]*$/u.test(text.trim());

/** A question in a document is answered by what comes after it. */
const isQuestion = (text: string): boolean => /\?["”»’)\]]*$/u.test(text.trim());

/** A short line that leads in to what comes after it: "Documents needed:". */
const leadsIn = (text: string): boolean =>
  /:\s*$/u.test(text) && !isRow(text) && wordsIn(text) <= LEADING_WORDS;

const wordsIn = (text: string): number => text.trim().split(/\s+/u).length;

/** What numbers a heading or an item: "4.1", "2)", "Step 3:". */
const NUMBERING = /^\s*(?:\d+(?:\.\d+)+\.?|(?:\p{L}+ )?\d+[.):])\s+(?=\p{L})/u;

/** A point of a list, or a field with its value: "Class: Sedan"; "CS 460: Networks" is a name. */
const SAYS = /^\s*[•▪◦‣·*–—-]\s|^[^\s\p{N}:][^\p{N}:]*:\s+\S/u;

/** A short line without an end mark and without a figure, a question, or a line that leads in. */
function isHeading(text: string, hit: PassageHit): boolean {
  if (hit.heading.split(' > ').includes(text.trim())) return true;
  if (isQuestion(text) || leadsIn(text)) return true;
  const named = text.replace(NUMBERING, '');
  if (SAYS.test(named)) return false;
  return !isRow(text) && !ends(text) && !/\p{N}/u.test(named) && wordsIn(named) <= HEADING_WORDS;
}

/**
 * A passage's first line that is its document's title: no end mark, and something complete or a
 * heading comes after it.
 */
function isTitle({ text }: Sentence, next: Sentence | undefined, hit: PassageHit): boolean {
  if (next === undefined || isRow(text) || isRow(next.text) || ends(text)) return false;
  return ends(next.text) || isHeading(next.text, hit);
}

/** A sentence that goes on past a page's end: no mark at its end, a small letter after it. */
function goesOn(before: string, after: string): boolean {
  return !/[.!?:;…][»”"')\]]*\s*$/u.test(before) && /^\s*\p{Ll}/u.test(after);
}

interface Sentence {
  readonly spans: Span[];
  text: string;
}

/** The sentences of a passage, in order; a table's rows count as sentences. */
export function candidatesOf(hit: PassageHit, rank: number): Candidate[] {
  const language = detectLanguage(hit.text);
  const sentences = sentencesOf(hit, language);
  let header: RowHeader | null = null;
  const section = hit.heading.split(' > ').at(-1) ?? '';
  let above = [section];
  const headings = sentences.map(({ text }) => isHeading(text, hit));
  // Lines that may part the rows of a table ("Current assets"), or two tables.
  const lines = sentences.map(({ text }, index) => headings[index] === true && !isRow(text));
  return sentences.map((sentence, index) => {
    const row = isRow(sentence.text);
    const next = nextRow(sentences, lines, index);
    const begins = !isRow(sentences[index - 1]?.text ?? '');
    const continues = row ? !begins || fits(header, sentence) : lines[index] && next !== undefined;
    if (continues !== true) header = null;
    const names = row && (begins || header === null) && namesColumns(sentence, next);
    const title = headings[index] === true || (index === 0 && isTitle(sentence, sentences[1], hit));
    const heading = [...new Set(above)].filter((each) => each !== '').join('\n');
    const own = row && !names ? header : null;
    const label = names || title;
    const candidate = { ...sentence, hit, rank, language, heading, header: own, label };
    if (names) header = sentence;
    else if (title) above = under(section, above, sentence.text);
    return candidate;
  });
}

/** Lines that may stand between the rows of one table. */
const LINES_BETWEEN = 2;

/** The row that comes next, with no more than short lines between. */
function nextRow(
  sentences: readonly Sentence[],
  lines: readonly boolean[],
  index: number,
): Sentence | undefined {
  let at = index + 1;
  while (lines[at] === true) at += 1;
  const found = sentences[at];
  const near = at - index - 1 <= LINES_BETWEEN;
  return near && found !== undefined && isRow(found.text) ? found : undefined;
}

const fits = (header: RowHeader | null, row: Sentence): boolean =>
  header !== null && namedCells(header.text, row.text) !== undefined;

/** A line that leads in stands under the heading before it, and takes the place of another such line. */
const under = (section: string, above: readonly string[], heading: string): string[] =>
  leadsIn(heading) ? [section, above[1] ?? '', heading] : [section, heading];

/** What names a column though it is a figure: a year, a quarter or half of one. */
const PERIOD = /^(?:[QTH][1-4] ?)?(?:(?:19|20)\d\d)?(?:[/-]\d\d(?:\d\d)?)?$/u;
/** A figure with at most a unit: "749 EUR", "13.4 kg"; "Step 1" is a name. */
const VALUE = /^[^\p{L}]*(?:\p{L}{1,3}[^\p{L}]*)?$/u;

/** What stands in a cell for no value. */
const NO_VALUE = /^(?:\p{Sc} ?)?(?:\p{Pd}+|n\.?\/?[ad]\.?)$/iu;
/** A cell that holds a value, or a dash or "n/a" for none. */
const isValue = (cell: string): boolean =>
  NO_VALUE.test(cell) || (/\p{N}/u.test(cell) && VALUE.test(cell) && !PERIOD.test(cell));

/** The first row of a table names its columns where fewer of its cells are values than below it. */
function namesColumns(row: Sentence, next: Sentence | undefined): boolean {
  if (next === undefined) return false;
  const values = ({ text }: Sentence): number =>
    text.split('\t').filter((cell) => isValue(cell.trim())).length;
  const own = values(row);
  return own < values(next) || (own === 0 && !/\p{N}/u.test(row.text));
}

/** A sentence that a line of print ends in the middle of goes on in the next line. */
function joinWrapped(text: string, ranges: readonly Range[]): Range[] {
  const joined: Range[] = [];
  for (const range of ranges) {
    const last = joined.at(-1);
    const before = last === undefined ? '' : text.slice(last.start, last.end);
    const after = text.slice(range.start, range.end);
    const wrapped = before.length >= WRAPPED && !isRow(before) && !isRow(after);
    if (last !== undefined && wrapped && goesOn(before, after)) {
      joined[joined.length - 1] = { start: last.start, end: range.end };
    } else joined.push(range);
  }
  return joined;
}

/** A short value is one with the line that leads in to it: "Prerequisites:", and below "BIOL 101". */
function joinFields(text: string, ranges: readonly Range[]): Range[] {
  const joined: Range[] = [];
  for (const [index, range] of ranges.entries()) {
    const last = joined.at(-1);
    const next = ranges[index + 1];
    const named = last !== undefined && leadsIn(text.slice(last.start, last.end));
    const single = next === undefined || leadsIn(text.slice(next.start, next.end));
    const most = single && !ends(text.slice(range.start, range.end)) ? SHORT_VALUE : SHORTEST_LINE;
    if (named && range.end - range.start <= most) {
      joined[joined.length - 1] = { start: last.start, end: range.end };
    } else joined.push(range);
  }
  return joined;
}

/** The lines of a text that hold any; a sheet's row is one whatever its cells say, empty ones too. */
function lineRanges(text: string): Range[] {
  const ranges: Range[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    if (line.trim() !== '') ranges.push({ start, end: start + line.length });
    start += line.length + 1;
  }
  return ranges;
}

function sentencesOf(hit: PassageHit, language: string): Sentence[] {
  const found: Sentence[] = [];
  let offset = 0;
  for (const span of hit.place.spans) {
    const text = hit.text.slice(offset, offset + span.end - span.start);
    offset += text.length + 1;
    const ranges =
      hit.place.kind === 'sheet'
        ? lineRanges(text)
        : joinFields(text, joinWrapped(text, sentenceRanges(text, language)));
    const sentences = ranges.map(({ start, end }) => ({
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
  return found;
}
