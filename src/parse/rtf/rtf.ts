import type { Parser } from '../document.ts';
import { joinCode, promoteBold } from '../flow.ts';
import { flowEvents } from '../flow-pages.ts';
import { RtfReader } from './reader.ts';
import { rtfTokens } from './tokens.ts';

/**
 * Rich text files (RTF 1.9.1). Hidden and deleted text, comments, headers and footers are left out;
 * numbers of lists are as the file shows them; notes follow the paragraph they hang on.
 */
export const rtfParser: Parser = {
  formats: ['rtf'],
  async *parse({ bytes }) {
    const reader = new RtfReader();
    for (const token of rtfTokens(bytes)) reader.take(token);
    const { blocks, facts } = reader.end();
    return yield* flowEvents('rtf', { ...facts, blocks: promoteBold(joinCode(blocks)) });
  },
};
