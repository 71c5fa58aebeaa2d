import type { DefaultTreeAdapterTypes } from 'parse5';
import { headingBlock, type FlowBlock } from '../flow.ts';
import { tableBlocks } from '../flow-table.ts';
import { formatNumber, type NumberStyle } from '../list-number.ts';
import { attribute, isElement, isHidden, type Element, type Node } from './nodes.ts';
import { gridOf } from './table.ts';

/** Elements without text for a reader, or whose text only stands in for something else. */
const passed: ReadonlySet<string> = new Set([
  'head',
  'script',
  'style',
  'template',
  'noscript',
  'iframe',
  'object',
  'svg',
  'canvas',
  'audio',
  'video',
  'map',
  'datalist',
  'annotation',
  'annotation-xml',
  'rt',
  'rp',
  'input',
  'select',
]);

/** Elements that begin and end a block without a kind of their own. */
const blockNames: ReadonlySet<string> = new Set(
  [
    'html body div p section article main aside header address blockquote figure form fieldset',
    'details summary dl dt dd center hgroup search dialog legend option frameset noframes button',
    // Parts of a table outside of one.
    'thead tbody tfoot tr td th menu',
  ].flatMap((names) => names.split(' ')),
);

const preformatted: ReadonlySet<string> = new Set([
  'pre',
  'listing',
  'xmp',
  'plaintext',
  'textarea',
]);

interface Context {
  /** Lists around, for the depth of an item. */
  readonly lists: number;
  readonly furniture: boolean;
  /** Inside of an article or the main part, a footer belongs to the text. */
  readonly article: boolean;
  readonly depth: number;
}

/** Deeper nodes are read as one run of text, so that no page can exhaust the stack. */
const MAX_DEPTH = 400;

/**
 * Reads a tree of HTML into blocks. Navigation and the page's own footer are kept as furniture;
 * hidden elements, scripts, embedded pages and form fields are left out.
 */
export class HtmlFlow {
  readonly blocks: FlowBlock[] = [];
  #text = '';
  #item: { readonly depth: number; readonly mark: string } | undefined;

  /** Reads the children of a node. */
  read(root: DefaultTreeAdapterTypes.ParentNode): FlowBlock[] {
    this.#children(root.childNodes, { lists: 0, furniture: false, article: false, depth: 0 });
    this.#flush(false);
    return this.blocks;
  }

  #children(nodes: readonly Node[], context: Context): void {
    const inner = { ...context, depth: context.depth + 1 };
    for (const node of nodes) this.#node(node, inner);
  }

  #node(node: Node, context: Context): void {
    if (node.nodeName === '#text' && 'value' in node) {
      this.#text += node.value.replaceAll(/[\t\n\f\r ]+/gu, ' ');
      return;
    }
    if (!isElement(node) || passed.has(node.tagName) || isHidden(node)) return;
    if (context.depth > MAX_DEPTH) {
      this.#text += ` ${flatText(node)}`;
      return;
    }
    this.#element(node, context);
  }

  #element(node: Element, context: Context): void {
    const name = node.tagName;
    if (name === 'br') this.#text += '\n';
    else if (name === 'hr') this.#flush(context.furniture);
    else if (/^h[1-6]$/u.test(name)) this.#heading(node, Number(name.slice(1)), context);
    else if (preformatted.has(name)) this.#code(node, context);
    else if (name === 'table') this.#table(node, context);
    else if (name === 'ul' || name === 'ol') this.#list(node, context);
    else if (name === 'li') this.#listItem(node, '', context);
    else if (name === 'nav') this.#block(node, { ...context, furniture: true });
    else if (name === 'footer') {
      this.#block(node, { ...context, furniture: context.furniture || !context.article });
    } else if (name === 'figcaption' || name === 'caption') this.#caption(node, context);
    else if (name === 'article' || name === 'main')
      this.#block(node, { ...context, article: true });
    else if (blockNames.has(name)) this.#block(node, context);
    else this.#children(node.childNodes, context);
  }

  #block(node: Element, context: Context): void {
    this.#flush(context.furniture);
    this.#children(node.childNodes, context);
    this.#flush(context.furniture);
  }

  #heading(node: Element, level: number, context: Context): void {
    this.#flush(context.furniture);
    const inner = new HtmlFlow();
    inner.#children(node.childNodes, context);
    inner.#flush(false);
    const text = inner.blocks.flatMap((block) => ('text' in block ? [block.text] : [])).join(' ');
    if (text === '') return;
    this.blocks.push(context.furniture ? { kind: 'furniture', text } : headingBlock(level, text));
  }

  #caption(node: Element, context: Context): void {
    this.#flush(context.furniture);
    const before = this.blocks.length;
    this.#block(node, context);
    for (let index = before; index < this.blocks.length; index += 1) {
      const block = this.blocks[index];
      if (block?.kind === 'paragraph') this.blocks[index] = { kind: 'caption', text: block.text };
    }
  }

  #code(node: Element, context: Context): void {
    this.#flush(context.furniture);
    const text = flatText(node, true);
    if (text.trim() !== '') this.blocks.push({ kind: 'code', text });
  }

  #table(node: Element, context: Context): void {
    this.#flush(context.furniture);
    const { rows, captions } = gridOf(node, (cell) => {
      const inner = new HtmlFlow();
      inner.#children(cell.childNodes, { ...context, lists: 0 });
      inner.#flush(context.furniture);
      return inner.blocks;
    });
    for (const caption of captions) this.#caption(caption, context);
    for (const block of tableBlocks(rows)) this.blocks.push(block);
  }

  #list(node: Element, context: Context): void {
    this.#flush(context.furniture);
    const inner = { ...context, lists: context.lists + 1, depth: context.depth + 1 };
    const style = numberStyles.get(attribute(node, 'type') ?? '1') ?? 'decimal';
    let number = wholeNumber(attribute(node, 'start')) ?? 1;
    for (const item of node.childNodes) {
      if (!isElement(item) || item.tagName !== 'li' || isHidden(item)) {
        this.#node(item, inner);
        continue;
      }
      number = wholeNumber(attribute(item, 'value')) ?? number;
      const mark = node.tagName === 'ol' ? `${formatNumber(number, style)}. ` : '';
      this.#listItem(item, mark, inner);
      number += 1;
    }
    this.#flush(context.furniture);
  }

  #listItem(node: Element, mark: string, context: Context): void {
    this.#flush(context.furniture);
    const outer = this.#item;
    this.#item = { depth: Math.max(0, context.lists - 1), mark };
    this.#children(node.childNodes, context);
    this.#flush(context.furniture);
    this.#item = outer;
  }

  /** Ends the block being read. Two line breaks in a row end it as well. */
  #flush(furniture: boolean): void {
    const paragraphs = this.#text
      .replaceAll(/(?<! ) *\n */gu, '\n')
      .split(/\n{2,}/u)
      .map((part) => part.trim())
      .filter((part) => part !== '');
    this.#text = '';
    for (const text of paragraphs) {
      if (furniture) this.blocks.push({ kind: 'furniture', text });
      else if (this.#item === undefined) this.blocks.push({ kind: 'paragraph', text });
      else {
        // An item's later paragraphs belong to it, but its number stands once.
        const { depth, mark } = this.#item;
        this.blocks.push({ kind: 'list-item', depth, text: mark + text });
        this.#item = { depth, mark: '' };
      }
    }
  }
}

const numberStyles: ReadonlyMap<string, NumberStyle> = new Map([
  ['1', 'decimal'],
  ['a', 'lower-letter'],
  ['A', 'upper-letter'],
  ['i', 'lower-roman'],
  ['I', 'upper-roman'],
]);

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d{1,9}$/u.test(text.trim()) ? Number(text) : undefined;
}

/** All text below a node without recursion; line breaks kept where asked for. */
export function flatText(root: Node, breaks = false): string {
  let text = '';
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.nodeName === '#text' && 'value' in node) text += node.value;
    else if (node.nodeName === 'br') text += breaks ? '\n' : ' ';
    else if (isElement(node) && !passed.has(node.tagName)) {
      for (let index = node.childNodes.length - 1; index >= 0; index -= 1) {
        const child = node.childNodes[index];
        if (child !== undefined) waiting.push(child);
      }
    }
  }
  return breaks ? text : text.replaceAll(/\s+/gu, ' ');
}
