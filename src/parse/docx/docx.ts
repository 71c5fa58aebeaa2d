import { CarrelFailure } from '../../contract/errors.ts';
import type { Parser } from '../document.ts';
import { joinCode, promoteBold, type FlowBlock } from '../flow.ts';
import { flowEvents } from '../flow-pages.ts';
import { coreFacts, partOfType, relationshipsOf } from '../xml-package.ts';
import { readXml } from '../xml.ts';
import { openZip } from '../zip.ts';
import { BodyReader } from './body.ts';
import { readNumbering } from './numbering.ts';
import { Styles } from './styles.ts';

const units: ReadonlySet<string> = new Set(['w:p', 'w:tbl', 'w:sdt']);

/**
 * Word documents (ISO/IEC 29500, transitional and strict; templates and macro files too).
 * Deleted and hidden text, comments, headers and footers are left out; numbers of lists and
 * headings are written out; notes and text boxes follow the paragraph they hang on.
 */
export const docxParser: Parser = {
  formats: ['docx'],
  async *parse({ bytes }) {
    const zip = openZip(bytes);
    const main = partOfType(zip, relationshipsOf(zip, ''), 'officeDocument') ?? 'word/document.xml';
    const document = zip.read(main);
    if (document === undefined) {
      throw new CarrelFailure(
        'file-damaged',
        'The file is damaged: its text is missing. Open it in Word and save it again.',
      );
    }
    const relationships = relationshipsOf(zip, main);
    const part = (type: string): Uint8Array | undefined => {
      const name = partOfType(zip, relationships, type);
      return name === undefined ? undefined : zip.read(name);
    };
    const reader = new BodyReader({
      zip,
      relationships,
      styles: new Styles(part('styles')),
      numbering: readNumbering(part('numbering')),
    });
    for (const kind of ['footnote', 'endnote'] as const) {
      const notes = part(`${kind}s`);
      if (notes !== undefined) reader.readNotes(kind, notes);
    }
    const blocks: FlowBlock[] = [];
    const problem = readXml(document, units, (element) => {
      for (const block of reader.block(element)) blocks.push(block);
    });
    return yield* flowEvents('docx', {
      ...coreFacts(zip),
      blocks: promoteBold(joinCode(blocks)),
      problem,
    });
  },
};
