import { expect, test } from 'vitest';
import { completeQuestion, isFollowUp } from '../../src/answer/follow-up.ts';

test.each([
  'and for part-time staff?',
  'What about the garage?',
  'How long is it?',
  'Et pour les apprentis ?',
  'Und in der Probezeit?',
  '¿Y para los becarios?',
  'E per i tirocinanti?',
  'Why?',
  'For part-time staff too?',
  'Depuis quand ?',
  'Qui l’a signé ?',
  'La même question pour le garage',
  'Est-ce aussi valable pour les apprentis ?',
  'Gilt das auch für Azubis?',
  'Seit wann?',
  'Wer hat ihn unterschrieben?',
  'Lo mismo para el garaje',
  '¿Quién lo firmó?',
  'Vale anche per gli stagisti?',
  'Lo stesso per il garage',
])('%s needs the question before it', (question) => {
  expect(isFollowUp(question)).toBe(true);
});

test.each([
  'When does the lease of the warehouse in Ghent end?',
  'Quelle est la durée du préavis pour les cadres ?',
  'Wie hoch ist die Miete der Lagerhalle in Gent?',
  '¿Cuándo termina el contrato de alquiler del almacén?',
  'Quando scade il contratto di affitto del magazzino?',
  'Is there a canteen for visitors?',
  'Gibt es eine Kantine im Werk?',
  'Y a-t-il une cantine pour les visiteurs ?',
  'Quando scade il contratto?',
  '¿Quién es el presidente del consejo?',
  'Who signs it when the director of the company is on parental leave abroad?',
])('%s stands by itself', (question) => {
  expect(isFollowUp(question)).toBe(false);
  expect(completeQuestion(['What is the rent of the garage?'], question).question).toBe(question);
});

test('a question is made whole with the ones before it', () => {
  const first = 'When does parental leave begin?';
  const second = 'and for part-time staff?';
  expect(completeQuestion([first], second)).toEqual({
    question: 'When does parental leave begin, and for part-time staff?',
    anew: { before: first, now: second, replaces: true },
  });
  expect(completeQuestion([first, 'How long is it?'], 'and for fathers?').question).toBe(
    'When does parental leave begin, How long is it, and for fathers?',
  );
  expect(completeQuestion([], second)).toEqual({ question: second, anew: undefined });
});

test('what is put in the place of something asked replaces what was put there before', () => {
  const first = 'When does parental leave begin?';
  expect(completeQuestion([first, 'and for part-time staff?'], 'and for fathers?')).toEqual({
    question: 'When does parental leave begin, and for fathers?',
    anew: { before: first, now: 'and for fathers?', replaces: true },
  });
});
