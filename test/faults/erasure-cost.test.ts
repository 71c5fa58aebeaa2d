import { expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { addDocument, filesHolding, temporaryHome, vectorOf } from '../store/fixture.ts';

const DOCUMENTS = 1_000;
const PASSAGES = 10;
const DIMENSIONS = 384;

test(`one of ${DOCUMENTS} documents is erased without a trace, and it costs little`, async () => {
  using folder = temporaryHome();
  const store = await openStore(folder.home);
  await store.useEmbedder({ embedder: 'made-up', dimensions: DIMENSIONS });
  const ids = store.together(() =>
    Array.from({ length: DOCUMENTS }, (_, n) =>
      addDocument(
        store,
        `canaryname${n}x.txt`,
        Array.from({ length: PASSAGES }, (_each, part) => `The canary${n}x sings part ${part}.`),
      ),
    ),
  );
  for (;;) {
    const batch = store.nextToEmbed(1000);
    if (batch.length === 0) break;
    const rows = batch.map(({ passage }) => ({ passage, vector: vectorOf(passage, DIMENSIONS) }));
    await store.writeVectors(rows);
  }
  const id = ids[500] ?? 0;
  const bytes = new Uint8Array(vectorOf(500 * PASSAGES + 1, DIMENSIONS).buffer);
  expect(filesHolding(folder.home, bytes)).not.toEqual([]);
  const before = performance.now();
  await store.removeDocuments([id]);
  const milliseconds = performance.now() - before;
  console.log(`erased one of ${DOCUMENTS} in ${Math.round(milliseconds)} ms`);
  // A second on a busy machine; rewriting everything would take many.
  expect(milliseconds).toBeLessThan(10_000);
  for (const canary of ['canary500x', 'canaryname500x', bytes]) {
    expect(filesHolding(folder.home, canary)).toEqual([]);
  }
  await store.close();
});
