import { expect, test } from 'vitest';
import type { Store } from '../../src/store/types/store.ts';
import { storeForEachTest } from './each-test.ts';
import { addDocument } from './fixture.ts';

let store: Store;
storeForEachTest((opened) => {
  store = opened;
});

const passages = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${name} ${index}`);

test('tells the language of each passage, of new ones too', async () => {
  addDocument(store, 'a.pdf', ['one', 'two'], { language: 'en' });
  addDocument(store, 'b.pdf', ['drei'], { language: 'de' });
  const before = await store.passageLanguages();
  expect([1, 2, 3, 4].map((passage) => before.of(passage))).toEqual(['en', 'en', 'de', 'und']);
  addDocument(store, 'c.pdf', ['???', 'quatre'], { language: 'fr' });
  addDocument(store, 'd.pdf', ['5'], { language: 'und' });
  const languages = await store.passageLanguages();
  expect([3, 4, 5, 6].map((passage) => languages.of(passage))).toEqual(['de', 'fr', 'fr', 'und']);
  const outside = languages.outside(['en', 'fr']);
  expect([1, 2, 3, 4, 5, 6].filter(outside)).toEqual([3, 6]);
  expect([...languages.samples()]).toEqual([
    ['en', [1, 2]],
    ['de', [3]],
    ['fr', [4, 5]],
  ]);
});

test('samples a language evenly over all its passages', async () => {
  addDocument(store, 'a.pdf', passages('a', 1500), { language: 'en' });
  const first = (await store.passageLanguages()).samples().get('en') ?? [];
  expect(first.length).toBeGreaterThan(100);
  expect(first.length).toBeLessThanOrEqual(200);
  addDocument(store, 'b.pdf', passages('b', 1500), { language: 'en' });
  const all = (await store.passageLanguages()).samples().get('en') ?? [];
  expect(all.length).toBeGreaterThan(100);
  expect(all.length).toBeLessThanOrEqual(200);
  const steps = all.slice(1).map((passage, index) => passage - (all[index] ?? 0));
  expect(new Set(steps).size).toBe(1);
  expect(all.at(-1)).toBeGreaterThan(2900);
});
