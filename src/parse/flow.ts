/** A row of a table before it is written to a page; cells hold one line of text each. */
export interface FlowRow {
  readonly header: boolean;
  readonly cells: readonly string[];
}

/**
 * A block of a document without layout, in reading order, before it is written to a page. Text is
 * as the file has it; `\n` inside is a line break the author made.
 */
export type FlowBlock =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | {
      readonly kind: 'paragraph';
      readonly text: string;
      /** All of it is set in bold. */
      readonly bold?: boolean;
    }
  | {
      readonly kind: 'code' | 'caption' | 'footnote' | 'furniture';
      readonly text: string;
    }
  | { readonly kind: 'list-item'; readonly depth: number; readonly text: string }
  | { readonly kind: 'table'; readonly rows: readonly FlowRow[] };

/** A longer heading is a paragraph that was given a heading's style. UTF-16 units. */
const MAX_HEADING = 300;

/** A heading block with its level brought into 1..6; a paragraph where it is too long for one. */
export function headingBlock(level: number, text: string): FlowBlock {
  if (text.length > MAX_HEADING) return { kind: 'paragraph', text };
  return { kind: 'heading', level: Math.min(6, Math.max(1, Math.trunc(level))), text };
}

/** The text of blocks as one line, for a table cell. */
export function lineOf(blocks: readonly FlowBlock[]): string {
  const parts: string[] = [];
  for (const block of blocks) {
    if (block.kind === 'table') parts.push(...block.rows.flatMap((row) => row.cells));
    else parts.push(block.text);
  }
  return parts
    .map((part) => part.replaceAll(/\s+/gu, ' ').trim())
    .filter((part) => part !== '')
    .join(' ');
}

/** UTF-16 units of text in a block. */
export function lengthOf(block: FlowBlock): number {
  if (block.kind !== 'table') return block.text.length;
  let sum = 0;
  for (const row of block.rows) for (const cell of row.cells) sum += cell.length + 1;
  return sum;
}

/** Joins code blocks that follow each other, as word processors make a paragraph of each line. */
export function joinCode(blocks: readonly FlowBlock[]): FlowBlock[] {
  const joined: FlowBlock[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (block.kind === 'code' && last?.kind === 'code') {
      joined[joined.length - 1] = { kind: 'code', text: `${last.text}\n${block.text}` };
    } else joined.push(block);
  }
  return joined;
}

/** A longer line in bold is emphasis. UTF-16 units. */
const MAX_BOLD_HEADING = 100;

/**
 * Takes short lines in bold for headings in a document that has none of its own: that is how
 * people write who do not use styles.
 */
export function promoteBold(blocks: readonly FlowBlock[]): FlowBlock[] {
  if (blocks.some((block) => block.kind === 'heading')) return [...blocks];
  return blocks.map((block, index) => {
    if (block.kind !== 'paragraph' || block.bold !== true) return block;
    const next = blocks[index + 1];
    const text = block.text.trim();
    const heads = next !== undefined && next.kind !== 'furniture' && !/[.,;!?\n]$/u.test(text);
    if (!heads || text.length > MAX_BOLD_HEADING || !/\p{L}/u.test(text)) return block;
    return { kind: 'heading', level: index === 0 ? 1 : 2, text };
  });
}
