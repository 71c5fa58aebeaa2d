import { afterAll, beforeAll, expect, test } from 'vitest';
import { collectionQuestion } from '../../src/answer/catalogue/collection-question.ts';
import type { Answer } from '../../src/contract/answers.ts';
import type { Scope } from '../../src/contract/documents.ts';
import { CarrelFailure } from '../../src/contract/errors.ts';
import { answerLines } from '../../src/cli/answer-text.ts';
import { answerFromCatalogue } from '../../src/engine/catalogue-answer.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/types/store.ts';
import { addDocument, filesHolding, foundFile, temporaryHome } from '../store/fixture.ts';

const folder = temporaryHome();
let store: Store;

beforeAll(async () => {
  store = await openStore(folder.home);
  const add = (name: string, type: string, modified: string, collection = 'default'): number =>
    addDocument(store, name, [`What ${name} says.`], {
      file: { type, modifiedMs: new Date(modified).getTime(), collection },
    });
  add('lease.pdf', 'pdf', '2023-03-04T12:00:00');
  add('tender.pdf', 'pdf', '2024-05-06T12:00:00');
  add('minutes.docx', 'docx', '2023-07-08T12:00:00');
  add('rota.odt', 'odt', '2025-09-10T12:00:00', 'staff');
  const { row } = store.recordFile(foundFile('broken.pdf', { modifiedMs: Date.now() }));
  store.markFailed(row.id, 'failed', new CarrelFailure('file-damaged', 'It is damaged.').toData());
});
afterAll(async () => {
  await store.close();
  folder[Symbol.dispose]();
});

function ask(question: string, scope: Scope = {}): Answer {
  const asked = collectionQuestion(question, new Date());
  if (asked === undefined) throw new Error(`not of the collection: ${question}`);
  return answerFromCatalogue(store, asked, scope);
}
const names = (answer: Answer) => answer.catalogue?.documents.map(({ document }) => document);

test('what there is, in numbers and by name, those unread among them', () => {
  const answer = ask('What is in here?');
  expect(answer.answer).toMatch(
    /^5 documents; type: PDF 3, DOCX 1, ODT 1; last changed from March/u,
  );
  expect(names(answer)).toEqual([
    'broken.pdf',
    'lease.pdf',
    'minutes.docx',
    'rota.odt',
    'tender.pdf',
  ]);
  expect(answer).toMatchObject({ verdict: 'answered', sentences: [], citations: [] });
});

test.each([
  ['How many PDFs do I have?', '3 documents of 5 in all; type: PDF 3;'],
  ['Combien de fichiers Word ai-je ?', '2 documents sur 5 au total; type : DOCX 1, ODT 1;'],
  ['Wie viele PDFs habe ich?', '3 Dokumente von insgesamt 5; Typ: PDF 3;'],
  ['¿Cuántas presentaciones tengo?', 'Ningún documento de 5 en total; tipo: PPTX.'],
  ['Quanti documenti ci sono?', '5 documenti; tipo: PDF 3, DOCX 1, ODT 1;'],
])('%s is answered in its language', (question, text) => {
  expect(ask(question).answer.startsWith(text)).toBe(true);
});

test('those of a year, of a scope, unread, and the newest first', () => {
  expect(names(ask('Which files are from 2023?'))).toEqual(['lease.pdf', 'minutes.docx']);
  expect(names(ask('Which files are from 1999?'))).toEqual([]);
  expect(names(ask('What is in here?', { collection: 'staff' }))).toEqual(['rota.odt']);
  expect(names(ask('Which files could not be read?'))).toEqual(['broken.pdf']);
  expect(names(ask('What are the newest documents?'))?.slice(0, 2)).toEqual([
    'broken.pdf',
    'rota.odt',
  ]);
});

test('the command line names the documents and says where it has them from', () => {
  const lines = answerLines(ask('Which files are from 2023?'));
  expect(lines).toContain('  2023-03-04  lease.pdf');
  expect(lines.at(-1)).toContain('From the catalogue');
});

test('a kept list loses the name of a document that is erased', async () => {
  const id = addDocument(store, 'severance-canary.pdf', ['Something.'], {
    file: { modifiedMs: new Date('2011-01-02T12:00:00').getTime() },
  });
  const question = 'Which files are from 2011?';
  const answer = ask(question);
  expect(names(answer)).toEqual(['severance-canary.pdf']);
  const { conversations } = store;
  const at = conversations.begin({ conversation: 'new', question, scope: {}, mode: undefined });
  conversations.finish(at, answer, 'complete');
  await store.removeDocuments([id]);
  const kept = conversations.read(at.conversation).messages[0]?.answer;
  expect(kept?.catalogue).toMatchObject({ total: 1, documents: [] });
  await store.close();
  expect(filesHolding(folder.home, 'severance-canary')).toEqual([]);
  store = await openStore(folder.home);
});
