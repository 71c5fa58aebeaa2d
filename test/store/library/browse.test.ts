import { describe, expect, it } from 'vitest';
import type { LibraryFilter, LibrarySort } from '../../../src/contract/library.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/types/store.ts';
import { storeForEachTest } from '../each-test.ts';
import { addDocument, embedAll, EMBEDDER, foundFile } from '../fixture.ts';

let store: Store;
const setting = storeForEachTest((opened) => {
  store = opened;
});

const damaged = { code: 'file-damaged', message: 'It is damaged.' } as const;

function browse(
  filter: LibraryFilter = {},
  sort: Partial<LibrarySort> = {},
  window: { offset?: number; limit?: number } = {},
) {
  return store.library.browse({
    filter,
    sort: { by: 'name', descending: false, ...sort },
    offset: 0,
    limit: 200,
    ...window,
  });
}

function names(...parameters: Parameters<typeof browse>): string[] {
  return browse(...parameters).documents.map(({ document }) => document);
}

/** What the table shows must be what the documents themselves say. */
function expectAgreement(): void {
  const listed = new Map(store.listDocuments().map((entry) => [entry.id, entry.status]));
  const counted = store.byStatus();
  for (const status of new Set(listed.values())) {
    const shown = browse({ status: [status] }).documents;
    expect(shown.map(({ id }) => listed.get(id))).toEqual(shown.map(() => status));
    expect(shown).toHaveLength(counted[status] ?? 0);
  }
  expect(browse().byStatus).toEqual(counted);
}

describe('the library table', () => {
  it('sorts names without case and accents, numbers by value, without their folders', () => {
    for (const name of ['z/Élan.pdf', 'a/echo.pdf', 'Note 10.pdf', 'note 2.pdf', 'Fall.pdf']) {
      store.recordFile(foundFile(name));
    }
    const order = ['a/echo.pdf', 'z/Élan.pdf', 'Fall.pdf', 'note 2.pdf', 'Note 10.pdf'];
    expect(names()).toEqual(order);
    expect(names({}, { descending: true })).toEqual(order.toReversed());
  });

  it('sorts by every column, and the far half as the near half', () => {
    for (let i = 0; i < 250; i += 1) {
      const { row } = store.recordFile(
        foundFile(`file ${(i * 37) % 250}.pdf`, {
          bytes: (i * 13) % 40,
          modifiedMs: 1_700_000_000_000 + ((i * 7) % 90) * 1000,
          type: i % 3 === 0 ? 'pdf' : 'txt',
        }),
      );
      if (i % 5 === 0) store.markFailed(row.id, 'failed', damaged);
    }
    for (const by of ['name', 'type', 'pages', 'status', 'bytes', 'modified', 'added'] as const) {
      for (const descending of [false, true]) {
        const windows = [0, 60, 120, 180, 240].flatMap(
          (offset) => browse({}, { by, descending }, { offset, limit: 60 }).documents,
        );
        expect(new Set(windows.map(({ id }) => id)).size).toBe(250);
        const keys = windows.map((row) => (by === 'added' ? Number(row.id) : row[keyOf(by)]));
        if (by === 'name') continue;
        const sorted = keys.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
        expect(keys).toEqual(descending ? sorted.toReversed() : sorted);
      }
    }
    expect(browse({}, {}, { offset: 250 }).documents).toEqual([]);
  });

  it('filters by collection, type, status, folder and part of the path, all at once', () => {
    store.recordFile(foundFile('north/Müller lease.pdf', { collection: 'leases' }));
    store.recordFile(foundFile('north/Muller notes.txt', { type: 'txt' }));
    store.recordFile(foundFile('north-west/lease.pdf'));
    const { row } = store.recordFile(foundFile('south/broken.pdf'));
    store.markFailed(row.id, 'failed', damaged);
    expect(names({ collection: 'leases' })).toEqual(['north/Müller lease.pdf']);
    expect(names({ type: ['txt'] })).toEqual(['north/Muller notes.txt']);
    expect(names({ status: ['failed'] })).toEqual(['south/broken.pdf']);
    expect(names({ find: 'MULLER' })).toHaveLength(2);
    expect(names({ find: 'lease müll' })).toEqual(['north/Müller lease.pdf']);
    expect(names({ find: '%' })).toEqual([]);
    expect(names({ folder: '/docs/north' })).toHaveLength(2);
    expect(names({ folder: '/docs/north/' })).toHaveLength(2);
    expect(names({ folder: '/docs' })).toHaveLength(4);
    expect(names({ folder: '/docs/nor' })).toEqual([]);
    expect(names({ folder: '/docs/north', type: ['pdf'], find: 'lease' })).toHaveLength(1);
    const page = browse({ collection: 'default', status: ['failed'] });
    expect(page).toMatchObject({
      total: 1,
      types: ['pdf', 'txt'],
      byStatus: { queued: 2, failed: 1 },
    });
  });

  it('tells folders apart that differ by case or accents only', () => {
    store.recordFile(foundFile('été/a.pdf'));
    store.recordFile(foundFile('Ete/b.pdf'));
    expect(names({ folder: '/docs/été' })).toEqual(['été/a.pdf']);
    expect(names({ folder: '/docs/Ete' })).toEqual(['Ete/b.pdf']);
  });

  it('shows the status that the documents have, through all changes', async () => {
    await store.useEmbedder(EMBEDDER);
    const whole = addDocument(store, 'whole.pdf', ['One.', 'Two.']);
    const part = addDocument(store, 'part.pdf', ['Three.'], {
      unreadable: [{ page: 2, error: damaged }],
    });
    const copy = store.recordFile(foundFile('copy.pdf')).row.id;
    store.markParsing(copy);
    store.adoptContent(copy, 'sha-One.|Two.', '1');
    expectAgreement();
    expect(browse({ status: ['embedding'] }).total).toBe(3);
    const [first] = store.nextToEmbed(1);
    store.failVector(first?.passage ?? 0, damaged);
    expectAgreement();
    await embedAll(store);
    expect(browse().byStatus).toEqual({ partial: 3 });
    expectAgreement();
    store.retryFailed();
    expectAgreement();
    expect(store.library.entries([part])).toMatchObject([{ status: 'queued' }]);
    await embedAll(store);
    expectAgreement();
    await store.useEmbedder({ ...EMBEDDER, embedder: 'another' });
    expectAgreement();
    store.recordFile(foundFile('whole.pdf', { bytes: 7 }));
    store.markParsing(whole);
    expectAgreement();
    store.markFailed(whole, 'missing', damaged);
    expectAgreement();
    await store.removeDocuments([part]);
    expectAgreement();
    expect(browse().total).toBe(2);
  });

  it('grows its revision with every change that shows, and with no other', async () => {
    const { library } = store;
    const id = addDocument(store, 'a.pdf', ['One.']);
    const before = library.revision;
    browse();
    store.setSetting('anything', 'else');
    expect(library.revision).toBe(before);
    let told = 0;
    const end = library.onChange(() => (told += 1));
    store.markFailed(id, 'failed', damaged);
    expect(library.revision).toBeGreaterThan(before);
    expect(told).toBeGreaterThan(0);
    end();
    const after = library.revision;
    await store.close();
    store = await openStore(setting.home);
    expect(store.library.revision).toBeGreaterThanOrEqual(after);
  });

  it('opens a document with its headings', () => {
    const id = addDocument(store, 'a.pdf', ['One.', 'Two.'], {
      title: 'Plan',
      headings: ['Part', 'Chapter'],
    });
    expect(store.library.detail(id)).toMatchObject({
      entry: { id: String(id), kept: false },
      title: 'Plan',
      pages: 2,
      unit: 'page',
      outline: [
        { heading: 'Part', level: 1, page: 1 },
        { heading: 'Chapter', level: 2, page: 1 },
      ],
    });
    expect(() => store.library.detail(99)).toThrow(expect.objectContaining({ code: 'not-found' }));
  });
});

function keyOf(by: 'name' | 'type' | 'pages' | 'status' | 'bytes' | 'modified') {
  return by === 'name' ? 'document' : by;
}
