import { expect, test } from 'vitest';
import { kindOf, planSurvey } from '../../../src/survey/plan/plan-survey.ts';

test.each([
  ['Which contracts expire before March 2027?', 'end', '0000-01-01', '2027-02-28'],
  ['Which contracts end by 2026?', 'end', '0000-01-01', '2026-12-31'],
  ['Which contracts run until 2026?', 'end', '2026-01-01', '2026-12-31'],
  ['Which contracts start after 2024?', 'start', '2025-01-01', '9999-12-31'],
  ['Which contracts were signed in 2024?', 'signed', '2024-01-01', '2024-12-31'],
  ['Quels contrats prennent fin en 2026 ?', 'end', '2026-01-01', '2026-12-31'],
  ['Liste alle Verträge auf, die 2026 enden', 'end', '2026-01-01', '2026-12-31'],
  ['Welche Verträge, die vor 2027 auslaufen, gibt es?', 'end', '0000-01-01', '2026-12-31'],
  ['¿Qué contratos vencen en 2026?', 'end', '2026-01-01', '2026-12-31'],
  ['Quali contratti scadono nel 2026?', 'end', '2026-01-01', '2026-12-31'],
])('%s', (question, concept, from, to) => {
  expect(planSurvey(question, undefined).columns[0]).toMatchObject({
    how: 'condition',
    concept,
    from,
    to,
  });
});

test.each([
  ['Who are the parties to each contract?', ['parties']],
  ['List the parties, end date and rent of every lease', ['parties', 'end', 'rent']],
  ['Give me the amount and payment terms for each contract', ['amount', 'payment']],
  ['Qui sont les parties de chaque contrat ?', ['parties']],
  ['Wer sind die Vertragsparteien?', ['parties']],
  ['How high is the deposit amount in each lease?', ['deposit']],
])('%s names its fields', (question, ids) => {
  const { columns } = planSurvey(question, undefined);
  expect(columns.map((one) => (one.how === 'concept' ? one.concept : one.how))).toEqual(ids);
});

test.each([
  ['What differences are there between the two versions?', 'changes'],
  ['Quelles différences y a-t-il entre les deux versions ?', 'changes'],
  ['Welche Unterschiede gibt es zwischen den Fassungen?', 'changes'],
  ['¿Qué diferencias hay entre las dos versiones?', 'changes'],
  ['Che differenze ci sono tra le due versioni?', 'changes'],
  ['Confronta i due contratti', 'comparison'],
  ['Riassumi ogni documento', 'summaries'],
])('%s', (question, kind) => {
  expect(kindOf(question, undefined)).toBe(kind);
});

test('a word of another language names nothing', () => {
  expect(planSurvey('Confronta i due contratti', undefined).columns).not.toContainEqual(
    expect.objectContaining({ how: 'concept' }),
  );
});
