import { describe, expect, it } from 'vitest';
import { readFile } from './read.ts';

describe('a Markdown file', () => {
  it('is stored as it would be rendered', async () => {
    const source = `---
title: "Harbour rules"
author: Port office
date: 2024-02-03
tags: [a, b]
---
# Mooring **twice**

The basin is *six*
metres \`deep\`[^1] at [low tide](http://127.0.0.1/).

- Call
  1. by radio
  2. by phone

> Quoted

| Berth | Fee |
|-------|----:|
| North | ~~12~~ 14 |

\`\`\`js
moor();
\`\`\`

<details><summary>More</summary>

Inside <b>bold</b><br>next

</details>

[^1]: Measured in May.
`;
    const read = await readFile(source, 'rules.md');
    expect(read.info).toMatchObject({
      format: 'markdown',
      title: 'Harbour rules',
      author: 'Port office',
      created: '2024-02-03T00:00:00.000Z',
    });
    expect(read.lines).toEqual([
      'h1 Mooring twice',
      'paragraph The basin is six metres deep at low tide.',
      'footnote Measured in May.',
      'li0 Call',
      'li1 1. by radio',
      'li1 2. by phone',
      'paragraph Quoted',
      'th Berth|Fee',
      'tr North|12 14',
      'code moor();',
      'paragraph More',
      'paragraph Inside bold\nnext',
    ]);
  });

  it('takes a rule at the top for a rule', async () => {
    const { lines } = await readFile('---\n\nJust text.\n\n---\n\nMore.', 'x.md');
    expect(lines).toEqual(['paragraph Just text.', 'paragraph More.']);
  });

  it('lets footnotes that refer to each other end', async () => {
    const { lines } = await readFile('Text[^a].\n\n[^a]: See[^b].\n\n[^b]: See[^a].', 'x.md');
    expect(lines).toEqual(['paragraph Text.', 'footnote See.', 'footnote See.']);
  });
});
