import { expect, test } from 'vitest';
import { cite } from '../../src/answer/citation.ts';
import type { Place } from '../../src/contract/place.ts';
import { openStore } from '../../src/store/open.ts';
import { addDocument, temporaryHome } from '../store/fixture.ts';

const text = 'The lease ends on 30 June 2031.';

test('says of which day the copy is where the file is out of reach, and only there', async () => {
  using folder = temporaryHome();
  const store = await openStore(folder.home);
  try {
    const id = addDocument(store, 'lease.pdf', [text]);
    const spans = [{ page: 1, start: 0, end: text.length }];
    const place: Place = { kind: 'page', page: 1, spans, container: [] };
    const hit = {
      passage: '1',
      documentId: String(id),
      document: 'lease.pdf',
      path: '/docs/lease.pdf',
      page: 1,
      place,
      start: 0,
      end: text.length,
      text,
      heading: '',
      score: 1,
      cosine: null,
      bm25: null,
      boxes: [],
    };
    const citation = () => cite(store, 1, { hit, spans, text });
    expect(citation()).toMatchObject({ checked: true });
    expect(citation()).not.toHaveProperty('copyOf');
    store.markFailed(id, 'missing', { code: 'path-missing', message: 'It is away.' });
    expect(citation()).toMatchObject({
      checked: true,
      quote: text,
      copyOf: new Date(store.document(id)?.modifiedMs ?? 0).toISOString(),
    });
  } finally {
    await store.close();
  }
});
