import type { Parser } from '../document.ts';
import { joinCode, type FlowBlock } from '../flow.ts';
import { flowEvents } from '../flow-pages.ts';
import { readXml } from '../xml.ts';
import { openOdf } from './package.ts';

const textUnits: ReadonlySet<string> = new Set([
  'text:h',
  'text:p',
  'text:list',
  'table:table',
  'text:table-of-content',
  'text:illustration-index',
  'text:table-index',
  'text:object-index',
  'text:user-index',
  'text:alphabetical-index',
  'text:tracked-changes',
  'office:annotation',
  'office:forms',
]);
/**
 * OpenDocument texts (ISO/IEC 26300) and their templates. Deleted and hidden text, comments,
 * headers and footers are left out; numbers of lists and headings are written out.
 */
export const odtParser: Parser = {
  formats: ['odt'],
  async *parse({ bytes }) {
    const { content, body, facts } = openOdf(bytes);
    const blocks: FlowBlock[] = [];
    const problem = readXml(content, textUnits, (element) => {
      for (const block of body.block(element)) blocks.push(block);
    });
    return yield* flowEvents('odt', { ...facts, blocks: joinCode(blocks), problem });
  },
};
