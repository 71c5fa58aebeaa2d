import { expect, test } from 'vitest';
import type { Store } from '../../src/store/types/store.ts';
import { storeForEachTest } from './each-test.ts';
import { addDocument, contentOf } from './fixture.ts';

let store: Store;
storeForEachTest((opened) => {
  store = opened;
});

const passages = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${name} ${index}`);

/** A document whose passages are told in these languages. */
function addTold(name: string, told: readonly string[]): void {
  const texts = passages(name, told.length);
  const chunks = contentOf(name, texts).chunks.map((chunk, index) => ({
    ...chunk,
    language: told[index] ?? 'und',
  }));
  addDocument(store, name, texts, { chunks });
}

const many = (language: string, count: number): string[] =>
  Array.from({ length: count }, () => language);

async function counted(): Promise<string[]> {
  return [...(await store.passageLanguages()).samples().keys()];
}

test('tells the language of each passage, of new ones too', async () => {
  addDocument(store, 'a.pdf', ['one', 'two'], { language: 'en' });
  addDocument(store, 'b.pdf', ['drei', 'vier'], { language: 'de' });
  const before = await store.passageLanguages();
  expect([1, 2, 3, 5].map((passage) => before.of(passage))).toEqual(['en', 'en', 'de', 'und']);
  addDocument(store, 'c.pdf', ['???', 'quatre'], { language: 'fr' });
  addDocument(store, 'd.pdf', ['5'], { language: 'und' });
  const languages = await store.passageLanguages();
  expect([3, 5, 6, 7].map((passage) => languages.of(passage))).toEqual(['de', 'fr', 'fr', 'und']);
  const outside = languages.outside(['en', 'fr']);
  expect([1, 2, 3, 4, 5, 6, 7].filter(outside)).toEqual([3, 4, 7]);
  expect([...languages.samples()]).toEqual([
    ['en', [1, 2]],
    ['de', [3, 4]],
    ['fr', [5, 6]],
  ]);
});

test('a stray is in the language of its document, and makes no language of its own', async () => {
  addTold('a.pdf', [...many('en', 8), 'pt', 'en']);
  addTold('b.pdf', [...many('en', 95), ...many('ms', 4), 'und']);
  const languages = await store.passageLanguages();
  expect(languages.of(9)).toBe('en');
  expect(languages.of(106)).toBe('en');
  expect(languages.of(110)).toBe('und');
  expect([8, 9, 106, 110].filter(languages.outside(['en']))).toEqual([110]);
  expect(await counted()).toEqual(['en']);
  // A text of one passage may be told wrongly as well; two tell a language.
  addTold('c.pdf', ['sv']);
  expect(await counted()).toEqual(['en']);
  addTold('d.pdf', ['sv']);
  expect(await counted()).toEqual(['en', 'sv']);
});

test('a short document counts among a thousand passages, and a part of a document in another language', async () => {
  addTold('a.pdf', many('en', 1000));
  addTold('contrat.pdf', many('fr', 3));
  expect(await counted()).toEqual(['en', 'fr']);
  addTold('report.pdf', [...many('en', 40), ...many('de', 2)]);
  expect(await counted()).toEqual(['en', 'fr']);
  addTold('annexed.pdf', [...many('en', 40), ...many('de', 3)]);
  const languages = await store.passageLanguages();
  expect([...languages.samples().keys()]).toEqual(['en', 'fr', 'de']);
  expect(languages.samples().get('de')).toEqual([1086, 1087, 1088]);
  expect(languages.of(1086)).toBe('de');
  expect(languages.of(1045)).toBe('en');
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
