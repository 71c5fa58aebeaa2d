import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { expect, test } from 'vitest';
import { toMarkdown } from '../../../src/engine/export/markdown.ts';

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly children?: readonly Node[];
}

/** The types of all nodes that a Markdown reader makes of a text, and where its links go. */
function read(markdown: string): { readonly kinds: string[]; readonly links: Node[] } {
  const kinds = new Set<string>();
  const links: Node[] = [];
  const walk = (node: Node): void => {
    if (node.type === 'link') links.push(node);
    else kinds.add(node.type);
    for (const child of node.children ?? []) walk(child);
  };
  walk(fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));
  return { kinds: [...kinds].toSorted(), links };
}

test.each([
  '<script>alert(1)</script>',
  '![tracker](https://example.com/a.png)',
  '[click](javascript:alert(1))',
  'https://example.com and www.example.com and a@example.com',
  '# a heading\n\n- a list\n\n| a | b |\n| - | - |',
  '`code` and *stars* and ~~struck~~ and &amp; <https://example.com>',
])('%s stays text in an exported document', (text) => {
  const markdown = toMarkdown([
    { kind: 'sentence', text },
    { kind: 'source', n: 1, label: text, quote: text, state: text },
  ]);
  const { kinds, links } = read(markdown);
  expect(kinds).toEqual(['blockquote', 'paragraph', 'root', 'strong', 'text']);
  // Some readers link any address they see written; none may go elsewhere than it says.
  for (const { url, children } of links) expect(url).toContain(children?.[0]?.value);
});
