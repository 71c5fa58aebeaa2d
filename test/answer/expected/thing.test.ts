import { expect, test } from 'vitest';
import { asksForThing } from '../../../src/answer/expected/thing.ts';

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
