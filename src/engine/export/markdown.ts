import { oneLine } from './one-line.ts';
import type { Block } from './outline.ts';

/** What Markdown, and HTML within it, could take for markup. */
const MARKUP = /[\\`*_{}[\]<>()#+\-.!|~=&:/@^"'$%]/gu;

/** What readers make a link of wherever they see it, escaped or not (GitHub's extension 6.9). */
const ADDRESS = /:\/\/|www\.|[\p{L}\p{N}._+-]@[\p{L}\p{N}]|(?:mailto|xmpp|javascript|data):/iu;

/**
 * Text of a document or a person as it stands, on one line: no link, picture, heading or HTML comes
 * alive in it. Every ASCII punctuation mark may be escaped (CommonMark 0.31.2, section 2.4); what
 * would be a link all the same is set as code, where nothing is.
 */
function plain(text: string): string {
  return oneLine(text)
    .split(' ')
    .map((word) => (ADDRESS.test(word) ? code(word) : word.replaceAll(MARKUP, String.raw`\$&`)))
    .join(' ');
}

/** A code span: its fence is longer than any within (CommonMark 0.31.2, section 6.1). */
function code(word: string): string {
  const longest = Math.max(0, ...(word.match(/`+/gu) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${word}${fence}` : `${fence} ${word} ${fence}`;
}

function blockOf(block: Block): string {
  switch (block.kind) {
    case 'title':
      return `# ${plain(block.text)}`;
    case 'question':
      return `## ${plain(block.text)}`;
    case 'note':
      return `*${plain(block.text)}*`;
    case 'sentence':
      return plain(block.text);
    case 'sources':
      return `### ${plain(block.text)}`;
    case 'source':
      return `\\[${block.n}\\] **${plain(block.label)}** (${plain(block.state)})\n\n> ${plain(block.quote)}`;
    default:
      return block satisfies never;
  }
}

/** A document in Markdown. */
export function toMarkdown(blocks: Iterable<Block>): string {
  return `${[...blocks].map(blockOf).join('\n\n')}\n`;
}
