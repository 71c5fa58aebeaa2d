import { expect, test } from 'vitest';
import { keepsToSubject } from '../../src/answer/subject.ts';
import { hitOf } from './fixtures/hit.ts';

const asked = 'What is the age of Ines Roth?';
const hits = [
  hitOf('Ines Roth keeps the harbour.', { documentId: '1', document: 'harbour.txt' }),
  hitOf('The youngest pilot is aged 22.', { documentId: '2', document: 'pilots.txt' }),
  hitOf('Ines Roth has a brother aged 50.', { documentId: '3', document: 'family.txt' }),
];

test('a document without the names that the best one holds is about something else', () => {
  expect(keepsToSubject(asked, hits, '2')).toBe(false);
  expect(keepsToSubject(asked, hits, '3')).toBe(true);
  expect(keepsToSubject(asked, hits, '1')).toBe(true);
});

test('a name that the best document lacks too tells none from another', () => {
  expect(keepsToSubject('How old are pilots in Ghent?', hits, '2')).toBe(true);
});

const shed = [
  hitOf('Shed 7 is let for 900 euros a month since 2021.', {
    documentId: '1',
    document: 'shed.txt',
  }),
];

test.each([
  ['What is the rent of shed 8?', false],
  ['What is the rent of shed 7?', true],
  ['What was the rent in 2019?', false],
  ['Since 2021, what is the rent?', true],
  ['What was the rent in the 21?', true],
  ['Wie hoch ist die Miete von Halle 8?', false],
  // An amount is put to the document, and may lie between two that it names.
  ['What is the rent after 12 years?', true],
  ['What is the rent for a party of 40 guests?', true],
])('%s is about what was found: %s', (question, about) => {
  expect(keepsToSubject(question, shed, '1')).toBe(about);
});
