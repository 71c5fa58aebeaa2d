import { expect, test } from 'vitest';
import { figureKind } from '../../../src/answer/expected/figure-kind.ts';

test.each([
  ['How long does the lease run?', 'time'],
  ['Was ist die Kündigungsfrist?', 'notice'],
  ['When does it begin?', 'date'],
  ['Quelle année ?', 'date'],
  ['What percentage is let?', 'share'],
  ['Wie hoch ist die Nettomiete?', 'money'],
  ['Quelle est la caution ?', 'deposit'],
  ['How much does a boat cost?', 'money'],
  ['Cuánto cuesta una barca?', 'money'],
  ['What did the survey of the quay cost?', 'money'],
  ['Wie teuer war das Boot?', 'money'],
  ['Dans combien de pays ?', 'count'],
  ['Wie viele Boote liegen dort?', 'count'],
  ['¿Cuántos barcos hay?', 'count'],
  ['How many full days may I stay?', 'any'],
  ['Combien de jours de congé ?', 'any'],
  ['Wie viele Kilometer sind es?', 'any'],
  ['How often are the brakes tested?', 'frequency'],
  ['Wie oft wird geprüft?', 'frequency'],
  ['How old is Ines Roth?', 'age'],
  ['¿Cuál es la edad de Inés?', 'age'],
  ['How much does the new buoy weigh?', 'mass'],
  ['Wie schwer ist die Boje?', 'mass'],
  ['At what temperature is the varnish dried?', 'temperature'],
  ['How many days may I stay?', 'any'],
])('%s asks for %s', (question, kind) => {
  expect(figureKind(question)).toBe(kind);
});
