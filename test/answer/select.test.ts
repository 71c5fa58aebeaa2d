import { afterAll, beforeAll, expect, test } from 'vitest';
import { candidatesOf } from '../../src/answer/candidates.ts';
import { chooseQuotes } from '../../src/answer/quote.ts';
import { selectSentences, type Selected } from '../../src/answer/select.ts';
import { quiet, startInference } from '../inference/fixtures/setting.ts';
import { hitOf } from './fixtures/hit.ts';
import { openLibrary, type Library } from './fixtures/library.ts';

const models = startInference();
let library: Library;

beforeAll(async () => {
  library = await openLibrary(models);
  await library.add(
    'pool-rules.md',
    [
      '# Rules of the swimming pool\n',
      'These rules hold for all guests of the pool in Aldermoor.\n',
      '## Opening hours\n',
      'The doors open at 6:30 on weekdays. On Sundays nobody is let in after 17:00.\n',
      '## Tickets\n',
      'A single ticket costs 4.50 euros. Children under six swim for free.\n',
      '## Lost property\n',
      'Things that were found are kept at the desk for thirty days.\n',
    ].join('\n'),
  );
  await library.add(
    'Bootsverleih.txt',
    'Der Bootsverleih am See öffnet im April. Ein Ruderboot kostet elf Euro in der Stunde. Hunde dürfen mit an Bord.\n',
  );
  await library.add(
    'supply.md',
    [
      '# Supply of linen\n',
      'Buyer: Coral Bay Hotels plc. Supplier: Ferndale Linen Services Limited.\n',
      'Invoices are paid after 30 days. The hotels pay 41,600 euros a year for the linen.\n',
      'The contract runs out on 31 December 2026.\n',
    ].join('\n'),
  );
  await library.embedAll();
});
afterAll(async () => {
  await library.close();
  await models.dispose();
});

async function rank(question: string, embed = library.embed): Promise<Selected[]> {
  const hits = await library.search(question);
  return await selectSentences(question, hits, { embed, store: library.store }, quiet);
}
const quoted = async (question: string) =>
  chooseQuotes(await rank(question), { question }).map(({ text }) => text);

test.each([
  ['How much is a single ticket?', 'A single ticket costs 4.50 euros.'],
  ['When do the doors open during the week?', 'The doors open at 6:30 on weekdays.'],
  ['Wie viel kostet ein Ruderboot?', 'Ein Ruderboot kostet elf Euro in der Stunde.'],
  ['Combien coûte une barque ?', 'Ein Ruderboot kostet elf Euro in der Stunde.'],
])('the sentence that answers comes first: %s', async (question, sentence) => {
  expect((await quoted(question))[0]?.startsWith(sentence)).toBe(true);
});

test('the names of a question tell the document, not the sentence', async () => {
  const [first] = await quoted('How much do we pay Ferndale Linen Services Limited in a year?');
  expect(first).toContain('41,600 euros');
});

test('a sentence is judged under its heading, whose words it does not repeat', async () => {
  const [first] = await quoted('How long is lost property kept?');
  expect(first).toBe('Things that were found are kept at the desk for thirty days.');
});

test('a heading is not quoted, though it repeats the question’s words', async () => {
  const question = 'What are the opening hours of the swimming pool?';
  const ranked = await rank(question);
  expect(ranked.filter(({ label }) => label).map(({ text }) => text)).toContain('Opening hours');
  expect(chooseQuotes(ranked, { question }).some(({ label }) => label)).toBe(false);
});

test('a heading is quoted where there is nothing else', () => {
  const [candidate] = candidatesOf(hitOf('Annual meeting of the rowing club'), 0);
  if (candidate === undefined) throw new Error('no candidate');
  expect(candidate.label).toBe(true);
  const scored = { ...candidate, score: 0.7, cosine: null, coverage: 1, part: 0, foreign: false };
  expect(chooseQuotes([scored], { question: 'Which meeting is it?' })).toHaveLength(1);
});

test.each([
  ['Why is the slipway closed?', 0.8, 'first'],
  ['Why is the slipway closed?', 0.5, 'second'],
  ['Who closed the slipway?', 0.8, 'second'],
  ['How do I close the slipway?', 0.8, 'first'],
])('%s with %d in the first passage is answered by the %s', (question, score, passage) => {
  const texts = ['The tide is too low at the first.', 'It is closed, says the second.'];
  const scored = texts.flatMap((text, at) =>
    candidatesOf(hitOf(text, { passage: `${at}`, documentId: `${at}` }), at).map((each) => ({
      ...each,
      score: at === 0 ? score : 1,
      cosine: null,
      coverage: 1,
      part: 0,
      foreign: false,
    })),
  );
  const ranked = scored.toSorted((a, b) => b.score - a.score);
  expect(chooseQuotes(ranked, { question })[0]?.text).toContain(passage);
});

test('a question that asks two things gets a sentence for each', async () => {
  const texts = await quoted('When do the doors open on weekdays and what does a ticket cost?');
  expect(texts).toContain('The doors open at 6:30 on weekdays.');
  expect(texts).toContain('A single ticket costs 4.50 euros.');
});

test('one of two questions that nothing answers is left out', async () => {
  const texts = await quoted('What does a single ticket cost and who painted the ceiling?');
  expect(texts[0]).toBe('A single ticket costs 4.50 euros.');
  expect(texts.length).toBeLessThanOrEqual(2);
});

test('scores are from best to worst, and without an embedder words decide', async () => {
  const question = 'How much is a single ticket?';
  const ranked = await rank(question, () => Promise.resolve(undefined));
  expect(ranked[0]).toMatchObject({ text: 'A single ticket costs 4.50 euros.', cosine: null });
  const scores = ranked.map(({ score }) => score);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
});

test.each([
  [0.9, false, 'The mill delivers oak planks.'],
  [0.3, true, 'The mill delivers oak planks.'],
  [0.3, false, 'It was built in May. The mill delivers oak planks. It has two saws.'],
])('a thing is told by a sentence with a share of %d, foreign: %s', (coverage, foreign, text) => {
  const passage = 'It was built in May. The mill delivers oak planks. It has two saws.';
  const ranked = candidatesOf(hitOf(passage), 0)
    .map((each, at) => ({ ...each, score: at === 1 ? 1 : 0.2, cosine: null, part: 0 }))
    .map((each) => ({ ...each, coverage, foreign }))
    .toSorted((a, b) => b.score - a.score);
  expect(chooseQuotes(ranked, { question: 'What does the mill deliver?' })[0]?.text).toBe(text);
});
