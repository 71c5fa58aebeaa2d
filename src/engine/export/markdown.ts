import type { Block } from './outline.ts';

/** What Markdown, and HTML within it, could take for markup. */
const MARKUP = /[\\`*_{}[\]<>()#+\-.!|~=&:/@^"'$%]/gu;

/**
 * Text of a document or a person as it stands, on one line: no link, picture, heading or HTML comes
 * alive in it. Every ASCII punctuation mark may be escaped (CommonMark 0.31.2, section 2.4).
 */
export function plain(text: string): string {
  return text
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replaceAll(MARKUP, String.raw`\$&`);
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
