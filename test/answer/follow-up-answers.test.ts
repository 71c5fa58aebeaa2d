import { afterAll, beforeAll, expect, test } from 'vitest';
import { completeQuestion } from '../../src/answer/follow-up.ts';
import { startInference } from '../inference/fixtures/setting.ts';
import { openLibrary, type Library } from './fixtures/library.ts';

const models = startInference();
let library: Library;

beforeAll(async () => {
  library = await openLibrary(models);
  await library.add(
    'leave.txt',
    'Full-time staff have 28 days of leave. Part-time staff have 16 days of leave. Interns have ten days of leave.\n',
  );
  await library.add(
    'Urlaub.txt',
    'Vollzeitkräfte haben 30 Tage Urlaub. Teilzeitkräfte haben 18 Tage Urlaub. Lehrlinge haben 25 Tage Urlaub.\n',
  );
  await library.add(
    'lease.txt',
    'The lease of the shed ends on 31 December 2026. The tenant pays a rent of 1,850 euros a month. The landlord is Pellworm Estates.\n',
  );
  await library.embedAll();
});
afterAll(async () => {
  await library.close();
  await models.dispose();
});

const ask = async (before: readonly string[], now: string) => {
  const { question, anew } = completeQuestion(before, now);
  return (await library.ask(question, { anew })).answer;
};

test('a follow-up is answered with what it asks anew', async () => {
  const leave = 'How many days of leave do full-time staff have?';
  const interns = await ask([leave, 'and for part-time staff?'], 'and interns?');
  expect(interns.sentences[0]?.text).toBe('Interns have ten days of leave.');
  const partTime = await ask(['Wie viele Tage Urlaub haben Vollzeitkräfte?'], 'und in Teilzeit?');
  expect(partTime.sentences[0]?.text).toContain('Teilzeitkräfte haben 18 Tage Urlaub.');
});

test('one that asks a question of its own is answered of what was spoken of before', async () => {
  const before = ['When does the lease of the shed end?'];
  const rent = await ask(before, 'What is its rent?');
  expect(rent.sentences[0]?.text).toBe('The tenant pays a rent of 1,850 euros a month.');
  const landlord = await ask([...before, 'What is its rent?'], 'And the landlord?');
  expect(landlord.sentences[0]?.text).toBe('The landlord is Pellworm Estates.');
});

test('where no quote says what is asked anew, it is not sure', async () => {
  const { verdict } = await ask(
    ['How many days of leave do full-time staff have?'],
    'and astronauts?',
  );
  expect(verdict).not.toBe('answered');
});
