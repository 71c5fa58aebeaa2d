import { parseAllDocuments } from 'yaml';
import type { Parser } from '../document.ts';
import { decodeText } from '../encoding.ts';
import type { FlowBlock } from '../flow.ts';
import { flowEvents } from '../flow-pages.ts';
import { refuseLarge } from '../text/size.ts';
import { dataBlocks } from './blocks.ts';
import { dataOf } from './data-of.ts';

/** How often what is anchored may be repeated, so that a small file does not become a huge one. */
const MAX_ALIASES = 100;
/** A tree of the text takes some fifty times its size. */
const MAX_TREE = 4 * 1024 * 1024;

/** YAML, several documents in a file too. What is none, or very long, is read as the text it is. */
export const yamlParser: Parser = {
  formats: ['yaml'],
  async *parse({ bytes }) {
    refuseLarge(bytes);
    // What comes first names a part, not the whole.
    return {
      ...(yield* flowEvents('yaml', { blocks: blocksOf(decodeText(bytes).text) })),
      title: '',
    };
  },
};

function blocksOf(text: string): FlowBlock[] {
  const asText: FlowBlock[] = [{ kind: 'code', text }];
  if (text.length > MAX_TREE) return asText;
  // The failsafe schema leaves each value as it is written.
  const documents = parseAllDocuments(text, {
    schema: 'failsafe',
    uniqueKeys: false,
    logLevel: 'silent',
  });
  const blocks: FlowBlock[] = [];
  for (const document of documents) {
    if (document.errors.length > 0) return asText;
    try {
      blocks.push(...dataBlocks(dataOf(document.toJS({ maxAliasCount: MAX_ALIASES }))));
    } catch {
      return asText;
    }
  }
  return blocks;
}
