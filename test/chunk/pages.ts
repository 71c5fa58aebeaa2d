import type { Block, DocumentInfo, ParsedPage } from '../../src/parse/document.ts';

export const info: DocumentInfo = { format: 'pdf', title: '', author: '', created: '', pages: 1 };

/** A block as tests write it; a table is an array of rows, the first its header. */
export type Written =
  | { kind: Exclude<Block['kind'], 'table' | 'heading' | 'list-item'>; text: string }
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'list-item'; text: string }
  | { kind: 'table'; rows: string[][] };

/** A page whose text is the blocks', one below the other, as a parser would give it. */
export function pageOf(
  number: number,
  written: readonly Written[],
  unit: ParsedPage['unit'] = 'page',
): ParsedPage {
  let text = '';
  const blocks: Block[] = [];
  for (const block of written) {
    if (text !== '') text += '\n';
    const start = text.length;
    if (block.kind === 'table') {
      const rows = block.rows.map((cells, row) => {
        if (row > 0) text += '\n';
        const rowStart = text.length;
        const ranges = cells.map((cell, column) => {
          if (column > 0) text += '\t';
          text += cell;
          return { start: text.length - cell.length, end: text.length };
        });
        return { start: rowStart, end: text.length, header: row === 0, cells: ranges };
      });
      blocks.push({ kind: 'table', start, end: text.length, rows });
      continue;
    }
    text += block.text;
    const range = { start, end: text.length };
    if (block.kind === 'heading') blocks.push({ kind: 'heading', level: block.level, ...range });
    else if (block.kind === 'list-item') blocks.push({ kind: 'list-item', depth: 0, ...range });
    else blocks.push({ kind: block.kind, ...range });
  }
  return {
    number,
    unit,
    label: '',
    text,
    raw: text,
    map: new Uint32Array(),
    width: 595,
    height: 842,
    rotation: 0,
    words: new Float32Array(),
    blocks,
  };
}

const subjects = ['The tenant', 'The landlord', 'Each party', 'The agent', 'A guarantor'];
const verbs = ['keeps', 'reviews', 'returns', 'signs', 'stores'];
const objects = ['the keys of the building', 'all records of repairs', 'the yearly statement'];

/** English prose of about so many words, in sentences of eight to ten. */
export function prose(words: number, seed = 0): string {
  const sentences: string[] = [];
  for (let count = 0, index = seed; count < words; index += 1) {
    const sentence = `${subjects[index % 5]} ${verbs[(index * 3) % 5]} ${objects[index % 3]} in good order.`;
    sentences.push(sentence);
    count += sentence.split(' ').length;
  }
  return sentences.join(' ');
}
