import { expect, test } from 'vitest';
import {
  collectionAsked,
  collectionQuestion,
} from '../../../src/answer/catalogue/collection-question.ts';

// A Thursday.
const now = new Date(2026, 10, 26, 12);
const of = (question: string) => collectionQuestion(question, now);

test.each([
  ['What is in here?', 'en'],
  ['What documents do you have?', 'en'],
  ['Qu’est-ce qu’il y a ici ?', 'fr'],
  ['Que contient ma bibliothèque ?', 'fr'],
  ['What does my library contain?', 'en'],
  ['Was enthält meine Bibliothek?', 'de'],
  ['Was ist hier drin?', 'de'],
  ['Welche Dokumente gibt es?', 'de'],
  ['¿Qué hay aquí?', 'es'],
  ['¿Qué documentos tengo?', 'es'],
  ['Che cosa c’è qui?', 'it'],
  ['Quali documenti ci sono?', 'it'],
  ['What’s in this folder?', 'en'],
  ['What is this collection about?', 'en'],
  ['What types of files are there?', 'en'],
  ['List all files', 'en'],
  ['De quoi parlent ces documents ?', 'fr'],
  ['Liste tous les documents', 'fr'],
  ['Worum geht es in diesen Dokumenten?', 'de'],
  ['Was steckt in dieser Sammlung?', 'de'],
  ['Liste alle Dateien auf', 'de'],
  ['¿De qué tratan estos documentos?', 'es'],
  ['Lista todos los archivos', 'es'],
  ['Di cosa parlano questi documenti?', 'it'],
  ['Elenca tutti i file', 'it'],
  ['Give me an overview of my files', 'en'],
  ['Was liegt hier alles?', 'de'],
  ['Gib mir einen Überblick über meine Dateien', 'de'],
])('%s is asked of the collection (%s)', (question, language) => {
  expect(of(question)).toMatchObject({ language, kinds: [], changed: undefined, unread: false });
  expect(of(question)?.asks).not.toBe('count');
});

test.each([
  ['How many PDFs do I have?', 'en', ['pdf']],
  ['How many documents are there?', 'en', []],
  ['Combien de fichiers PDF ai-je ?', 'fr', ['pdf']],
  ['Combien de documents y a-t-il ?', 'fr', []],
  ['Wie viele PDFs habe ich?', 'de', ['pdf']],
  ['Wie viele Word-Dateien gibt es?', 'de', ['word']],
  ['¿Cuántos PDF tengo?', 'es', ['pdf']],
  ['¿Cuántos documentos hay?', 'es', []],
  ['Quanti PDF ho?', 'it', ['pdf']],
  ['Quanti documenti ci sono?', 'it', []],
])('%s asks how many there are (%s)', (question, language, kinds) => {
  expect(of(question)).toMatchObject({ asks: 'count', language, kinds });
});

test.each([
  'Which files are from 2023?',
  'Quels fichiers sont de 2023 ?',
  'Welche Dateien sind aus dem Jahr 2023?',
  '¿Qué archivos son de 2023?',
  'Quali documenti sono del 2023?',
])('%s asks for those of that year', (question) => {
  const found = of(question);
  expect(found?.asks).toBe('list');
  expect(found?.changed).toEqual({ from: new Date(2023, 0), to: new Date(2024, 0) });
});

test.each([
  ['Which files were changed last month?', new Date(2026, 9), new Date(2026, 10)],
  ['Which files are from this week?', new Date(2026, 10, 23), new Date(2026, 10, 30)],
  ['Show me all PDFs from March 2024', new Date(2024, 2), new Date(2024, 3)],
  ['Which documents are from 2020 to 2022?', new Date(2020, 0), new Date(2023, 0)],
  ['Which files were modified after 2023?', new Date(2024, 0), undefined],
  ['Which files were modified since 2023?', new Date(2023, 0), undefined],
  ['Quels fichiers datent d’avant 2020 ?', undefined, new Date(2020, 0)],
  ['Welche PDFs wurden bis 2020 geändert?', undefined, new Date(2021, 0)],
  ['Welche Dateien wurden letztes Jahr geändert?', new Date(2025, 0), new Date(2026, 0)],
  ['¿Qué archivos son del año pasado?', new Date(2025, 0), new Date(2026, 0)],
  ['Quels sont les fichiers de 2023 ?', new Date(2023, 0), new Date(2024, 0)],
  ['Quali file sono di marzo 2024?', new Date(2024, 2), new Date(2024, 3)],
])('%s names its days', (question, from, to) => {
  expect(of(question)?.changed).toEqual({ from, to });
});

test.each([
  'Which files could not be read?',
  'Quels fichiers n’ont pas pu être lus ?',
  'Welche Dateien konnten nicht gelesen werden?',
  '¿Qué archivos no se han podido leer?',
  'Quali documenti non si possono leggere?',
  'Which could not be read?',
  'Which files failed?',
  'Which files failed to import?',
  'Lesquels n’ont pas pu être lus ?',
  'Welche konnten nicht gelesen werden?',
  '¿Cuáles no se pudieron leer?',
  'Quali non si sono potuti leggere?',
])('%s asks for what is unread', (question) => {
  expect(of(question)).toMatchObject({ asks: 'list', unread: true });
});

test('the newest, oldest and largest come first where they are asked for', () => {
  expect(of('What is the newest document?')?.order).toBe('newest');
  expect(of('Quel est le fichier le plus récent ?')?.order).toBe('newest');
  expect(of('Qual è il file più recente?')?.order).toBe('newest');
  expect(of('Welche Dateien sind die größten?')?.order).toBe('largest');
  expect(of('Quels sont les plus anciens documents ?')?.order).toBe('oldest');
});

test.each([
  'How many documents does a visa need?',
  'Which documents are required for the application?',
  'What documents must I bring?',
  'Which files mention asbestos?',
  'What is the lease in Ghent?',
  'What does the lease contain?',
  'What does this collection point collect?',
  'What happened in 2023?',
  'How much is it?',
  'Which reports are from 2023?',
  'Combien d’employeurs',
  'Quels documents faut-il pour le visa ?',
  'Combien de documents faut-il ?',
  'Wie viele Dateien darf man hochladen?',
  'Was ist hier verboten?',
  '¿Qué documentos necesito?',
  '¿Qué hay en el puerto?',
  'Quali documenti servono?',
  'Which failed?',
  'Was?',
  'here',
  '2023',
])('%s is asked of the documents', (question) => {
  expect(of(question)).toBeUndefined();
});

test.each([
  [['How many documents are there?'], 'and PDFs?', { asks: 'count', kinds: ['pdf'] }],
  [['How many PDFs are there?'], 'and Word files?', { asks: 'count', kinds: ['word'] }],
  [['How many PDFs do I have?', 'and Word files?'], 'what about images?', { kinds: ['images'] }],
  [['Wie viele PDFs gibt es?'], 'und Bilder?', { asks: 'count', kinds: ['images'] }],
  [['Combien de PDF y a-t-il ?'], 'et de documents Word ?', { asks: 'count', kinds: ['word'] }],
  [['How many PDFs are there?'], 'which are from 2023?', { asks: 'list', kinds: ['pdf'] }],
])('after %j, %s is asked of the collection too', (before, question, expected) => {
  expect(collectionAsked(before, question, now)).toMatchObject(expected);
});

test('a year put in the place of another is asked for alone', () => {
  const { changed } = collectionAsked(['Which files are from 2023?'], 'and from 2024?', now) ?? {};
  expect(changed).toEqual({ from: new Date(2024, 0), to: new Date(2025, 0) });
});

test('what goes on with a question to the documents is asked of them', () => {
  expect(collectionAsked(['What is the rent?'], 'and PDFs?', now)).toBeUndefined();
  expect(collectionAsked(['How many PDFs are there?'], 'and the rent?', now)).toBeUndefined();
});
