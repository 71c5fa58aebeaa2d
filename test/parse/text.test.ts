import { describe, expect, it } from 'vitest';
import { readFile } from './read.ts';

describe('plain text', () => {
  it('keeps fields apart, however long and alike their lines are', async () => {
    const fields = [
      'Buyer: Coral Bay Hotels Group plc, Plymouth',
      'Supplier: Ferndale Linen Services Limited',
      'Date of the agreement: 3 December of 2024',
    ].join('\n');
    const { pages } = await readFile(fields, 'supply.txt');
    expect(pages.map(({ text }) => text)).toEqual([fields]);
  });

  it('joins wrapped lines, keeps lines that are meant, and tells safe headings', async () => {
    const source = `HARBOUR RULES
=============

Ships that enter the basin shall call the office by radio
before they pass the light, and shall wait outside until
they are told where to moor.

2.1 Fees

Port office
Quay 3
Lower Town

- Call
- Wait until the light
  shows green
  * longer at night

Month\tShips
May\t31

2023 was a good year.

Closing
-------
`;
    const read = await readFile(source, 'rules.txt');
    expect(read.lines).toEqual([
      'h1 HARBOUR RULES',
      'paragraph Ships that enter the basin shall call the office by radio before they pass the light, and shall wait outside until they are told where to moor.',
      'h2 2.1 Fees',
      'paragraph Port office\nQuay 3\nLower Town',
      'li0 Call',
      'li0 Wait until the light shows green',
      'li1 longer at night',
      'tr Month|Ships',
      'tr May|31',
      'paragraph 2023 was a good year.',
      'h2 Closing',
    ]);
    expect(read.info.title).toBe('HARBOUR RULES');
  });

  it('takes a first line that stands alone for the title, but no greeting or sentence', async () => {
    const rest = '\n\nShips that enter the basin shall call the office.';
    expect((await readFile(`The basin${rest}`, 'x.txt')).info.title).toBe('The basin');
    for (const first of ['Dear Captain,', 'It was night.', 'to be done', 'Note:']) {
      expect((await readFile(first + rest, 'x.txt')).info.title).toBe('');
    }
  });

  it('divides a long text into parts at the borders of blocks', async () => {
    const paragraphs = Array.from({ length: 2000 }, (_, index) => {
      return `Paragraph ${index} tells of ships and of the weather that they met.`;
    });
    const { pages, lines } = await readFile(paragraphs.join('\n\n'), 'x.txt');
    expect(pages.length).toBe(3);
    expect(pages.map((page) => page.number)).toEqual([1, 2, 3]);
    for (const page of pages) expect(page.text.length).toBeLessThan(61_000);
    expect(lines).toEqual(paragraphs.map((text) => `paragraph ${text}`));
  });

  it('divides a single endless paragraph without losing a word', async () => {
    const words = Array.from({ length: 30_000 }, (_, index) => `word${index}`).join(' ');
    const { pages } = await readFile(words, 'x.txt');
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.map((page) => page.text).join(' ')).toBe(words);
  });

  it('says when there is nothing to read', async () => {
    await expect(readFile('', 'x.txt')).rejects.toMatchObject({ code: 'file-empty' });
    await expect(readFile(' \n\n\t ', 'x.txt')).rejects.toMatchObject({ code: 'no-text' });
  });
});
