import { headingBlock, lineOf, type FlowBlock } from '../flow.ts';
import { tableBlocks, type GridCell, type GridRow } from '../flow-table.ts';
import { chartBlocks, diagramBlocks } from '../xml-charts.ts';
import type { Relationship } from '../xml-package.ts';
import { child, elements, integerOf, readXml, type XmlElement } from '../xml.ts';
import type { Zip } from '../zip.ts';
import { readInline, type Inline, type InlineHost } from './inline.ts';
import type { Numbering } from '../numbering.ts';
import { isOn } from './numbering.ts';
import { outlineOf, type ListPosition, type Styles } from './styles.ts';

/** The parts of a document that its body refers to. */
export interface DocumentParts {
  readonly zip: Zip;
  readonly relationships: ReadonlyMap<string, Relationship>;
  readonly styles: Styles;
  readonly numbering: Numbering;
}

/** Turns elements of a document's body into blocks. */
export class BodyReader implements InlineHost {
  readonly #parts: DocumentParts;
  readonly #notes = new Map<string, FlowBlock[]>();
  /** Inside of notes a reference to a note is passed over, so that notes cannot form a circle. */
  #inNotes = false;

  constructor(parts: DocumentParts) {
    this.#parts = parts;
  }

  /** Reads the notes of a notes part, to stand after the paragraph that refers to each. */
  readNotes(kind: 'footnote' | 'endnote', bytes: Uint8Array): void {
    this.#inNotes = true;
    readXml(bytes, new Set([`w:${kind}`]), (element) => {
      // Separators are notes too.
      if ((element.attributes.get('w:type') ?? 'normal') !== 'normal') return;
      const text = lineOf(this.blocks(element));
      const id = element.attributes.get('w:id') ?? '';
      if (text !== '') this.#notes.set(`${kind} ${id}`, [{ kind: 'footnote', text }]);
    });
    this.#inNotes = false;
  }

  /** The blocks below a container of block content: body, cell, text box, content control. */
  blocks(container: XmlElement): FlowBlock[] {
    return [...elements(container)].flatMap((element) => this.block(element));
  }

  /** The blocks of one element of the body. */
  block(element: XmlElement): FlowBlock[] {
    switch (element.name) {
      case 'w:p':
        return this.#paragraph(element);
      case 'w:tbl':
        return this.#table(element);
      case 'w:sdt':
        return child(element, 'w:sdtPr', 'w:showingPlcHdr') === undefined
          ? this.blocks(element)
          : [];
      case 'w:sdtContent':
      case 'w:customXml':
      case 'w:smartTag':
      case 'w:ins':
      case 'w:moveTo':
        return this.blocks(element);
      case 'mc:AlternateContent':
        for (const rendering of elements(element)) {
          const found = this.blocks(rendering);
          if (found.length > 0) return found;
        }
        return [];
      default:
        return [];
    }
  }

  textBox(content: XmlElement): FlowBlock[] {
    return this.blocks(content);
  }

  note(kind: 'footnote' | 'endnote', id: string): FlowBlock[] {
    return this.#inNotes ? [] : (this.#notes.get(`${kind} ${id}`) ?? []);
  }

  chart(relationship: string): FlowBlock[] {
    const bytes = this.#related(relationship);
    return bytes === undefined ? [] : chartBlocks(bytes);
  }

  diagram(relationship: string): FlowBlock[] {
    const bytes = this.#related(relationship);
    return bytes === undefined ? [] : diagramBlocks(bytes);
  }

  #related(relationship: string): Uint8Array | undefined {
    const target = this.#parts.relationships.get(relationship)?.target;
    return target === undefined ? undefined : this.#parts.zip.read(target);
  }

  #paragraph(element: XmlElement): FlowBlock[] {
    const inline: Inline = { text: '', after: [], plain: false };
    readInline(element, this, inline);
    const text = inline.text.replace(/^[^\S\n]+/u, '');
    if (text.trim() === '') return inline.after;
    const properties = child(element, 'w:pPr');
    const style = this.#parts.styles.get(
      child(properties, 'w:pStyle')?.attributes.get('w:val') ?? '',
    );
    const outline = outlineOf(properties);
    const role =
      outline === undefined || outline > 8
        ? style.role
        : ({ kind: 'heading', level: outline + 1 } as const);
    const list = listOf(properties, style.list);
    const mark = list === undefined ? '' : this.#parts.numbering.next(list.id, list.depth);
    const marked = mark === '' ? text : `${mark} ${text}`;
    return [asBlock(role, list, marked, inline), ...inline.after];
  }

  #table(table: XmlElement): FlowBlock[] {
    const rows: GridRow[] = [];
    for (const row of rowsOf(table)) {
      const properties = child(row, 'w:trPr');
      const deleted = child(properties, 'w:del');
      if (deleted !== undefined) continue;
      const header = child(properties, 'w:tblHeader');
      const cells: GridCell[] = [];
      // Grid columns passed over before the first cell.
      const before = Math.min(integerOf(child(properties, 'w:gridBefore'), 'w:val') ?? 0, 60);
      if (before > 0) cells.push({ blocks: [], columns: before, rows: 1 });
      for (const cell of cellsOf(row)) {
        const merge = child(cell, 'w:tcPr', 'w:vMerge');
        cells.push({
          blocks: this.blocks(cell),
          columns: integerOf(child(cell, 'w:tcPr', 'w:gridSpan'), 'w:val') ?? 1,
          rows: 1,
          continued: merge !== undefined && merge.attributes.get('w:val') !== 'restart',
        });
      }
      rows.push({ header: header !== undefined && isOn(header), cells });
    }
    return tableBlocks(rows);
  }
}

function asBlock(
  role: ReturnType<Styles['get']>['role'],
  list: ListPosition | undefined,
  marked: string,
  inline: Inline,
): FlowBlock {
  switch (role?.kind) {
    case 'heading':
      return headingBlock(role.level, marked);
    case 'title':
      return headingBlock(1, marked);
    case 'caption':
      return { kind: 'caption', text: marked };
    case 'code':
      return { kind: 'code', text: inline.text };
    case 'contents':
      return { kind: 'furniture', text: marked };
    case 'list':
      return { kind: 'list-item', depth: list?.depth ?? 0, text: marked };
    case undefined:
      break;
    default:
      role satisfies never;
  }
  if (list !== undefined) return { kind: 'list-item', depth: list.depth, text: marked };
  return { kind: 'paragraph', text: marked, bold: !inline.plain };
}

function listOf(
  properties: XmlElement | undefined,
  inherited: ListPosition | undefined,
): ListPosition | undefined {
  const own = child(properties, 'w:numPr');
  const id = child(own, 'w:numId')?.attributes.get('w:val') ?? inherited?.id;
  if (id === undefined || id === '0') return undefined;
  const depth = integerOf(child(own, 'w:ilvl'), 'w:val') ?? inherited?.depth ?? 0;
  return { id, depth: Math.min(8, Math.max(0, depth)) };
}

/** Rows and cells may lie inside content controls and custom markup. */
function* rowsOf(parent: XmlElement): Generator<XmlElement> {
  for (const element of elements(parent)) {
    if (element.name === 'w:tr') yield element;
    else if (wrappers.has(element.name)) yield* rowsOf(element);
  }
}

function* cellsOf(parent: XmlElement): Generator<XmlElement> {
  for (const element of elements(parent)) {
    if (element.name === 'w:tc') yield element;
    else if (wrappers.has(element.name)) yield* cellsOf(element);
  }
}

const wrappers: ReadonlySet<string> = new Set(['w:sdt', 'w:sdtContent', 'w:customXml', 'w:ins']);
