import { expect, it } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { addDocument, temporaryHome } from './fixture.ts';

it('knows what stands before, after and beside a passage', async () => {
  using folder = temporaryHome();
  const store = await openStore(folder.home);
  addDocument(store, 'a.pdf', ['One.', 'Two.', 'Three.']);
  addDocument(store, 'b.pdf', ['Four.']);
  expect(store.adjoining([1, 2, 3, 4])).toEqual([
    { passage: 1, next: 2 },
    { passage: 2, next: 3 },
  ]);
  expect(store.adjoining([1, 3, 4])).toEqual([]);
  expect(new Set(store.neighbours([2], 1))).toEqual(new Set([1, 3]));
  expect(new Set(store.neighbours([1, 4], 2))).toEqual(new Set([2, 3]));
  await store.close();
});
