import { expect, test } from 'vitest';
import { createRetriever } from '../../src/retrieve/retriever.ts';
import type { Store } from '../../src/store/types/store.ts';
import { storeForEachTest } from '../store/each-test.ts';
import { addDocument, vectorOf } from '../store/fixture.ts';

let store: Store;
storeForEachTest((opened) => {
  store = opened;
});

const DIMENSIONS = 64;
const FRENCH = vectorOf(900, DIMENSIONS);
const ENGLISH = vectorOf(901, DIMENSIONS);

/** As embedders do it: a direction for the language, and one for what a text is about, so much of it. */
function about(language: Float32Array, topic: number, share = 1): Float32Array {
  const of = vectorOf(topic, DIMENSIONS);
  const sum = language.map((value, i) => 1.2 * value + share * (of[i] ?? 0));
  const length = Math.hypot(...sum);
  return sum.map((value) => value / length);
}

/** A hundred and twenty French texts on as many topics, and as many English ones on others. */
async function fill(): Promise<void> {
  await store.useEmbedder({ embedder: 'made-up', dimensions: DIMENSIONS });
  const texts = (name: string): string[] =>
    Array.from({ length: 120 }, (_, index) => `${name} ${index}`);
  addDocument(store, 'fr.pdf', texts('texte'), { language: 'fr' });
  addDocument(store, 'en.pdf', texts('text'), { language: 'en' });
  const waiting = store.nextToEmbed(500);
  await store.writeVectors(
    waiting.map(({ passage }) => ({
      passage,
      vector: about(passage <= 120 ? FRENCH : ENGLISH, passage),
    })),
  );
}

async function firstFor(words: string, topic: number): Promise<string | undefined> {
  const embedQuery = async () => about(FRENCH, topic);
  const { hits } = await createRetriever({ store, embedQuery }).search({
    words,
    mode: 'hybrid',
    limit: 3,
    scope: {},
  });
  return hits[0]?.passage;
}

test('what is told in another language alone is found, over all that is in the asked one', async () => {
  await fill();
  const question = 'Combien de jours de vacances avons-nous dans cette entreprise ?';
  const topics = Array.from({ length: 40 }, (_, index) => 130 + 2 * index);
  const nearest = await Promise.all(
    topics.map(async (topic) => {
      const [hit] = await store.searchVectors(about(FRENCH, topic), {}, 1);
      return hit?.passage === topic;
    }),
  );
  const found = await Promise.all(
    topics.map(async (topic) => (await firstFor(question, topic)) === String(topic)),
  );
  const right = (all: readonly boolean[]): number => all.filter(Boolean).length;
  // The cosine alone finds few of them.
  expect(right(nearest)).toBeLessThan(10);
  expect(right(found)).toBeGreaterThan(30);
});

test('a word that stands by chance in the asked language does not hold the others down', async () => {
  await fill();
  addDocument(store, 'avis.pdf', ['Le portail est ouvert tous les jours.'], { language: 'fr' });
  await store.writeVectors([{ passage: 241, vector: about(FRENCH, 800) }]);
  const topics = Array.from({ length: 40 }, (_, index) => 130 + 2 * index);
  const found = await Promise.all(
    topics.map((topic) => firstFor('Combien de jours de vacances avons-nous au total ?', topic)),
  );
  expect(found.filter((passage, at) => passage === String(topics[at])).length).toBeGreaterThan(30);
});

test('what the asked language holds in the words of the question stays first', async () => {
  await fill();
  addDocument(
    store,
    'regle.pdf',
    ['Chaque personne a trente jours de vacances dans cette entreprise.'],
    {
      language: 'fr',
    },
  );
  addDocument(store, 'rule.pdf', ['Everybody has thirty days off in this firm.'], {
    language: 'en',
  });
  await store.writeVectors([
    { passage: 241, vector: about(FRENCH, 700) },
    { passage: 242, vector: about(ENGLISH, 700) },
  ]);
  expect(await firstFor('jours de vacances dans cette entreprise', 700)).toBe('241');
});

test('one text in another language is no measure of that language', async () => {
  await store.useEmbedder({ embedder: 'made-up', dimensions: DIMENSIONS });
  addDocument(store, 'en.pdf', ['one', 'two', 'three'], { language: 'en' });
  addDocument(store, 'de.pdf', ['vier'], { language: 'de' });
  const vectors = [700, 701, 702, 703].map((topic, index) => ({
    passage: index + 1,
    vector: about(index < 3 ? ENGLISH : FRENCH, topic),
  }));
  await store.writeVectors(vectors);
  // Nearest by far; its own cosine is all that the sample of its language holds.
  expect(await firstFor('Combien de jours avons-nous ?', 703)).toBe('4');
});

test('a question in a third language finds the one document that is not in the language of the others', async () => {
  await store.useEmbedder({ embedder: 'made-up', dimensions: DIMENSIONS });
  const texts = Array.from({ length: 120 }, (_, index) => `text ${index}`);
  addDocument(store, 'en.pdf', texts, { language: 'en' });
  addDocument(store, 'contrat.pdf', ['un', 'deux', 'trois'], { language: 'fr' });
  const german = vectorOf(902, DIMENSIONS);
  const waiting = store.nextToEmbed(200);
  await store.writeVectors(
    waiting.map(({ passage }) => {
      if (passage > 120) return { passage, vector: about(FRENCH, 700, passage === 122 ? 1 : 0.9) };
      // One speaks of the same, and less of it.
      return { passage, vector: about(ENGLISH, passage === 7 ? 700 : passage, 0.8) };
    }),
  );
  const embedQuery = async () => about(german, 700);
  const { hits } = await createRetriever({ store, embedQuery }).search({
    words: 'Wie hoch ist die Jahresmiete des Lokals?',
    mode: 'hybrid',
    limit: 3,
    scope: {},
  });
  expect(hits[0]?.document).toBe('contrat.pdf');
});
