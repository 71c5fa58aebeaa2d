import { describe, expect, it } from 'vitest';
import { chunkDocument } from '../../src/chunk/chunk-document.ts';
import { countWords } from '../../src/chunk/tokens.ts';
import { info, pageOf, prose } from './pages.ts';

describe('chunkDocument', () => {
  it('does not cross a heading, and keeps a heading with its text', () => {
    const chunks = chunkDocument(
      [
        pageOf(1, [
          { kind: 'heading', level: 1, text: 'Lease' },
          { kind: 'heading', level: 2, text: 'Deposit' },
          { kind: 'paragraph', text: prose(100) },
          { kind: 'heading', level: 2, text: 'Repairs' },
          { kind: 'paragraph', text: prose(90, 2) },
        ]),
      ],
      info,
    );
    expect(chunks.map(({ headings }) => headings)).toEqual([
      ['Lease', 'Deposit'],
      ['Lease', 'Repairs'],
    ]);
    expect(chunks[0]?.text.startsWith('Lease\nDeposit\nThe tenant')).toBe(true);
    expect(chunks[1]?.text.startsWith('Repairs\n')).toBe(true);
    // The heading stands in the text already.
    expect(chunks.map(({ context }) => context)).toEqual(['', '']);
  });

  it('divides a long section evenly and repeats its heading in the context', () => {
    const chunks = chunkDocument(
      [
        pageOf(1, [
          { kind: 'heading', level: 1, text: 'House rules' },
          { kind: 'paragraph', text: prose(620) },
        ]),
      ],
      info,
    );
    const lengths = chunks.map(({ text }) => countWords(text));
    expect(chunks.length).toBeGreaterThanOrEqual(3);
    expect(Math.min(...lengths)).toBeGreaterThan(Math.max(...lengths) * 0.7);
    expect(chunks[1]?.context).toBe('House rules');
    for (const { text } of chunks) expect(text.endsWith('.')).toBe(true);
  });

  it('merges tiny sections under what they share', () => {
    const chunks = chunkDocument(
      [
        pageOf(1, [
          { kind: 'heading', level: 1, text: 'Contacts' },
          { kind: 'heading', level: 2, text: 'Ghent' },
          { kind: 'paragraph', text: 'Call the desk on the ground floor.' },
          { kind: 'heading', level: 2, text: 'Graz' },
          { kind: 'paragraph', text: 'Write to the caretaker.' },
        ]),
      ],
      info,
    );
    expect(chunks).toHaveLength(1);
    expect(chunks[0]?.headings).toEqual(['Contacts']);
  });

  it('carries a heading at the foot of a page to its text', () => {
    const chunks = chunkDocument(
      [
        pageOf(1, [
          { kind: 'paragraph', text: prose(80) },
          { kind: 'heading', level: 1, text: 'Insurance' },
        ]),
        pageOf(2, [{ kind: 'paragraph', text: prose(80, 1) }]),
      ],
      info,
    );
    expect(chunks).toHaveLength(2);
    expect(chunks[1]?.spans.map(({ page }) => page)).toEqual([1, 2]);
    expect(chunks[1]?.text.startsWith('Insurance\n')).toBe(true);
  });

  it('ends at the page, unless the paragraph runs on', () => {
    const apart = chunkDocument(
      [
        pageOf(1, [{ kind: 'paragraph', text: prose(80) }]),
        pageOf(2, [{ kind: 'paragraph', text: prose(80, 1) }]),
      ],
      info,
    );
    expect(apart.map(({ spans }) => spans.length)).toEqual([1, 1]);
    const running = chunkDocument(
      [
        pageOf(1, [
          { kind: 'paragraph', text: `${prose(40)} The agent reads the meters on the first of` },
          { kind: 'footnote', text: '1 Or the next working day.' },
          { kind: 'furniture', text: 'Page 1 of 2' },
        ]),
        pageOf(2, [
          { kind: 'furniture', text: 'Lease, continued' },
          { kind: 'paragraph', text: 'each month and tells the tenant. Nothing else is due.' },
        ]),
      ],
      info,
    );
    const crossing = running.find(({ spans }) => spans.length === 2);
    expect(crossing?.text).toContain('on the first of\neach month');
    const all = running.map(({ text }) => text).join('\n');
    expect(all).toContain('1 Or the next working day.');
    expect(all).not.toContain('Page 1 of 2');
    expect(all).not.toContain('continued');
  });

  it('keeps table rows whole and repeats the header row in the context', () => {
    const rows = Array.from({ length: 60 }, (_, row) => [
      `Warehouse ${row}`,
      `Street ${row}, Ghent`,
      `${row * 17} pallets`,
    ]);
    const chunks = chunkDocument(
      [
        pageOf(1, [
          { kind: 'heading', level: 1, text: 'Storage' },
          { kind: 'table', rows: [['Site', 'Address', 'Capacity'], ...rows] },
        ]),
      ],
      info,
    );
    expect(chunks.length).toBeGreaterThan(1);
    const lines = chunks.flatMap(({ text }) => text.split('\n'));
    for (const row of rows) expect(lines).toContain(row.join('\t'));
    expect(chunks[0]?.context).toBe('');
    expect(chunks[0]?.text).toContain('Site\tAddress\tCapacity');
    for (const chunk of chunks.slice(1)) {
      expect(chunk.context).toBe('Storage\nSite Address Capacity');
      expect(chunk.text).not.toContain('Capacity');
    }
  });

  it('moves a lead-in with its list', () => {
    const chunks = chunkDocument(
      [
        pageOf(1, [
          { kind: 'paragraph', text: prose(180) },
          { kind: 'paragraph', text: 'The tenant brings the following documents:' },
          { kind: 'list-item', text: prose(40, 1) },
          { kind: 'list-item', text: prose(40, 2) },
        ]),
      ],
      info,
    );
    expect(chunks).toHaveLength(2);
    expect(chunks[1]?.text.startsWith('The tenant brings')).toBe(true);
  });

  it('makes each slide a passage of its own', () => {
    const chunks = chunkDocument(
      [
        pageOf(1, [{ kind: 'heading', level: 1, text: 'Results' }], 'slide'),
        pageOf(2, [{ kind: 'paragraph', text: 'Sales rose in spring.' }], 'slide'),
        pageOf(3, [{ kind: 'paragraph', text: 'Costs fell in autumn.' }], 'slide'),
      ],
      info,
    );
    expect(chunks.map(({ spans }) => spans.map(({ page }) => page))).toEqual([[1], [2], [3]]);
  });

  it('tells the language of each passage, and the document’s where a passage is too short', () => {
    const german =
      'Die Kündigung bedarf der Schriftform und muss dem Vermieter spätestens drei Monate vor Ablauf zugehen. ';
    const chunks = chunkDocument(
      [
        pageOf(1, [{ kind: 'paragraph', text: german.repeat(8) }]),
        pageOf(2, [{ kind: 'paragraph', text: prose(70) }]),
        pageOf(3, [{ kind: 'paragraph', text: german.repeat(8) }]),
        pageOf(4, [{ kind: 'paragraph', text: 'IBAN, BIC' }]),
      ],
      info,
    );
    expect(chunks.map(({ language }) => language)).toEqual(['de', 'en', 'de', 'de']);
  });

  it('does not repeat the title, which is embedded anyway', () => {
    const pages = [
      pageOf(1, [
        { kind: 'heading', level: 1, text: 'Staff handbook' },
        { kind: 'paragraph', text: prose(500) },
      ]),
    ];
    const titled = chunkDocument(pages, { ...info, title: 'Staff handbook' });
    expect(titled[1]?.context).toBe('');
    expect(titled[1]?.headings).toEqual(['Staff handbook']);
  });

  it('gives nothing for pages without text', () => {
    expect(chunkDocument([], info)).toEqual([]);
    expect(chunkDocument([pageOf(1, [{ kind: 'furniture', text: '7' }])], info)).toEqual([]);
    // Where it is all the text there is, it is the text.
    const labels = [1, 2].map((number) => pageOf(number, [{ kind: 'furniture', text: 'Shed 4' }]));
    expect(chunkDocument(labels, info).map(({ text }) => text)).toEqual(['Shed 4\nShed 4']);
  });

  it('takes linear time', () => {
    const pages = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        pageOf(index + 1, [{ kind: 'paragraph', text: prose(450, index) }]),
      );
    chunkDocument(pages(5), info);
    const before = process.threadCpuUsage();
    const chunks = chunkDocument(pages(300), info);
    // Microseconds of processor time; the goal is 0.5 s.
    expect(process.threadCpuUsage(before).user).toBeLessThan(2_500_000);
    expect(chunks.length).toBeGreaterThan(600);
  });
});
