import type { Parser } from '../document.ts';
import { decodeText } from '../encoding.ts';
import type { FlowBlock } from '../flow.ts';
import { flowEvents } from '../flow-pages.ts';
import { refuseLarge } from '../text/size.ts';
import { dataBlocks, type Data } from './blocks.ts';
import { dataOf } from './data-of.ts';

/** JSON, and JSON by lines. What is neither is read as the text it is. */
export const jsonParser: Parser = {
  formats: ['json'],
  async *parse({ bytes }) {
    refuseLarge(bytes);
    // What comes first names a part, not the whole.
    return {
      ...(yield* flowEvents('json', { blocks: blocksOf(decodeText(bytes).text) })),
      title: '',
    };
  },
};

function blocksOf(text: string): FlowBlock[] {
  const whole = parsed(text) ?? byLines(text);
  return whole === undefined ? [{ kind: 'code', text }] : dataBlocks(whole);
}

/** Numbers stay as they are written: `1.10` and twenty digits would not survive otherwise. */
function parsed(text: string): Data | undefined {
  try {
    const value: unknown = JSON.parse(
      text.replace(/^\uFEFF/u, ''),
      (_, member: unknown, context?: { readonly source?: string }) =>
        typeof member === 'number' ? context?.source : member,
    );
    return dataOf(value);
  } catch {
    return undefined;
  }
}

/** One value a line; a file that broke off in its last line is read up to there. */
function byLines(text: string): Data[] | undefined {
  const lines = text.split(/\r\n?|\n/u).filter((line) => line.trim() !== '');
  const values: Data[] = [];
  for (const [index, line] of lines.entries()) {
    const value = parsed(line);
    if (value === undefined && (index === 0 || index + 1 < lines.length)) return undefined;
    if (value !== undefined) values.push(value);
  }
  return values;
}
