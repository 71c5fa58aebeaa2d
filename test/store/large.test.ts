import { expect, it } from 'vitest';
import { openCatalogue } from '../../src/store/catalogue.ts';
import { openStore } from '../../src/store/open.ts';
import { Shards } from '../../src/store/shards.ts';
import { Vectors } from '../../src/store/vectors.ts';
import { addDocument, DIMENSIONS, embedAll, EMBEDDER, temporaryHome, vectorOf } from './fixture.ts';

it('searches vectors on the disk when memory does not hold them', async () => {
  using folder = temporaryHome();
  const store = await openStore(folder.home);
  await store.useEmbedder(EMBEDDER);
  addDocument(
    store,
    'a.pdf',
    Array.from({ length: 400 }, (_, index) => `text ${index}`),
  );
  await embedAll(store);
  const expected = await store.searchVectors(vectorOf(7), {}, 20);
  await store.close();

  const database = openCatalogue(folder.home);
  const vectors = new Vectors(database, new Shards(database, folder.home), 100 * DIMENSIONS * 4);
  await vectors.open();
  const found = await vectors.search(vectorOf(7), undefined, 20);
  expect(found.map(({ passage }) => passage)).toEqual(expected.map(({ passage }) => passage));
  expect(await vectors.score(vectorOf(7), [7, 9999])).toMatchObject([{ passage: 7 }]);
  await vectors.close();
  database.close();
});
