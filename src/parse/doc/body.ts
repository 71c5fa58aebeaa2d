import { headingBlock, type FlowBlock } from '../flow.ts';
import { RowFlow } from '../flow-rows.ts';
import type { Numbering } from '../numbering.ts';
import type { DocParagraph } from './paragraphs.ts';
import { sprm, type Modifier } from './sprms.ts';
import type { DocStyle } from './styles.ts';

export interface DocHost {
  readonly style: (index: number) => DocStyle;
  readonly numbering: Numbering;
  /** The blocks of the note whose reference stands at a place of the text. */
  readonly note: (place: number) => FlowBlock[];
}

/** Lists take indexes up to this; others take a paragraph out of lists ([MS-DOC] 2.6.2). */
const MAX_LIST = 0x7_fe;

/** Turns paragraphs into blocks; those of tables are gathered into rows first. */
export function docBlocks(paragraphs: Iterable<DocParagraph>, host: DocHost): FlowBlock[] {
  const flow = new RowFlow();
  for (const paragraph of paragraphs) {
    const at = tablePlace(paragraph);
    if (at === 'outside') flow.add(blocksOf(paragraph, host));
    else if (at === 'row-end') {
      const { modifiers } = paragraph.properties;
      flow.endRow(valueOf(modifiers, sprm.headerRow) === 1, continuedCells(modifiers));
    } else {
      flow.addToCell(blocksOf(paragraph, host));
      if (at === 'cell-end') flow.endCell();
    }
  }
  return flow.end();
}

/** Tables in tables are read into the cell around them. */
function tablePlace({
  cellEnd,
  properties,
}: DocParagraph): 'outside' | 'cell' | 'cell-end' | 'row-end' {
  const { modifiers } = properties;
  const depth = valueOf(modifiers, sprm.nesting) ?? valueOf(modifiers, sprm.inTable) ?? 0;
  if (cellEnd && valueOf(modifiers, sprm.rowEnd) === 1) return 'row-end';
  if (cellEnd) return 'cell-end';
  return depth > 0 ? 'cell' : 'outside';
}

function valueOf(modifiers: readonly Modifier[], code: number): number | undefined {
  return modifiers.findLast((modifier) => modifier.code === code)?.value;
}

/** Cells that go on from the one above ([MS-DOC] 2.9.327: TDefTableOperand, and TC80's flags). */
function continuedCells(modifiers: readonly Modifier[]): ReadonlySet<number> {
  const found = new Set<number>();
  const definition = modifiers.findLast(({ code }) => code === sprm.tableDefinition)?.operand;
  if (definition === undefined || definition.byteLength < 1) return found;
  const count = definition.getUint8(0);
  for (let index = 0; index < count; index += 1) {
    const at = 1 + 2 * (count + 1) + 20 * index;
    if (at + 2 > definition.byteLength) break;
    if (((definition.getUint16(at, true) >> 5) & 0b11) === 1) found.add(index);
  }
  return found;
}

function blocksOf(paragraph: DocParagraph, host: DocHost): FlowBlock[] {
  const after = paragraph.notes.flatMap((place) => host.note(place));
  const text = paragraph.text.replace(/^[^\S\n]+/u, '');
  if (text.trim() === '') return after;
  return [asBlock(paragraph, text, host), ...after];
}

function asBlock({ properties, bold }: DocParagraph, text: string, host: DocHost): FlowBlock {
  const style = host.style(properties.style);
  const list = valueOf(properties.modifiers, sprm.list) ?? style.list ?? 0;
  const depth = Math.min(8, valueOf(properties.modifiers, sprm.listLevel) ?? style.level ?? 0);
  const listed = list > 0 && list <= MAX_LIST;
  const mark = listed ? host.numbering.next(String(list), depth).trim() : '';
  const marked = mark === '' ? text : `${mark} ${text}`;
  const outline = valueOf(properties.modifiers, sprm.outlineLevel);
  const { role } = style;
  if (outline !== undefined && outline < 9) return headingBlock(outline + 1, marked);
  if (role?.kind === 'heading') return headingBlock(role.level, marked);
  if (role?.kind === 'title') return headingBlock(1, marked);
  if (role?.kind === 'contents') return { kind: 'furniture', text: marked };
  if (role?.kind === 'caption') return { kind: 'caption', text: marked };
  if (role?.kind === 'code') return { kind: 'code', text };
  if (listed || role?.kind === 'list') return { kind: 'list-item', depth, text: marked };
  return { kind: 'paragraph', text: marked, bold };
}
