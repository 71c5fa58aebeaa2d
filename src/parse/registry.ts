import { CarrelFailure } from '../contract/errors.ts';
import { archiveFormats } from './container/formats.ts';
import { detectFormat } from './detect.ts';
import type { DocumentInfo, ParseEvent, ParseInput, Parser } from './document.ts';
import { pictureFormats } from './picture/kinds.ts';

/**
 * Part of a content's identity: changes whenever a parser would give another text, so that
 * documents are read again.
 */
export const PARSER_VERSION = '7';

const workbook = async (): Promise<Parser> => {
  return (await import('./workbook/workbook.ts')).workbookParser;
};

/** Loaded when first needed: a process that only reads text does not load the PDF reader. */
const loaders: ReadonlyMap<string, () => Promise<Parser>> = new Map([
  ['pdf', async () => (await import('./pdf/index.ts')).pdfParser],
  ['docx', async () => (await import('./docx/docx.ts')).docxParser],
  ['odt', async () => (await import('./odt/odt.ts')).odtParser],
  ['rtf', async () => (await import('./rtf/rtf.ts')).rtfParser],
  ['doc', async () => (await import('./doc/doc.ts')).docParser],
  ['ppt', async () => (await import('./ppt/ppt.ts')).pptParser],
  ['odp', async () => (await import('./odp/odp.ts')).odpParser],
  ['epub', async () => (await import('./epub/epub.ts')).epubParser],
  ['pptx', async () => (await import('./pptx/pptx.ts')).pptxParser],
  ['xlsx', workbook],
  ['xlsb', workbook],
  ['xls', workbook],
  ['ods', workbook],
  ['csv', async () => (await import('./csv/csv.ts')).csvParser],
  ['json', async () => (await import('./data/json.ts')).jsonParser],
  ['yaml', async () => (await import('./data/yaml.ts')).yamlParser],
  ['xml', async () => (await import('./xml-text/xml-text.ts')).xmlParser],
  ['code', async () => (await import('./code/code.ts')).codeParser],
  ['ics', async () => (await import('./calendar/calendar.ts')).calendarParser],
  ['vcf', async () => (await import('./calendar/contacts.ts')).contactsParser],
  ['subtitles', async () => (await import('./subtitles/subtitles.ts')).subtitlesParser],
  ['html', async () => (await import('./html/html.ts')).htmlParser],
  ['markdown', async () => (await import('./markdown/markdown.ts')).markdownParser],
  ['msg', async () => (await import('./mail/msg.ts')).msgParser],
  ['tnef', async () => (await import('./mail/tnef.ts')).tnefParser],
  ['eml', async () => (await import('./mail/eml.ts')).emlParser],
  ...archiveFormats.map((format): [string, () => Promise<Parser>] => [
    format,
    async () => (await import('./container/archive.ts')).archiveParser(format),
  ]),
  ['txt', async () => (await import('./text/text.ts')).textParser],
  ...pictureFormats.map(
    (format) => [format, async () => (await import('./picture/picture.ts')).pictureParser] as const,
  ),
]);

/**
 * The parser of a format.
 *
 * @throws CarrelFailure `format-unsupported`
 */
async function parserFor(format: string): Promise<Parser> {
  const load = loaders.get(format);
  if (load === undefined) {
    throw new CarrelFailure('format-unsupported', `Carrel does not read the format "${format}".`);
  }
  return await load();
}

/**
 * Reads a document of any format. What a parser throws on a file that breaks its expectations
 * becomes `file-damaged`; such an error's own message may hold text of the document and is dropped.
 *
 * @throws CarrelFailure with a document code
 */
export async function* readDocument(
  input: ParseInput,
): AsyncGenerator<ParseEvent, DocumentInfo, undefined> {
  const parser = await parserFor(detectFormat(input.bytes, input.fileName));
  try {
    return yield* parser.parse(input);
  } catch (cause) {
    throw asDamage(cause);
  }
}

/** What is wrong with a file, by what its parser threw. */
export function asDamage(cause: unknown): CarrelFailure {
  if (cause instanceof CarrelFailure) return cause;
  if (cause instanceof RangeError && /allocation failed|Invalid \w+ length/u.test(cause.message)) {
    return new CarrelFailure(
      'parse-memory',
      'The file needs more memory than a parser is given. Split it and add the parts.',
      undefined,
      { cause },
    );
  }
  return new CarrelFailure(
    'file-damaged',
    'The file is damaged or built in a way that could not be read. Open it in its own program and save it again.',
    { reason: cause instanceof Error ? cause.name : typeof cause },
    { cause },
  );
}
