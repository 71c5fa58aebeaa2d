import { headingBlock, lineOf, type FlowBlock } from '../flow.ts';
import { tableBlocks, type GridCell, type GridRow } from '../flow-table.ts';
import { elements, integerOf, type XmlElement } from '../xml.ts';
import { readOdtInline, type OdtInline } from './inline.ts';
import { ListCounter, type ListStyle } from './lists.ts';
import type { OdtStyles } from './styles.ts';

interface Item {
  readonly depth: number;
  /** Until the item's first paragraph has it. */
  mark: string;
}

interface ListContext {
  readonly counter: ListCounter;
  readonly depth: number;
  readonly style: string;
}

/** Rows and cells may claim to be repeated any number of times. */
const MAX_REPEATED = 100;

/** Indexes: their text repeats that of the document. */
const indexes: ReadonlySet<string> = new Set([
  'text:table-of-content',
  'text:illustration-index',
  'text:table-index',
  'text:object-index',
  'text:user-index',
  'text:alphabetical-index',
]);

/** Turns elements of an OpenDocument text into blocks. */
export class OdtBody {
  readonly #styles: OdtStyles;
  readonly #lists: ReadonlyMap<string, ListStyle>;
  readonly #outline: ListCounter;
  /** The last list of each style, to be continued. */
  readonly #counters = new Map<string, ListCounter>();

  constructor(styles: OdtStyles, lists: ReadonlyMap<string, ListStyle>, outline: ListStyle) {
    this.#styles = styles;
    this.#lists = lists;
    this.#outline = new ListCounter(outline);
  }

  /** The blocks of one element of the text. */
  block(element: XmlElement, item?: Item, list?: ListContext): FlowBlock[] {
    if (indexes.has(element.name)) {
      const text = this.#children(element).map((block) => lineOf([block]));
      return text.map((line) => ({ kind: 'furniture', text: line }));
    }
    switch (element.name) {
      case 'text:h':
      case 'text:p':
        return this.#paragraph(element, item);
      case 'text:list':
        return this.#list(element, list);
      case 'table:table':
        return this.#table(element);
      case 'office:annotation':
      case 'text:tracked-changes':
      case 'office:forms':
        return [];
      default:
        return this.#children(element);
    }
  }

  #children(element: XmlElement): FlowBlock[] {
    return [...elements(element)].flatMap((inner) => this.block(inner));
  }

  #paragraph(element: XmlElement, item: Item | undefined): FlowBlock[] {
    const inline: OdtInline = { text: '', after: [] };
    readOdtInline(element, inline, {
      isHidden: (style) => this.#styles.isHidden(style),
      blocks: (container) => this.#children(container),
    });
    const { text, after } = inline;
    const level = integerOf(element, 'text:outline-level');
    if (text.trim() === '') return after;
    const role = this.#styles.role(element.attributes.get('text:style-name') ?? '');
    if (element.name === 'text:h' || role?.kind === 'heading') {
      const depth = level ?? (role?.kind === 'heading' ? role.level : 1);
      const mark = element.name === 'text:h' ? this.#headingMark(element, depth, item) : '';
      return [headingBlock(depth, mark === '' ? text : `${mark} ${text}`), ...after];
    }
    if (role?.kind === 'title') return [headingBlock(1, text), ...after];
    if (role?.kind === 'contents') return [{ kind: 'furniture', text }, ...after];
    if (role?.kind === 'caption' || role?.kind === 'code') {
      return [{ kind: role.kind, text }, ...after];
    }
    if (item === undefined) return [{ kind: 'paragraph', text }, ...after];
    const marked = item.mark === '' ? text : `${item.mark} ${text}`;
    item.mark = '';
    return [{ kind: 'list-item', depth: item.depth, text: marked }, ...after];
  }

  #headingMark(element: XmlElement, level: number, item: Item | undefined): string {
    if (item !== undefined && item.mark !== '') return item.mark;
    if (element.attributes.get('text:is-list-header') === 'true') return '';
    return this.#outline.next(level - 1, undefined);
  }

  #list(element: XmlElement, outer: ListContext | undefined): FlowBlock[] {
    const context = this.#listContext(element, outer);
    const blocks: FlowBlock[] = [];
    for (const entry of elements(element)) {
      const counted = entry.name === 'text:list-item';
      if (!counted && entry.name !== 'text:list-header') continue;
      // An item that only holds a deeper list takes no number.
      const own = [...elements(entry)].some((inner) => inner.name !== 'text:list');
      const start = integerOf(entry, 'text:start-value');
      const mark = counted && own ? context.counter.next(context.depth, start) : '';
      const item: Item = { depth: context.depth, mark };
      for (const inner of elements(entry)) blocks.push(...this.block(inner, item, context));
    }
    return blocks;
  }

  #listContext(element: XmlElement, outer: ListContext | undefined): ListContext {
    const own = element.attributes.get('text:style-name');
    if (outer !== undefined && (own === undefined || own === outer.style)) {
      return { counter: outer.counter, depth: outer.depth + 1, style: outer.style };
    }
    const style = own ?? '';
    const continued =
      element.attributes.get('text:continue-numbering') === 'true' ||
      element.attributes.has('text:continue-list');
    const known = continued ? this.#counters.get(style) : undefined;
    const counter = known ?? new ListCounter(this.#lists.get(style) ?? new Map());
    this.#counters.set(style, counter);
    return { counter, depth: outer === undefined ? 0 : outer.depth + 1, style };
  }

  #table(table: XmlElement): FlowBlock[] {
    const rows: GridRow[] = [];
    const collect = (parent: XmlElement, header: boolean): void => {
      for (const element of elements(parent)) {
        if (element.name === 'table:table-row') {
          const row = { header, cells: this.#cells(element) };
          for (let left = repeats(element, 'table:number-rows-repeated'); left > 0; left -= 1) {
            rows.push(row);
          }
        } else if (/^table:table-(?:header-rows|rows|row-group)$/u.test(element.name)) {
          collect(element, header || element.name === 'table:table-header-rows');
        }
      }
    };
    collect(table, false);
    return tableBlocks(rows);
  }

  #cells(row: XmlElement): GridCell[] {
    const cells: GridCell[] = [];
    // Cells covered by a merged one are spread from that one.
    for (const element of elements(row, 'table:table-cell')) {
      const cell: GridCell = {
        blocks: this.#children(element),
        columns: integerOf(element, 'table:number-columns-spanned') ?? 1,
        rows: integerOf(element, 'table:number-rows-spanned') ?? 1,
      };
      for (let left = repeats(element, 'table:number-columns-repeated'); left > 0; left -= 1) {
        cells.push(cell);
      }
    }
    return cells;
  }
}

function repeats(element: XmlElement, attribute: string): number {
  return Math.min(MAX_REPEATED, Math.max(1, integerOf(element, attribute) ?? 1));
}
