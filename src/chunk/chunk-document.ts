import { detectLanguage } from '../language/detect.ts';
import type { DocumentInfo, ParsedPage } from '../parse/document.ts';
import type { Chunk } from './chunk.ts';
import { Packer } from './packer.ts';
import { UnitReader } from './read-units.ts';
import { joinSpans } from './spans.ts';
import { countWords } from './tokens.ts';

/** Samples that tell the document's language. */
const SAMPLES = 9;
const SAMPLE_CHARACTERS = 400;
/** A shorter passage is taken to be in the document's language. */
const TELLING_WORDS = 15;

/**
 * The language most of a document is in (ISO 639-1), from samples spread over it; `und` where no
 * sample tells.
 */
function documentLanguage(pages: readonly ParsedPage[]): string {
  const votes = new Map<string, number>();
  const total = pages.reduce((sum, page) => sum + page.text.length, 0);
  const step = Math.max(SAMPLE_CHARACTERS, total / SAMPLES);
  let passed = 0;
  let next = 0;
  for (const { text } of pages) {
    for (; next < passed + text.length; next += step) {
      const from = Math.floor(next - passed);
      const language = detectLanguage(text.slice(from, from + SAMPLE_CHARACTERS));
      if (language !== 'und') votes.set(language, (votes.get(language) ?? 0) + 1);
    }
    passed += text.length;
  }
  const [best] = [...votes].sort((a, b) => b[1] - a[1]);
  return best?.[0] ?? 'und';
}

/** Passages as they come about, one after the other; what calls may do other work in between. */
type Cutting = Generator<undefined, Chunk[], undefined>;

/**
 * Cuts a document into passages: along headings, paragraphs and pages where it can, between
 * sentences and table rows where it must; furniture left out, unless there is nothing else. At most 300 words and 430 estimated
 * tokens each. Every other character that is not white space lies in exactly one passage, but for
 * the rows that name the columns of a sheet, which stand in each. Linear in the length of the text.
 */
export function chunkDocument(pages: readonly ParsedPage[], info: DocumentInfo): Chunk[] {
  const cutting = cutDocument(pages, info);
  for (;;) {
    const { done, value } = cutting.next();
    if (done === true) return value;
  }
}

/** The same, interrupted after every few milliseconds of work. */
export function* cutDocument(pages: readonly ParsedPage[], info: DocumentInfo): Cutting {
  const texts = new Map(pages.map((page) => [page.number, page.text]));
  const pageText = (page: number): string | undefined => texts.get(page);
  const language = documentLanguage(pages);
  const bare = isBare(pages);
  const units = yield* new UnitReader(language).read(bare ? pages.map(withoutFurniture) : pages);
  const chunks: Chunk[] = [];
  for (const { spans, headings, context } of yield* new Packer(pageText, info.title).pack(units)) {
    const text = joinSpans(pageText, spans);
    const told =
      countWords(text) < TELLING_WORDS && language !== 'und' ? language : detectLanguage(text);
    chunks.push({ spans, text, headings, context, language: told === 'und' ? language : told });
    yield;
  }
  return chunks;
}

/** What every page repeats is all there is, and more than numbers: labels, stamped forms. */
function isBare(pages: readonly ParsedPage[]): boolean {
  return (
    pages.every(({ blocks }) => blocks.every(({ kind }) => kind === 'furniture')) &&
    pages.some(({ text }) => /\p{L}{2}/u.test(text))
  );
}

function withoutFurniture(page: ParsedPage): ParsedPage {
  const blocks = page.blocks.map(({ start, end }) => ({ kind: 'paragraph' as const, start, end }));
  return { ...page, blocks };
}
