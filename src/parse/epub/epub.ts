import { parse } from 'parse5';
import { CarrelFailure } from '../../contract/errors.ts';
import { encrypted } from '../detect-failures.ts';
import type { Parser, ParseEvent } from '../document.ts';
import { decodeText } from '../encoding.ts';
import type { FlowBlock } from '../flow.ts';
import { buildPage, describe, noText, splitParts } from '../flow-pages.ts';
import { HtmlFlow } from '../html/flow.ts';
import { declaredEncoding } from '../html/html.ts';
import { refuseLarge } from '../text/size.ts';
import { readXml } from '../xml.ts';
import { openZip, type Zip } from '../zip.ts';
import { readPackage } from './package.ts';

/** Chapters of a book; each costs a look into the archive. */
const MAX_CHAPTERS = 5000;
const MAX_LABEL = 300;
/** Ways in which fonts are made unusable outside of a book; its text stays readable. */
const fontObfuscation: ReadonlySet<string> = new Set([
  'http://www.idpf.org/2008/embedding',
  'http://ns.adobe.com/pdf/enc#RC',
]);

/**
 * E-books (EPUB 2 and 3): the chapters in the order of reading, each of them a page or, where it is
 * long, several. Nothing is loaded and nothing is run.
 */
export const epubParser: Parser = {
  formats: ['epub'],
  async *parse({ bytes }) {
    const zip = openZip(bytes);
    refuseEncrypted(zip);
    const { chapters, facts } = readPackage(zip);
    yield { kind: 'opened', pages: chapters.length };
    let number = 0;
    let firstHeading = '';
    let anyText = false;
    for (const part of chapters.slice(0, MAX_CHAPTERS)) {
      for (const event of chapterEvents(zip, part, number)) {
        number += 1;
        if (event.kind === 'page') {
          if (firstHeading === '') firstHeading = event.page.label;
          anyText = true;
        }
        yield event;
      }
    }
    if (!anyText) throw noText();
    return describe('epub', number, facts, firstHeading);
  },
};

function* chapterEvents(zip: Zip, part: string, before: number): Generator<ParseEvent> {
  let blocks: FlowBlock[];
  try {
    const bytes = zip.read(part);
    // A chapter that is named and not there leaves nothing to tell of.
    if (bytes === undefined) return;
    refuseLarge(bytes);
    const { text } = decodeText(bytes, declaredEncoding(bytes));
    blocks = new HtmlFlow().read(parse(text, { scriptingEnabled: false }));
  } catch (error) {
    if (!(error instanceof CarrelFailure)) throw error;
    yield { kind: 'unreadable', page: before + 1, error: error.toData() };
    return;
  }
  const heading = blocks.find((block) => block.kind === 'heading');
  const label = heading?.kind === 'heading' ? heading.text.slice(0, MAX_LABEL) : '';
  let number = before;
  for (const own of splitParts(blocks)) {
    const page = buildPage(own, number + 1, 'section', label);
    if (page.text === '') continue;
    number += 1;
    yield { kind: 'page', page };
  }
}

/** Encryption of anything but fonts is that of a shop. */
function refuseEncrypted(zip: Zip): void {
  const bytes = zip.read('META-INF/encryption.xml');
  if (bytes === undefined) return;
  readXml(bytes, new Set(['enc:EncryptionMethod']), ({ attributes }) => {
    if (!fontObfuscation.has(attributes.get('Algorithm') ?? '')) throw encrypted();
  });
}
