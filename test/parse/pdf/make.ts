import PDFDocument from 'pdfkit';
import type { DocumentInfo, ParseEvent, ParsedPage } from '../../../src/parse/document.ts';
import { parsedPage, WORD_STRIDE } from '../../../src/parse/document.ts';
import { pdfParser } from '../../../src/parse/pdf/index.ts';

export type Drawing = InstanceType<typeof PDFDocument>;
type Options = ConstructorParameters<typeof PDFDocument>[0];

/** A PDF drawn by `draw`; pages are 400 x 500 points without margins. */
export async function makePdf(
  draw: (pdf: Drawing) => void,
  options: Options = {},
): Promise<Buffer> {
  const pdf = new PDFDocument({ size: [400, 500], margin: 0, ...options });
  const parts: Buffer[] = [];
  const done = new Promise<void>((resolve, reject) => {
    pdf.on('data', (part: Buffer) => parts.push(part));
    pdf.on('end', resolve);
    pdf.on('error', reject);
  });
  draw(pdf);
  pdf.end();
  await done;
  return Buffer.concat(parts);
}

/** Text at a place, one line, no wrapping. */
export function put(pdf: Drawing, text: string, x: number, y: number, size = 10): void {
  pdf.fontSize(size).text(text, x, y, { lineBreak: false });
}

/** A PDF of two pages whose list of pages names for the second an object that is not there. */
export function withoutSecondPage(bytes: Buffer): Buffer {
  const source = bytes.toString('latin1');
  const broken = source.replace(
    /(\/Kids \[\d+ 0 R )(\d+)( 0 R\])/,
    (_, before: string, second: string, after: string) =>
      `${before}${'9'.repeat(second.length)}${after}`,
  );
  if (broken === source) throw new Error('the list of two pages was not found');
  return Buffer.from(broken, 'latin1');
}

export interface Parsed {
  readonly pages: readonly ParsedPage[];
  readonly events: readonly ParseEvent[];
  readonly info: DocumentInfo;
}

/** Everything the parser says of a file. */
export async function parse(bytes: Uint8Array, fileName = 'file.pdf'): Promise<Parsed> {
  const run = pdfParser.parse({ bytes, fileName });
  const events: ParseEvent[] = [];
  for (;;) {
    const step = await run.next();
    if (step.done === true) {
      const pages = events.filter((event) => event.kind === 'page').map((event) => event.page);
      for (const page of pages) parsedPage.parse(page);
      return { pages, events, info: step.value };
    }
    events.push(step.value);
  }
}

export interface BoxedWord {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A page's words with their boxes. */
export function wordsOf(page: ParsedPage): BoxedWord[] {
  const words: BoxedWord[] = [];
  for (let at = 0; at < page.words.length; at += WORD_STRIDE) {
    const [start = 0, end = 0, left = 0, top = 0, width = 0, height = 0] = page.words.subarray(
      at,
      at + WORD_STRIDE,
    );
    words.push({ text: page.text.slice(start, end), left, top, width, height });
  }
  return words;
}

/** The texts of a page's blocks of one kind. */
export function blockTexts(page: ParsedPage | undefined, kind: string): string[] {
  return (page?.blocks ?? [])
    .filter((block) => block.kind === kind)
    .map((block) => page?.text.slice(block.start, block.end) ?? '');
}
