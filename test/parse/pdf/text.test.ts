import { describe, expect, it } from 'vitest';
import { rawOffset } from '../../../src/parse/page-builder.ts';
import { blockTexts, makePdf, parse, put, wordsOf } from './make.ts';

const prose = [
  'Every book that leaves the building is written into a ledger, in ink,',
  'with the name of the reader and the day on which it is due back. The',
  'ledger is older than the catalogue, and more reliable in most respects.',
];

describe('lines into paragraphs', () => {
  it('joins a word hyphenated at the line end and keeps a real hyphen', async () => {
    const bytes = await makePdf((pdf) => {
      [
        'The rules for long-term loans are kept by the cata-',
        'logue room. A reader who has asked for a long-',
        'term loan signs a form for the years 1990-',
        '1999 and brings it back to the desk.',
      ].forEach((line, index) => put(pdf, line, 40, 60 + 13 * index));
    });
    const { pages } = await parse(bytes);
    const [page] = pages;
    expect(page?.text).toBe(
      'The rules for long-term loans are kept by the catalogue room. A reader who has asked ' +
        'for a long-term loan signs a form for the years 1990-1999 and brings it back to the desk.',
    );
    const halves = wordsOf(page ?? expect.fail('no page')).filter((word) =>
      /^(?:cata|logue)$/.test(word.text),
    );
    expect(halves).toHaveLength(2);
    const at = page?.text.indexOf('catalogue') ?? -1;
    const map = page?.map ?? new Uint32Array(0);
    expect(page?.raw.slice(rawOffset(map, at, 'after'), rawOffset(map, at + 9, 'before'))).toBe(
      'cata-\nlogue',
    );
  });

  it('drops text drawn twice to look bold', async () => {
    const bytes = await makePdf((pdf) => {
      put(pdf, 'Closed on Mondays', 40, 60);
      put(pdf, 'Closed on Mondays', 40.3, 60);
    });
    const { pages } = await parse(bytes);
    expect(pages[0]?.text).toBe('Closed on Mondays');
  });

  it('puts no space into letter-spaced words and one between them', async () => {
    const bytes = await makePdf((pdf) => {
      pdf.fontSize(10).text('ANNUAL REPORT', 40, 60, { characterSpacing: 4, lineBreak: false });
    });
    const { pages } = await parse(bytes);
    expect(pages[0]?.text).toBe('ANNUAL REPORT');
  });

  it('infers spaces where the file draws words apart without any', async () => {
    const bytes = await makePdf((pdf) => {
      put(pdf, 'Silence', 40, 60);
      put(pdf, 'please', 40 + pdf.widthOfString('Silence') + 3, 60);
    });
    const { pages } = await parse(bytes);
    expect(pages[0]?.text).toBe('Silence please');
  });

  it('reads a title across two columns first, then each column', async () => {
    const bytes = await makePdf((pdf) => {
      put(pdf, 'News from the reading room and its many quiet corners', 40, 40, 14);
      [
        'The lamps on the second',
        'floor were replaced in',
        'May and now give twice',
        'the light at half cost.',
      ].forEach((line, index) => put(pdf, line, 40, 80 + 13 * index));
      [
        'A new chair was tried by',
        'six readers, of whom two',
        'fell asleep; the maker is',
        'pleased with the result.',
      ].forEach((line, index) => put(pdf, line, 220, 80 + 13 * index));
    });
    const { pages } = await parse(bytes);
    expect(pages[0]?.text).toBe(
      'News from the reading room and its many quiet corners\n' +
        'The lamps on the second floor were replaced in May and now give twice the light at half cost.\n' +
        'A new chair was tried by six readers, of whom two fell asleep; the maker is pleased with the result.',
    );
    expect(blockTexts(pages[0], 'heading')).toEqual([
      'News from the reading room and its many quiet corners',
    ]);
  });
});

describe('structure', () => {
  it('finds headings by size and weight, levels by rank, and the title', async () => {
    const bytes = await makePdf((pdf) => {
      put(pdf, 'House Rules', 40, 40, 20);
      prose.forEach((line, index) => put(pdf, line, 40, 80 + 13 * index));
      put(pdf, 'Lending', 40, 140, 14);
      prose.forEach((line, index) => put(pdf, line, 40, 165 + 13 * index));
      pdf.font('Helvetica-Bold');
      put(pdf, 'Fines', 40, 225);
      pdf.font('Helvetica');
      prose.forEach((line, index) => put(pdf, line, 40, 245 + 13 * index));
    });
    const { pages, info } = await parse(bytes);
    const headings = pages[0]?.blocks.filter((block) => block.kind === 'heading') ?? [];
    expect(
      headings.map((block) => [pages[0]?.text.slice(block.start, block.end), block.level]),
    ).toEqual([
      ['House Rules', 1],
      ['Lending', 2],
      ['Fines', 3],
    ]);
    expect(blockTexts(pages[0], 'paragraph')).toEqual([
      prose.join(' '),
      prose.join(' '),
      prose.join(' '),
    ]);
    expect(info.title).toBe('House Rules');
  });

  it('takes a stated title unless it is the name of a file or program', async () => {
    const draw = (title: string): Promise<Buffer> =>
      makePdf((pdf) => put(pdf, prose[0] ?? '', 40, 40), {
        info: { Title: title, Author: 'A. Porter', CreationDate: new Date(Date.UTC(2024, 2, 1)) },
      });
    const stated = await parse(await draw('Rules of the house'));
    expect(stated.info).toMatchObject({
      title: 'Rules of the house',
      author: 'A. Porter',
      pages: 1,
    });
    expect(stated.info.created).toMatch(/^2024-0[23]-/);
    expect((await parse(await draw('Microsoft Word - rules.doc'))).info.title).toBe('');
    expect((await parse(await draw('rules-2024'), 'rules-2024.pdf')).info.title).toBe('');
  });

  it('keeps list items apart', async () => {
    const bytes = await makePdf((pdf) => {
      put(pdf, 'Bring the following things when you come to register as a reader:', 40, 40);
      ['\u2022', 'a card with your name'].forEach((text, index) =>
        put(pdf, text, 50 + 20 * index, 60),
      );
      ['\u2022', 'a letter from a friend'].forEach((text, index) =>
        put(pdf, text, 50 + 20 * index, 73),
      );
    });
    const { pages } = await parse(bytes);
    expect(blockTexts(pages[0], 'list-item')).toEqual([
      '\u2022 a card with your name',
      '\u2022 a letter from a friend',
    ]);
  });

  it('takes lists in larger type for no headings', async () => {
    const bytes = await makePdf((pdf) => {
      put(pdf, 'What to bring', 40, 30, 16);
      prose.forEach((line, index) => put(pdf, line, 40, 60 + 13 * index));
      ['1. a card', '2. a letter'].forEach((text, index) =>
        put(pdf, text, 50, 120 + 16 * index, 12),
      );
      put(pdf, '\u2022 a friend', 60, 152, 12);
      put(pdf, '3. Fees', 40, 190, 16);
      prose.forEach((line, index) => put(pdf, line, 40, 220 + 13 * index));
    });
    const { pages } = await parse(bytes);
    expect(blockTexts(pages[0], 'heading')).toEqual(['What to bring', '3. Fees']);
    expect(blockTexts(pages[0], 'list-item')).toEqual([
      '1. a card',
      '2. a letter',
      '\u2022 a friend',
    ]);
  });

  it('marks running headers, footers and page numbers, and nothing else', async () => {
    const bytes = await makePdf((pdf) => {
      for (let page = 1; page <= 5; page += 1) {
        if (page > 1) pdf.addPage();
        put(pdf, 'Handbook of the House', 40, 20, 8);
        prose.forEach((line, index) => put(pdf, `${line} ${page * 7}`, 40, 80 + 13 * index, 9));
        put(pdf, `Page ${page} of 5`, 180, 480, 8);
      }
    });
    const { pages } = await parse(bytes);
    expect(pages).toHaveLength(5);
    for (const page of pages) {
      expect(blockTexts(page, 'furniture')).toEqual([
        'Handbook of the House',
        `Page ${page.number} of 5`,
      ]);
      expect(blockTexts(page, 'paragraph').join(' ')).toContain(`${prose[0]} ${page.number * 7}`);
    }
  });
});
