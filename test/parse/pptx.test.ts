import PptxGenJS from 'pptxgenjs';
import { describe, expect, it } from 'vitest';
import { readingOrder, type Frame } from '../../src/parse/pptx/order.ts';
import { readFile } from './read.ts';

// The package's types describe its CommonJS build, where the class is a second `default`.
const Presentation: typeof PptxGenJS.default =
  'default' in PptxGenJS ? PptxGenJS.default : PptxGenJS;

async function bytesOf(show: InstanceType<typeof Presentation>): Promise<Uint8Array> {
  const content = await show.write({ outputType: 'uint8array' });
  if (!(content instanceof Uint8Array)) throw new TypeError('Expected bytes.');
  return content;
}

describe('a presentation', () => {
  it('has a page a slide with title, text by place, tables, charts and notes', async () => {
    const show = new Presentation();
    show.title = 'Yearly report';
    show.author = 'Port office';
    show.defineSlideMaster({
      title: 'M',
      objects: [
        {
          placeholder: { options: { name: 't', type: 'title', x: 1, y: 0, w: 8, h: 1 }, text: '' },
        },
      ],
    });
    const first = show.addSlide({ masterName: 'M' });
    first.addText('Right below', { x: 5, y: 3, w: 4, h: 0.5 });
    first.addText('Left above', { x: 0.5, y: 1.2, w: 4, h: 0.5 });
    first.addText('Ships in 2023', { placeholder: 't' });
    first.addTable(
      [['Month', 'Ships'].map((text) => ({ text })), ['May', '31'].map((text) => ({ text }))],
      {
        x: 0.5,
        y: 4,
        w: 8,
      },
    );
    first.addNotes('Mention the storm.');
    const second = show.addSlide();
    second.addText('Cargo by quarter', { x: 0.5, y: 0.2, w: 8, h: 0.6 });
    second.addText(
      [
        { text: 'Grain', options: { bullet: { type: 'number' }, breakLine: true } },
        { text: 'Wood', options: { bullet: { type: 'number' } } },
      ],
      { x: 0.5, y: 1, w: 4, h: 1 },
    );
    second.addChart(
      show.ChartType.bar,
      [{ name: 'Tonnes', labels: ['Q1', 'Q2'], values: [120, 8.2] }],
      { x: 0.5, y: 3, w: 4, h: 2 },
    );
    const read = await readFile(await bytesOf(show), 'report.pptx');
    expect(read.info).toMatchObject({
      format: 'pptx',
      title: 'Yearly report',
      author: 'Port office',
      pages: 2,
    });
    expect(read.pages.map((page) => [page.number, page.unit, page.label])).toEqual([
      [1, 'slide', 'Ships in 2023'],
      [2, 'slide', 'Cargo by quarter'],
    ]);
    expect(read.lines.filter((line) => !line.startsWith('furniture'))).toEqual([
      'h1 Ships in 2023',
      'paragraph Left above',
      'paragraph Right below',
      'th Month|Ships',
      'tr May|31',
      'paragraph Mention the storm.',
      'h1 Cargo by quarter',
      'li0 1. Grain',
      'li0 2. Wood',
      'th |Tonnes',
      'tr Q1|120',
      'tr Q2|8.2',
    ]);
  });
});

describe('reading order', () => {
  function order(frames: Record<string, readonly [number, number, number, number]>): string {
    const items = Object.entries(frames).map(([name, [left, top, width, height]]) => {
      const frame: Frame = { left, top, width, height };
      return { name, frame };
    });
    return readingOrder(items)
      .map((item) => item.name)
      .join('');
  }

  it('reads columns that stand apart one after the other, below what spans them', () => {
    expect(
      order({
        d: [60, 20, 40, 10],
        c: [0, 32, 40, 10],
        e: [60, 32, 40, 10],
        b: [0, 20, 40, 10],
        a: [0, 0, 100, 10],
      }),
    ).toBe('abcde');
  });

  it('ends for frames without a size, all in one place', () => {
    expect(order({ a: [0, 0, 0, 0], b: [0, 0, 0, 0], c: [0, 0, 0, 0] })).toBe('abc');
  });
});
