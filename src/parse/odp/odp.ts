import type { Parser, ParsedPage } from '../document.ts';
import type { FlowBlock } from '../flow.ts';
import { buildPage, describe, noText } from '../flow-pages.ts';
import type { OdtBody } from '../odt/body.ts';
import { openOdf } from '../odt/package.ts';
import { MAX_SLIDES, withTitle } from '../pptx/slides.ts';
import { readXml, type XmlElement } from '../xml.ts';
import { pageBlocks } from './shapes.ts';

/**
 * OpenDocument presentations (ISO/IEC 26300), a page a slide: title, text by its place, tables, then
 * the speaker's notes. Hidden slides are read too.
 */
export const odpParser: Parser = {
  formats: ['odp'],
  async *parse({ bytes }) {
    const { content, body, facts } = openOdf(bytes);
    const pages: ParsedPage[] = [];
    const problem = readXml(content, new Set(['draw:page']), (element) => {
      if (pages.length < MAX_SLIDES) pages.push(readSlide(element, body, pages.length + 1));
    });
    if (!pages.some(({ text }) => text !== '')) throw noText();
    const total = pages.length + (problem === undefined ? 0 : 1);
    yield { kind: 'opened', pages: total };
    for (const page of pages) yield { kind: 'page', page };
    if (problem !== undefined) yield { kind: 'unreadable', page: total, error: problem };
    return describe('odp', total, facts, pages.find(({ label }) => label !== '')?.label ?? '');
  },
};

function readSlide(element: XmlElement, body: OdtBody, number: number): ParsedPage {
  const { shown, notes } = pageBlocks(element, (inner): FlowBlock[] => body.block(inner));
  const { title, main } = withTitle(shown);
  return buildPage([...main, ...notes], number, 'slide', title);
}
