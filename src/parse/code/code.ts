import type { Parser } from '../document.ts';
import { decodeText } from '../encoding.ts';
import type { FlowBlock } from '../flow.ts';
import { flowEvents } from '../flow-pages.ts';
import { refuseLarge } from '../text/size.ts';

/** Lines after which a part may end before the next definition. */
const LONG = 12;

/** Programs and settings files: lines as they are, parted before definitions. */
export const codeParser: Parser = {
  formats: ['code'],
  async *parse({ bytes }) {
    refuseLarge(bytes);
    return yield* flowEvents('code', { blocks: codeBlocks(decodeText(bytes).text) });
  },
};

/** Parts begin at an unindented line after an empty one; short ones stay with what follows. */
function codeBlocks(text: string): FlowBlock[] {
  const blocks: FlowBlock[] = [];
  let part: string[] = [];
  const flush = (): void => {
    if (part.some((line) => line.trim() !== ''))
      blocks.push({ kind: 'code', text: part.join('\n') });
    part = [];
  };
  for (const line of text.split(/\r\n?|\n/u)) {
    const begins = /^[^\s})\]]/u.test(line) && part.at(-1)?.trim() === '';
    if (begins && part.length >= LONG) flush();
    part.push(line);
  }
  flush();
  return blocks;
}
