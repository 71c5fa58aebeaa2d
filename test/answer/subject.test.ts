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
