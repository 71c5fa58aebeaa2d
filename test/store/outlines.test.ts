import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/types/store.ts';
import { storeForEachTest } from './each-test.ts';
import { addDocument, pageOf } from './fixture.ts';

describe('the outline of a document', () => {
  let store: Store;
  storeForEachTest((opened) => {
    store = opened;
  });

  const heading = (text: string, page: string, level: number) => {
    const start = page.indexOf(text);
    return { kind: 'heading' as const, level, start, end: start + text.length };
  };

  it('holds every heading, those in the middle of a passage too', () => {
    const [one, two] = ['Leave\nTwo weeks.\nSick days\nTell us.', 'Notice\nThree months.'];
    const id = addDocument(store, 'rules.pdf', [one, two], {
      headings: ['Leave'],
      pages: [
        pageOf(1, one, { blocks: [heading('Leave', one, 1), heading('Sick days', one, 2)] }),
        pageOf(2, two, { blocks: [heading('Notice', two, 1)] }),
      ],
    });
    expect(store.library.detail(id).outline).toEqual([
      { heading: 'Leave', level: 1, page: 1 },
      { heading: 'Sick days', level: 2, page: 1 },
      { heading: 'Notice', level: 1, page: 2 },
    ]);
  });

  it('names the sheets of a workbook above what stands on them', () => {
    const text = 'Rates\nOslo\t93';
    const id = addDocument(store, 'rates.xlsx', [text], {
      pages: [
        pageOf(1, text, { unit: 'sheet', label: 'Europe', blocks: [heading('Rates', text, 1)] }),
      ],
    });
    expect(store.library.detail(id).outline).toEqual([
      { heading: 'Europe', level: 1, page: 1 },
      { heading: 'Rates', level: 2, page: 1 },
    ]);
  });

  it('is that of the passages where headings were not kept', () => {
    const id = addDocument(store, 'old.pdf', ['One.'], { headings: ['Part', 'Chapter'] });
    expect(store.library.detail(id).outline).toEqual([
      { heading: 'Part', level: 1, page: 1 },
      { heading: 'Chapter', level: 2, page: 1 },
    ]);
  });
});
