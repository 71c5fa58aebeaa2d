import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { decodeText } from '../encoding.ts';
import type { Parser } from '../document.ts';
import { promoteBold } from '../flow.ts';
import { flowEvents } from '../flow-pages.ts';
import { refuseLarge } from '../text/size.ts';
import { MarkdownFlow } from './flow.ts';
import { takeFrontMatter } from './front-matter.ts';

/** Markdown with the tables, footnotes and strikethrough of GitHub's kind; stored as rendered. */
export const markdownParser: Parser = {
  formats: ['markdown'],
  async *parse({ bytes }) {
    refuseLarge(bytes);
    const text = decodeText(bytes).text.replaceAll(/\r\n?/gu, '\n');
    const { facts, body } = takeFrontMatter(text);
    const tree = fromMarkdown(body, {
      extensions: [gfm()],
      mdastExtensions: [gfmFromMarkdown()],
    });
    return yield* flowEvents('markdown', {
      ...facts,
      blocks: promoteBold(new MarkdownFlow(tree).blocks),
    });
  },
};
