import { expect, test } from 'vitest';
import { selectSentences, type Embed } from '../../src/answer/select.ts';
import type { Lifts } from '../../src/retrieve/language-bias.ts';
import type { WeighedWord } from '../../src/store/types/search.ts';
import { quiet } from '../inference/fixtures/setting.ts';
import { hitOf } from './fixtures/hit.ts';

const QUESTION = 'Combien de jours de congé avons-nous par an ?';
const RULE = 'Every employee has thirty working days of annual leave.';
const CHANCE = 'Le portail de la cour est ouvert tous les jours de la semaine.';

const word = (written: string, term: string, passages: number, weight: number): WeighedWord => ({
  word: written,
  terms: [term],
  passages,
  weight,
});
/** Of the question's words the library knows one. */
const WORDS = [word('jours', 'jour', 3, 2), word('congé', 'cong', 0, 4), word('an', 'an', 0, 4)];

/** The sentences in order, with given cosines to the question. */
async function order(
  cosines: Readonly<Record<string, number>>,
  { words = WORDS, lifts = new Map() }: { words?: WeighedWord[]; lifts?: Lifts } = {},
): Promise<string[]> {
  const embed: Embed = (texts) =>
    Promise.resolve(
      texts.map((text) => {
        const cosine = cosines[text] ?? 1;
        return Float32Array.of(cosine, Math.sqrt(1 - cosine ** 2));
      }),
    );
  const hits = Object.keys(cosines).map((text, at) =>
    hitOf(text, { passage: String(at + 1), documentId: String(at + 1) }),
  );
  const store = { weighWords: () => words, namedDocuments: () => [] };
  const ranked = await selectSentences(QUESTION, hits, { embed, store, lifts }, quiet);
  return ranked.map(({ text }) => text);
}

test('a word that stands by chance does not put a sentence of the asked language first', async () => {
  expect(await order({ [CHANCE]: 0.83, [RULE]: 0.86 })).toEqual([RULE, CHANCE]);
});

test('a sentence that holds the words of the question stays before one in another language', async () => {
  const told = "Chaque personne a trente jours de congé par an dans l'entreprise.";
  const words = WORDS.map((each) => ({ ...each, passages: 2 }));
  expect(await order({ [RULE]: 0.85, [told]: 0.85 }, { words })).toEqual([told, RULE]);
});

test('sentences in another language are raised as their passages were', async () => {
  const none = [word('effectif', 'effectif', 0, 3)];
  const cosines = { [CHANCE]: 0.84, [RULE]: 0.83 };
  expect(await order(cosines, { words: none })).toEqual([CHANCE, RULE]);
  const lifts = new Map([[2, 0.03]]);
  expect(await order(cosines, { words: none, lifts })).toEqual([RULE, CHANCE]);
});

test('a name that stands in a sentence of another language counts for it', async () => {
  const named = 'Lindhof Aldermoor moved to the harbour in 2019.';
  const words = [word('aldermoor', 'aldermoor', 2, 3), word('démén', 'demen', 0, 3)];
  expect(await order({ [RULE]: 0.84, [named]: 0.84 }, { words })).toEqual([named, RULE]);
});
