import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { expect, test } from 'vitest';
import { toMarkdown } from '../../../src/engine/export/markdown.ts';

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

function tree(markdown: string): Node {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** The types of all nodes that a Markdown reader makes of a text. */
function kindsOf(node: Node, kinds = new Set<string>()): string[] {
  kinds.add(node.type);
  for (const child of node.children ?? []) kindsOf(child, kinds);
  return [...kinds];
}

function textOf({ value, children = [] }: Node): string {
  return value ?? children.map((child) => textOf(child)).join('');
}

test.each([
  '<script>alert(1)</script>',
  '![tracker](https://example.com/a.png)',
  '[click](javascript:alert(1))',
  'https://example.com and www.example.com and a@example.com',
  '# a heading\n\n- a list\n\n| a | b |\n| - | - |',
  'see `https://example.com/``x` or mailto:a@example.com, HTTP://EXAMPLE.COM/<b>',
  '1. one',
  '1) one',
  '- one',
  '+ one',
  '    four spaces',
  '---',
  '===',
  '[a]: https://example.com',
  '`code` and *stars* and ~~struck~~ and &amp; <https://example.com>',
])('%s stays text in an exported document', (text) => {
  const markdown = toMarkdown([
    { kind: 'sentence', text },
    { kind: 'source', n: 1, label: text, quote: text, state: text },
  ]);
  const kinds = kindsOf(tree(markdown));
  const allowed = new Set(['blockquote', 'inlineCode', 'paragraph', 'root', 'strong', 'text']);
  expect(kinds.filter((kind) => !allowed.has(kind))).toEqual([]);
});

test('what is read back is what was written, without the marks that reorder it', () => {
  const text =
    'Rent: 1.200,50\u00A0€ (*net*) at https://example.com/`a``b`, \u202Efdp.exe\u202C <b>';
  const [paragraph] = tree(toMarkdown([{ kind: 'sentence', text }])).children ?? [];
  expect(textOf(paragraph ?? { type: 'none' })).toBe(
    'Rent: 1.200,50 € (*net*) at https://example.com/`a``b`, fdp.exe <b>',
  );
});
