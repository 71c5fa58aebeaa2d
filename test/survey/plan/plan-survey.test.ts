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
  ['Which leases terminate in 2026?', 'end', '2026-01-01', '2026-12-31'],
  ['Contracts that end between January and June 2026', 'end', '2026-01-01', '2026-06-30'],
  ['Which contracts expire in the first half of 2026?', 'end', '2026-01-01', '2026-06-30'],
  ['Welche Verträge laufen im zweiten Quartal 2026 aus?', 'end', '2026-04-01', '2026-06-30'],
  ['Quels contrats se terminent en 2026 ou 2027 ?', 'end', '2026-01-01', '2027-12-31'],
  ['Which contracts end next year?', 'end', '2027-01-01', '2027-12-31'],
  ['¿Qué contratos vencen en los próximos seis meses?', 'end', '2026-05-20', '2026-11-20'],
])('%s', (question, concept, from, to) => {
  const now = new Date(2026, 4, 20);
  expect(planSurvey(question, undefined, now).columns[0]).toMatchObject({
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
  ['List contracts ending before 1 July 2026 with rent', ['condition', 'rent']],
  ['Alle Verträge mit Ende im Jahr 2026 samt Kündigungsfrist', ['condition', 'notice']],
  ['Zeig alle Verträge mit Kündigungsfrist und Miete', ['notice', 'rent']],
  ['Quali contratti scadono nel 2026 e con quale preavviso?', ['condition', 'notice']],
  ['Contracts ending in 2024 or 2026', ['end']],
  ['Which contracts end in mid-2026?', ['end']],
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
  ['What is each document about?', 'summaries'],
  ['De quoi parle chaque document ?', 'summaries'],
  ['Worum geht es in jedem Dokument?', 'summaries'],
  ['How does lease.docx differ from storage.txt?', 'comparison'],
  ['Was unterscheidet den Mietvertrag vom Pachtvertrag?', 'comparison'],
  ['In cosa differiscono i due contratti?', 'comparison'],
  ['How do the two versions differ?', 'changes'],
  ['Worin unterscheiden sich die beiden Fassungen?', 'changes'],
  ['Which changes were made between v1 and v2?', 'changes'],
  ['Quelles sont les modifications entre la v1 et la v2 ?', 'changes'],
  ['Quali modifiche ci sono tra v1 e v2?', 'changes'],
  ['Which contracts contain a notice period?', 'fields'],
])('%s', (question, kind) => {
  expect(kindOf(question, undefined)).toBe(kind);
});

test.each([
  ['Is asbestos mentioned in any of these reports?', 'asbestos'],
  ['In which documents does asbestos appear?', 'asbestos'],
  ['Find all reports that contain the word asbestos', 'asbestos'],
  ['Which files deal with asbestos?', 'asbestos'],
  ['Welche Dokumente enthalten Asbest?', 'Asbest'],
  ['In welchen Unterlagen taucht Asbest auf?', 'Asbest'],
  ['Dans quels documents parle-t-on d’amiante ?', 'amiante'],
  ["Dans quels rapports l'amiante est-il mentionné ?", 'amiante'],
  ['Où est-il question d’amiante ?', 'amiante'],
  ['¿En qué documentos aparece el amianto?', 'amianto'],
  ["Dove viene menzionato l'amianto?", 'amianto'],
  ["In quali documenti compare l'amianto?", 'amianto'],
])('%s', (question, name) => {
  expect(planSurvey(question, undefined).columns).toEqual([{ how: 'mentions', name }]);
});

test('a word of another language names nothing', () => {
  expect(planSurvey('Confronta i due contratti', undefined).columns).not.toContainEqual(
    expect.objectContaining({ how: 'concept' }),
  );
});
