import { expect, test } from 'vitest';
import { tellsWhatIsAsked } from '../../../src/answer/expected/told.ts';

test.each([
  ['How much does a berth cost?', 'There are no berths, except four for members.'],
  ['Wie viel kostet der Ausweis?', 'Die Anfrage ist an keine Form gebunden.'],
  ['Wie hoch ist die Miete?', 'Die Kaution beträgt zwei Nettomieten.'],
  ['Quel est le préavis ?', 'Le bail peut être résilié par écrit.'],
  ['When does the lease end?', 'The lease is made for an unknown time.'],
  ['How many boats came to the second regatta?', 'The second regatta of 1981 was called off.'],
  ['Wie alt ist Ines Roth?', 'Ines Roth leitet den Hafen seit dem 8. Oktober 2015.'],
  ['What is the phone number of the harbour office?', 'The office is room 2.14 on the quay.'],
  ['Quel est le numéro de téléphone de la capitainerie ?', 'Le badge et la clé sont remis là.'],
  [
    'Wie lautet die E-Mail-Adresse des Hafenmeisters?',
    'Der Hafenmeister antwortet binnen zwei Tagen.',
  ],
])('%s is not told by "%s"', (question, text) => {
  expect(tellsWhatIsAsked(question, [text])).toBe(false);
});

test.each([
  ['How much does a berth cost?', 'A berth is let for 140 euros a month.'],
  ['How much does a berth cost?', 'Berth\t140'],
  ['Wie hoch ist die Kaution?', 'Die Kaution beträgt zwei Nettomieten.'],
  ['Quel est le montant de la caution ?', 'La caution est de deux mois de loyer.'],
  ['When does the lease end?', 'The lease ends in 2031.'],
  ['What is the phone number of the harbour office?', 'Call 07851 44 20 at any hour.'],
  ['Wie ist die Durchwahl?', 'Hafenmeisterin Ines Roth, Durchwahl 311'],
  ['¿Cuál es el correo electrónico?', 'Escriba a puerto@muelle.example.'],
  ['How many boats came to the regatta?', 'Eighteen came to the regatta of 1981.'],
  ['What are the steps to pair it with my iPhone?', 'Open the menu and choose Pair.'],
  ['Who keeps the harbour?', 'Ines Roth keeps it.'],
])('%s is told by "%s"', (question, text) => {
  expect(tellsWhatIsAsked(question, ['Nothing of it.', text])).toBe(true);
});

test('nothing is told without a text', () => {
  expect(tellsWhatIsAsked('Who keeps the harbour?', [])).toBe(false);
});
