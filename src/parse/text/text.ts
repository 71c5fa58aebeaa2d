import { decodeText } from '../encoding.ts';
import type { Parser } from '../document.ts';
import { flowEvents } from '../flow-pages.ts';
import { plainBlocks } from './blocks.ts';
import { refuseLarge } from './size.ts';

/** Plain text in any common encoding. */
export const textParser: Parser = {
  formats: ['txt'],
  async *parse({ bytes }) {
    refuseLarge(bytes);
    return yield* flowEvents('txt', { blocks: plainBlocks(decodeText(bytes).text) });
  },
};
