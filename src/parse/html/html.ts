import { parse } from 'parse5';
import { decodeText } from '../encoding.ts';
import type { Parser } from '../document.ts';
import type { FlowBlock } from '../flow.ts';
import { flowEvents, type DocumentFacts } from '../flow-pages.ts';
import { refuseLarge } from '../text/size.ts';
import { flatText, HtmlFlow } from './flow.ts';
import { attribute, isElement, type Element, type Node } from './nodes.ts';

/** Bytes searched for a declared encoding: pages with long preambles are common enough. */
const DECLARATION_BYTES = 64 * 1024;

/** HTML and XHTML pages. Nothing is loaded and nothing is run. */
export const htmlParser: Parser = {
  formats: ['html'],
  async *parse({ bytes }) {
    refuseLarge(bytes);
    const document = parse(decodeText(bytes, declaredEncoding(bytes)).text, {
      scriptingEnabled: false,
    });
    const blocks = withText(new HtmlFlow().read(document));
    return yield* flowEvents('html', { ...headFacts(document.childNodes), blocks });
  },
};

/** The encoding named by a `meta` element or an XML declaration, if any. */
export function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, DECLARATION_BYTES));
  const found =
    /<meta[^>]{1,500}?charset\s*=\s*["']?\s*([\w:-]{2,40})/iu.exec(head) ??
    /^\s*<\?xml[^>]{1,200}?encoding\s*=\s*["']([\w:-]{2,40})["']/iu.exec(head);
  return found?.[1];
}

/** A page of nothing but navigation is read as text after all. */
function withText(blocks: FlowBlock[]): FlowBlock[] {
  if (blocks.some((block) => block.kind !== 'furniture')) return blocks;
  return blocks.map((block) =>
    block.kind === 'furniture' ? { kind: 'paragraph', text: block.text } : block,
  );
}

const factNames: ReadonlyMap<string, 'author' | 'created'> = new Map([
  ['author', 'author'],
  ['dc.creator', 'author'],
  ['dcterms.creator', 'author'],
  ['article:published_time', 'created'],
  ['dcterms.created', 'created'],
  ['dc.date', 'created'],
  ['date', 'created'],
]);

function headFacts(nodes: readonly Node[]): DocumentFacts {
  const html = nodes.find((node): node is Element => isElement(node) && node.tagName === 'html');
  const head = html?.childNodes.find(
    (node): node is Element => isElement(node) && node.tagName === 'head',
  );
  const facts: { title?: string; author?: string; created?: string } = {};
  for (const node of head?.childNodes ?? []) {
    if (!isElement(node)) continue;
    if (node.tagName === 'title') facts.title ??= flatText(node);
    if (node.tagName !== 'meta') continue;
    const name = (attribute(node, 'name') ?? attribute(node, 'property') ?? '').toLowerCase();
    const fact = factNames.get(name);
    const content = attribute(node, 'content');
    if (fact !== undefined && content !== undefined) facts[fact] ??= content;
  }
  return facts;
}
