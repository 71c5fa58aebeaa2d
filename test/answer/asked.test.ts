import { expect, test } from 'vitest';
import { whatIsAsked } from '../../src/answer/asked.ts';

test.each([
  ['What is the rent? Answer in one word.', 'What is the rent?'],
  [
    'Assume that you are an analyst. What is the rent? Round it to whole euros.',
    'What is the rent?',
  ],
  ['Using the lease, answer the following question: what is the rent?', 'what is the rent?'],
  ['What is the net rent? Net rent is defined as: rent - heating.', 'What is the net rent?'],
  ['Is it fair? If that cannot be said, please say so.', 'Is it fair?'],
  ['Quel est le loyer ? Réponds en un mot.', 'Quel est le loyer ?'],
  ['Wie hoch ist die Miete? Bitte antworte kurz.', 'Wie hoch ist die Miete?'],
  ['¿Cuál es el alquiler? Responde en una frase.', '¿Cuál es el alquiler?'],
  ['Rispondi in breve. Qual è il prezzo?', 'Qual è il prezzo?'],
])('%j asks %j', (question, asked) => {
  expect(whatIsAsked(question)).toBe(asked);
});

test.each([
  'I work at the quay. What is my notice period?',
  'List all contracts that end in 2026. Answer in a table.',
  'What is the rent? List the exceptions too.',
  'Answer in one word.',
  'Use of the kiln: what does it cost?',
  ' What is the rent?  ',
  '',
])('%j is asked as it is', (question) => {
  expect(whatIsAsked(question)).toBe(question);
});
