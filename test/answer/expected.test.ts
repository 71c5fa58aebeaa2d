import { expect, test } from 'vitest';
import {
  asksForFigure,
  asksForName,
  asksForSeveral,
  asksForThing,
  holdsFigure,
  holdsName,
} from '../../src/answer/expected.ts';

test.each([
  'How long is it?',
  'Wie hoch ist sie?',
  'Combien de jours ?',
  'Until when?',
  'Wann?',
  'What does a place in the kiln cost?',
  'Quelle est la caution ?',
  'Was kostet ein Boot?',
  '¿Cuál es la fianza?',
  'Qual è il prezzo?',
])('%s asks for a figure', (question) => {
  expect(asksForFigure(question)).toBe(true);
});

test.each(['Who signs?', 'Wie heißt die Leiterin?', 'Qui signe ?', 'The show of wheels'])(
  '%s does not',
  (question) => {
    expect(asksForFigure(question)).toBe(false);
  },
);

test.each([
  ['kept for thirty days', 'en', true],
  ['zehn Jahre aufbewahrt', 'de', true],
  ['dix ans', 'fr', true],
  ['12 lat', 'pl', true],
  ['kept for a while', 'en', false],
])('%s (%s) holds a figure: %s', (text, language, holds) => {
  expect(holdsFigure(text, language)).toBe(holds);
});

test.each(['Who signs?', 'Où est le port ?', 'Wer leitet ihn?', '¿Quién paga?', 'Chi paga?'])(
  '%s asks for a name',
  (question) => {
    expect(asksForName(question)).toBe(true);
  },
);

test('a name that the question holds itself, or a capital that begins, is no answer to it', () => {
  const question = 'Who leads the Kestrel works?';
  expect(holdsName('The works are led by Ada Brandt.', question)).toBe(true);
  expect(holdsName('It leads the Kestrel works.', question)).toBe(false);
});

test.each([
  ['How do I book a place?', true],
  ['What are the requirements?', true],
  ['Comment réserver une place ?', true],
  ['Welche Unterlagen brauche ich?', true],
  ['¿Qué documentos necesito?', true],
  ['Quali documenti servono?', true],
  ['How many places are there?', false],
  ['Wie lange dauert es?', false],
  ['Who signs the lease?', false],
  ['What happens if I come late?', false],
  ['What is the quay for?', false],
  ['What does the firm deliver?', false],
])('%s asks for several things: %s', (question, several) => {
  expect(asksForSeveral(question)).toBe(several);
});

test.each([
  ['Which quay is the deepest?', true],
  ['Quel quai est le plus profond ?', true],
  ['Welcher Kai ist der tiefste?', true],
  ['¿Qué muelle es el más profundo?', true],
  ['What is the quay for?', false],
  ['Quel est le rôle du quai ?', false],
  ['Why is the quay closed?', false],
  ['What does the firm deliver?', true],
  ["Que livre l'entreprise ?", true],
  ['Qu’a livré la firme ?', true],
  ['De quoi est fait le quai ?', true],
  ['Was liefert die Firma?', true],
  ['Womit wird geheizt?', true],
  ['¿Qué entrega la empresa?', true],
  ['Che cosa consegna la ditta?', true],
  ['Cosa vende la ditta?', true],
  ['What does this mean?', false],
  ['What happens if the quay is full?', false],
  ['What has happened to the quay?', false],
  ['What do I need to do?', false],
  ['How does the quay work?', false],
  ['Que se passe-t-il si le quai est plein ?', false],
  ['Que signifie ce mot ?', false],
  ["Qu'est-ce qu'un quai ?", false],
  ['Was passiert, wenn der Kai voll ist?', false],
  ['Was muss ich tun?', false],
  ['Was ist ein Kai?', false],
  ['¿Por qué está cerrado el muelle?', false],
  ['¿Qué pasa si el muelle está lleno?', false],
  ["Che cos'è un molo?", false],
  ['Che cosa succede se il molo è pieno?', false],
])('%s asks for one thing: %s', (question, thing) => {
  expect(asksForThing(question)).toBe(thing);
});
