import { expect, test } from 'vitest';
import { cite } from '../../src/answer/citation.ts';
import { openStore } from '../../src/store/open.ts';
import { addDocument, temporaryHome } from '../store/fixture.ts';
import { hitOf } from './fixtures/hit.ts';

const text = 'The lease ends on 30 June 2031.';

test('says of which day the copy is where the file is out of reach, and only there', async () => {
  using folder = temporaryHome();
  const store = await openStore(folder.home);
  try {
    const id = addDocument(store, 'lease.pdf', [text]);
    const spans = [{ page: 1, start: 0, end: text.length }];
    const hit = hitOf(text, { documentId: String(id) });
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
