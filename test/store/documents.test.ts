import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/types/store.ts';
import { storeForEachTest } from './each-test.ts';
import { addDocument, contentOf, embedAll, EMBEDDER, foundFile } from './fixture.ts';

let store: Store;
storeForEachTest((opened) => {
  store = opened;
});

function found(words: string): string[] {
  const ids = store.searchWords(words, ['en'], {}, 10).map(({ passage }) => passage);
  return store.passages(ids, {}).map(({ document }) => document);
}

describe('documents', () => {
  it('queues a new and a changed file, leaves an unchanged one', () => {
    const first = store.recordFile(foundFile('a.pdf'));
    expect(first).toMatchObject({ changed: true, row: { status: 'queued', contentId: null } });
    store.markParsing(first.row.id);
    store.writeContent(first.row.id, contentOf('a', ['Some text.']));
    const again = store.recordFile(foundFile('a.pdf'));
    expect(again).toMatchObject({ changed: false, row: { id: first.row.id, status: 'indexed' } });
    const changed = store.recordFile(foundFile('a.pdf', { bytes: 101 }));
    expect(changed).toMatchObject({ changed: true, row: { id: first.row.id, status: 'queued' } });
  });

  it('keeps old content searchable until the new is written, then erases it', () => {
    const id = addDocument(store, 'a.pdf', ['The zebra sleeps.']);
    store.recordFile(foundFile('a.pdf', { modifiedMs: 5 }));
    store.markParsing(id);
    expect(found('zebra')).toEqual(['a.pdf']);
    store.writeContent(id, contentOf('new', ['The giraffe sleeps.']));
    expect(found('zebra')).toEqual([]);
    expect(found('giraffe')).toEqual(['a.pdf']);
    expect(store.counts().passages).toBe(1);
  });

  it('stores copies once and finds the one in scope', async () => {
    await store.useEmbedder(EMBEDDER);
    const a = addDocument(store, 'a.pdf', ['The zebra sleeps.']);
    await embedAll(store);
    const { row } = store.recordFile(foundFile('copy.pdf', { collection: 'zoo' }));
    expect(store.adoptContent(row.id, 'sha-The zebra sleeps.', '1')).toBe(true);
    expect(store.adoptContent(row.id, 'other', '1')).toBe(false);
    expect(store.counts()).toMatchObject({ documents: 2, passages: 1, vectors: 1, toEmbed: 0 });
    expect(found('zebra')).toEqual(['a.pdf']);
    const [hit] = store.searchWords('zebra', ['en'], { collection: 'zoo' }, 5);
    expect(store.passages([hit?.passage ?? 0], { collection: 'zoo' })[0]?.document).toBe(
      'copy.pdf',
    );
    await store.removeDocuments([a]);
    expect(found('zebra')).toEqual(['copy.pdf']);
    expect(found('copy')).toEqual(['copy.pdf']);
  });

  it('shows what was renamed where it is now, and what is nowhere where it was', () => {
    const before = addDocument(store, 'before.txt', ['The zebra sleeps.']);
    const { row } = store.recordFile(foundFile('after.txt'));
    expect(store.adoptContent(row.id, 'sha-The zebra sleeps.', '1')).toBe(true);
    const shown = (): number | undefined =>
      store.passages(
        [...store.searchWords('zebra', ['en'], {}, 9)].map(({ passage }) => passage),
        {},
      )[0]?.documentId;
    const gone = { code: 'path-missing', message: 'It is gone.' } as const;
    expect(shown()).toBe(before);
    store.markFailed(before, 'missing', gone);
    expect(shown()).toBe(row.id);
    store.markFailed(row.id, 'missing', gone);
    expect(shown()).toBe(before);
  });

  it('derives every status with its reason', async () => {
    await store.useEmbedder(EMBEDDER);
    const problem = { code: 'file-damaged', message: 'Page 2 is damaged.' } as const;
    const whole = addDocument(store, 'whole.pdf', ['One.']);
    expect(store.document(whole)?.status).toBe('embedding');
    await embedAll(store);
    expect(store.document(whole)?.status).toBe('indexed');
    const part = addDocument(store, 'part.pdf', ['Two.'], {
      unreadable: [{ page: 2, error: problem }],
    });
    await embedAll(store);
    const failed = store.recordFile(foundFile('failed.pdf')).row.id;
    store.markFailed(failed, 'failed', problem);
    const missing = addDocument(store, 'missing.pdf', ['Three.']);
    store.markFailed(missing, 'missing', { code: 'path-missing', message: 'It is gone.' });
    const statuses = store.listDocuments().map(({ status, reason }) => [status, reason?.code]);
    expect(statuses).toEqual([
      ['indexed', undefined],
      ['partial', 'file-damaged'],
      ['failed', 'file-damaged'],
      ['missing', 'path-missing'],
    ]);
    expect(store.coverage({})).toEqual({
      inScope: 4,
      searchable: 3,
      withVectors: 2,
      partial: 1,
      failed: 1,
      unreachable: 1,
    });
    expect(store.retryFailed()).toBe(2);
    expect(store.document(part)?.status).toBe('queued');
    // Read again, a partly read file is not simply taken over.
    expect(store.adoptContent(part, 'sha-Two.', '1')).toBe(false);
  });

  it('counts a file of a kind that is not read among those that could not be read', () => {
    addDocument(store, 'read.pdf', ['One.']);
    const { id } = store.recordFile(foundFile('disc.iso')).row;
    store.markFailed(id, 'skipped', { code: 'format-unsupported', message: 'It is no document.' });
    expect(store.coverage({})).toMatchObject({ inScope: 2, searchable: 1, failed: 1 });
  });

  it('takes back a file that was missing without reading it again', () => {
    const id = addDocument(store, 'a.pdf', ['One.']);
    store.markFailed(id, 'missing', { code: 'path-missing', message: 'It is gone.' });
    expect(store.recordFile(foundFile('a.pdf'))).toMatchObject({
      changed: false,
      row: { status: 'indexed' },
    });
  });

  it('names a file by the outer of two added folders, in the index too', () => {
    const name = { root: '/docs/sub', path: '/docs/sub/plan.pdf' };
    const id = addDocument(store, 'plan.pdf', ['One.'], { file: name });
    store.recordFile(foundFile('sub/plan.pdf', { path: '/docs/sub/plan.pdf' }));
    expect(store.document(id)).toMatchObject({ document: 'sub/plan.pdf', root: '/docs' });
    expect(found('plan')).toEqual(['sub/plan.pdf']);
    expect(store.listDocuments()).toHaveLength(1);
  });

  it('matches by id, path, folder and archive, and nothing beside them', () => {
    const a = addDocument(store, 'x/a.pdf', ['One.']);
    const b = addDocument(store, 'x/b.zip!/c.pdf', ['Two.']);
    addDocument(store, 'xy/d.pdf', ['Three.']);
    const ids = (target: string): number[] => store.matchDocuments(target).map(({ id }) => id);
    expect(ids(String(a))).toEqual([a]);
    expect(ids('/docs/x/a.pdf')).toEqual([a]);
    expect(ids('/docs/x')).toEqual([a, b]);
    expect(ids('/docs/x/')).toEqual([a, b]);
    expect(ids('/docs/x/b.zip')).toEqual([b]);
    expect(ids('/docs/%')).toEqual([]);
    expect(store.passages([2], {})[0]?.place.container).toEqual(['x/b.zip', 'c.pdf']);
  });

  it('replaces partly read content for all its copies', () => {
    const error = { code: 'file-damaged', message: 'Damaged.' } as const;
    const a = addDocument(store, 'a.pdf', ['Zebra.'], { unreadable: [{ page: 2, error }] });
    const b = addDocument(store, 'b.pdf', ['Zebra.'], { unreadable: [{ page: 2, error }] });
    expect(store.document(a)?.contentId).toBe(store.document(b)?.contentId);
    store.writeContent(b, contentOf('sha-Zebra.', ['Zebra.', 'Lion.']));
    expect(store.document(a)).toMatchObject({ status: 'indexed' });
    expect(found('lion')).toEqual(['a.pdf']);
    expect(store.counts().passages).toBe(2);
  });

  it('keeps a document queued whose file changed while it was read', () => {
    const id = addDocument(store, 'a.pdf', ['The zebra sleeps.']);
    store.recordFile(foundFile('a.pdf', { bytes: 7 }));
    store.markParsing(id);
    store.recordFile(foundFile('a.pdf', { bytes: 8 }));
    store.writeContent(id, contentOf('second', ['The giraffe sleeps.']));
    expect(store.document(id)?.status).toBe('queued');
    expect(found('giraffe')).toEqual(['a.pdf']);
    // Bytes already known leave it queued as well.
    expect(store.adoptContent(id, 'second', '1')).toBe(true);
    expect(store.nextQueued()?.id).toBe(id);
    expect(store.nextQueued([id])).toBeUndefined();
  });

  it('writes nothing for a document that was removed while it was read', async () => {
    const { row } = store.recordFile(foundFile('a.pdf'));
    store.markParsing(row.id);
    await store.removeDocuments([row.id]);
    store.writeContent(row.id, contentOf('a', ['The zebra sleeps.']));
    expect(store.counts()).toMatchObject({ documents: 0, passages: 0 });
  });

  it('keeps passages and vectors where reading again brought no other pages', async () => {
    await store.useEmbedder(EMBEDDER);
    const unreadable = [{ page: 2, error: { code: 'file-damaged', message: 'Damaged.' } }] as const;
    const id = addDocument(store, 'a.pdf', ['Zebra.'], { unreadable });
    await embedAll(store);
    expect(store.retryFailed()).toBe(1);
    store.markParsing(id);
    store.writeContent(id, contentOf('sha-Zebra.', ['Zebra.'], { unreadable }));
    expect(store.document(id)?.status).toBe('partial');
    expect(store.counts()).toMatchObject({ vectors: 1, toEmbed: 0 });
  });

  it('lists in parts, and counts by status as the list does', async () => {
    await store.useEmbedder(EMBEDDER);
    for (let index = 0; index < 5; index += 1)
      addDocument(store, `${index}.pdf`, [`Text ${index}.`]);
    store.recordFile(foundFile('other.pdf', { collection: 'other' }));
    const first = store.listDocuments('default', { limit: 3 });
    const after = Number(first.at(-1)?.id);
    const second = store.listDocuments('default', { after, limit: 3 });
    const names = [...first, ...second].map(({ document }) => document);
    expect(names).toEqual(['0.pdf', '1.pdf', '2.pdf', '3.pdf', '4.pdf']);
    expect(store.byStatus()).toEqual({ embedding: 5, queued: 1 });
    expect(store.documentsOfType('pdf', 'other')).toHaveLength(1);
  });
});
