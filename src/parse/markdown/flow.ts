import type { List, Nodes, Root, RootContent, Table } from 'mdast';
import { parseFragment } from 'parse5';
import { headingBlock, lineOf, type FlowBlock } from '../flow.ts';
import { HtmlFlow } from '../html/flow.ts';

type Footnotes = ReadonlyMap<string, readonly RootContent[]>;

/** Reads a Markdown tree into blocks of rendered text. */
export class MarkdownFlow {
  readonly blocks: FlowBlock[] = [];
  readonly #footnotes: Footnotes;
  /** Footnotes that the block being read refers to. */
  #pending: string[] = [];
  readonly #placed = new Set<string>();

  constructor(tree: Root) {
    this.#footnotes = new Map(
      tree.children.flatMap((node) =>
        node.type === 'footnoteDefinition' ? [[node.identifier, node.children]] : [],
      ),
    );
    this.#flow(tree.children, 0, undefined);
    // Footnotes that nothing refers to are text all the same.
    this.#pending = [...this.#footnotes.keys()];
    this.#placeFootnotes();
  }

  /** @param item the list item around: its depth, and its mark until the first paragraph has it */
  #flow(
    nodes: readonly RootContent[],
    lists: number,
    item: { readonly depth: number; mark: string } | undefined,
  ): void {
    for (const node of joinHtml(nodes)) {
      switch (node.type) {
        case 'heading':
          this.#push(headingBlock(node.depth, this.#inline(node.children)));
          break;
        case 'paragraph': {
          const text = this.#inline(node.children);
          if (item === undefined) {
            const bold = node.children.every((part) => part.type === 'strong');
            this.#push({ kind: 'paragraph', text, bold });
          } else {
            this.#push({ kind: 'list-item', depth: item.depth, text: item.mark + text });
            item.mark = '';
          }
          break;
        }
        case 'code':
          this.#push({ kind: 'code', text: node.value });
          break;
        case 'blockquote':
          this.#flow(node.children, lists, item);
          break;
        case 'list':
          this.#list(node, lists);
          break;
        case 'table':
          this.#table(node);
          break;
        case 'html':
          for (const block of new HtmlFlow().read(parseFragment(node.value))) this.#push(block);
          break;
        default:
          // Definitions of links, rules: nothing to read.
          break;
      }
    }
  }

  #push(block: FlowBlock): void {
    this.blocks.push(block);
    this.#placeFootnotes();
  }

  #placeFootnotes(): void {
    const pending = this.#pending;
    this.#pending = [];
    for (const identifier of pending) {
      if (this.#placed.has(identifier)) continue;
      this.#placed.add(identifier);
      const inner = new MarkdownFlow({ type: 'root', children: [] });
      inner.#flow(this.#footnotes.get(identifier) ?? [], 0, undefined);
      const text = lineOf(inner.blocks);
      if (text !== '') this.blocks.push({ kind: 'footnote', text });
    }
  }

  #list(list: List, lists: number): void {
    let number = list.start ?? 1;
    for (const item of list.children) {
      const mark = list.ordered === true ? `${number}. ` : '';
      this.#flow(item.children, lists + 1, { depth: lists, mark });
      number += 1;
    }
  }

  #table(table: Table): void {
    const rows = table.children.map((row, index) => ({
      header: index === 0,
      cells: row.children.map((cell) => this.#inline(cell.children).replaceAll(/\s+/gu, ' ')),
    }));
    this.#push({ kind: 'table', rows });
  }

  #inline(nodes: readonly Nodes[]): string {
    return nodes.map((node) => this.#phrase(node)).join('');
  }

  #phrase(node: Nodes): string {
    switch (node.type) {
      case 'text':
        // A line end in the source is a space when rendered.
        return node.value.replaceAll(/(?<!\s)\s*\n\s*/gu, ' ');
      case 'inlineCode':
        return node.value;
      case 'break':
        return '\n';
      case 'html':
        return /^<br\b/iu.test(node.value) ? '\n' : '';
      case 'footnoteReference':
        this.#pending.push(node.identifier);
        return '';
      default:
        return 'children' in node ? this.#inline(node.children) : '';
    }
  }
}

/**
 * Joins blocks of HTML that a blank line tore apart, as in `<details>`, blank line, `</details>`.
 * Only neighbours are joined: Markdown between them stays Markdown.
 */
function* joinHtml(nodes: readonly RootContent[]): Generator<RootContent> {
  let html = '';
  for (const node of nodes) {
    if (node.type === 'html') {
      html += `${node.value}\n`;
      continue;
    }
    if (html !== '') yield { type: 'html', value: html };
    html = '';
    yield node;
  }
  if (html !== '') yield { type: 'html', value: html };
}
