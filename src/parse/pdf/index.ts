import { CarrelFailure, type ContractError } from '../../contract/errors.ts';
import type { DocumentInfo, ParseEvent, ParseInput, ParsedPage, Parser } from '../document.ts';
import type { OpenTable } from './continued.ts';
import type { FontFacts } from './fonts.ts';
import { statedInfo } from './info.ts';
import { type OpenPdf, openPdf } from './open.ts';
import { type PageLines, readPage, type Surroundings, writePage } from './page.ts';
import { scanReasonOf } from './scan.ts';
import { Styles } from './styles.ts';

/**
 * Pages read ahead before one is written: enough to see what repeats and which size is the body's,
 * few enough to keep the memory flat on documents of any length.
 */
const LOOK_AHEAD = 8;
/** Compounds kept at most; a document's own vocabulary is far smaller. */
const MAX_COMPOUNDS = 20_000;

/**
 * Reads PDF files by their text layer: words with boxes, columns, tables, headings, running lines.
 *
 * Throws `file-empty`, `file-encrypted`, `file-damaged`, or `no-text` where every page is blank. A
 * page that cannot be read is an `unreadable` event; one that shows text rather than holding it is
 * followed by a `scan` event.
 */
export const pdfParser: Parser = {
  formats: ['pdf'],
  async *parse(input: ParseInput): AsyncGenerator<ParseEvent, DocumentInfo, undefined> {
    const open = await openPdf(input.bytes);
    try {
      return yield* readDocument(open, input);
    } finally {
      await open.close();
    }
  },
};

type Read = PageLines | { readonly number: number; readonly failure: CarrelFailure };

async function* readDocument(
  open: OpenPdf,
  { fileName, givenUp, reading }: ParseInput,
): AsyncGenerator<ParseEvent, DocumentInfo, undefined> {
  const { document } = open;
  const pages = document.numPages;
  const stated = await statedInfo(document, fileName);
  yield { kind: 'opened', pages };

  const fonts = new Map<string, FontFacts>();
  const styles = new Styles();
  const compounds = new Set<string>();
  const window: Read[] = [];
  const counts = { text: 0, failed: 0, scans: 0 };
  let heading = '';
  let table: OpenTable | null = null;
  for (let next = 1, written = 1; written <= pages; written += 1) {
    for (; next <= Math.min(pages, written + LOOK_AHEAD); next += 1) {
      const refused = givenUp?.get(next);
      if (refused === undefined) await reading?.(next);
      const read =
        refused === undefined ? await tryPage(open, next, fonts) : failedPage(next, refused);
      window.push(read);
      if ('parts' in read) learn(read, styles, compounds);
    }
    const current = window.find((read) => read.number === written);
    if (current === undefined) continue;
    if ('failure' in current) counts.failed += 1;
    if ('parts' in current) await reading?.(written);
    const neighbours = window.filter((read) => 'parts' in read).filter((read) => read !== current);
    const { event, open: left } = eventOf(current, { neighbours, styles, compounds, open: table });
    table = left;
    if (event.kind === 'page' && event.page.text !== '') {
      counts.text += 1;
      if (written === 1) heading = firstHeading(event.page);
    }
    yield event;
    const why = 'parts' in current ? scanReasonOf(current) : null;
    if (why !== null) {
      counts.scans += 1;
      yield { kind: 'scan', page: written, why };
    }
    if (window[0] !== undefined && window[0].number <= written - LOOK_AHEAD) window.shift();
  }
  if (counts.failed === pages) throw allPagesDamaged();
  if (counts.text === 0 && counts.scans === 0) throw allPagesBlank();
  return {
    format: 'pdf',
    title: stated.title === '' ? heading : stated.title,
    author: stated.author,
    created: stated.created,
    pages,
  };
}

function failedPage(number: number, error: ContractError): Read {
  return { number, failure: CarrelFailure.from(error) };
}

async function tryPage(
  open: OpenPdf,
  number: number,
  fonts: Map<string, FontFacts>,
): Promise<Read> {
  try {
    return await readPage(open.document, number, fonts);
  } catch (error) {
    const message = `Page ${number} is damaged and could not be read.`;
    const failure = new CarrelFailure('file-damaged', message, { page: number }, { cause: error });
    return { number, failure };
  }
}

function eventOf(
  current: Read,
  around: Surroundings,
): { readonly event: ParseEvent; readonly open: OpenTable | null } {
  const { number } = current;
  if ('failure' in current) {
    const error = current.failure.toData();
    return { event: { kind: 'unreadable', page: number, error }, open: null };
  }
  const { page, open } = writePage(current, around);
  return { event: { kind: 'page', page }, open };
}

function learn(page: PageLines, styles: Styles, compounds: Set<string>): void {
  for (const { segments } of page.parts) {
    styles.add(segments);
    for (const segment of segments) {
      for (const token of segment.tokens) {
        const compound = /(?<!\p{L})\p{L}+-\p{L}+/u.exec(token.text)?.[0];
        if (compound !== undefined && compounds.size < MAX_COMPOUNDS) {
          compounds.add(compound.toLowerCase());
        }
      }
    }
  }
}

function firstHeading(page: ParsedPage): string {
  const headings = page.blocks.filter((block) => block.kind === 'heading');
  const level = Math.min(...headings.map((block) => block.level));
  const first = headings.find((block) => block.level === level);
  return first === undefined ? '' : page.text.slice(first.start, first.end);
}

function allPagesBlank(): CarrelFailure {
  return new CarrelFailure('no-text', 'Every page of the PDF is blank: it holds no text.');
}

function allPagesDamaged(): CarrelFailure {
  return new CarrelFailure(
    'file-damaged',
    'The PDF is damaged: none of its pages can be read. Get a fresh copy.',
  );
}
