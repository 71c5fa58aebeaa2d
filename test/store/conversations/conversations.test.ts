import { expect, it } from 'vitest';
import type { Answer } from '../../../src/contract/answers.ts';
import { openStore } from '../../../src/store/open.ts';
import type { KeptAt } from '../../../src/store/conversations/types.ts';
import type { Store } from '../../../src/store/types/store.ts';
import { storeForEachTest } from '../each-test.ts';
import { addDocument, contentOf, filesHolding } from '../fixture.ts';
import { answerOf, quoteOf } from './answers.ts';

let store: Store;
const setting = storeForEachTest((opened) => {
  store = opened;
});

const begin = (question: string, conversation = 'new'): KeptAt =>
  store.conversations.begin({ conversation, question, scope: {}, mode: undefined });

function keep(question: string, answer: Answer, conversation = 'new'): KeptAt {
  const at = begin(question, conversation);
  expect(store.conversations.finish(at, answer, 'complete')).toBe(true);
  return at;
}

const messagesOf = ({ conversation }: KeptAt) => store.conversations.read(conversation).messages;

function rewrite(document: number, texts: string[]): void {
  store.writeContent(document, contentOf(`again-${texts.join('|')}`, texts));
}

it('follows the words of a citation over changes of their document', () => {
  const rent = 'The rent is due on the first.';
  const id = addDocument(store, 'lease.pdf', ['A cover.', rent]);
  const at = keep('When is the rent due?', answerOf([quoteOf(1, id, 2, rent)]));
  const now = () => messagesOf(at)[0];
  expect(now()?.citations).toEqual([{ n: 1, state: 'unchanged', page: 2, ticked: false }]);

  // On the same page, further down: what is marked moves along.
  rewrite(id, ['A cover.', `A new clause.\n${rent}`]);
  expect(now()?.citations[0]).toMatchObject({ state: 'unchanged', page: 2 });
  expect(now()?.answer?.citations[0]).toMatchObject({
    start: 14,
    end: 14 + rent.length,
    quote: rent,
    place: { spans: [{ page: 2, start: 14, end: 14 + rent.length }] },
  });

  rewrite(id, ['A cover.', 'A new page.', rent]);
  expect(now()?.citations[0]).toMatchObject({ state: 'moved', page: 3 });
  expect(now()?.answer?.citations[0]?.page).toBe(2);
  rewrite(id, ['A cover.', 'The rent is due on the first of May.']);
  expect(now()?.citations[0]).toMatchObject({ state: 'gone', page: null });
});

it('counts a hidden document as gone, and as there again once the removal is undone', async () => {
  const id = addDocument(store, 'lease.pdf', ['Sixty days.']);
  const at = keep('How long?', answerOf([quoteOf(1, id, 1, 'Sixty days.')]));
  const { removal } = await store.library.scheduleRemoval([String(id)], 10);
  expect(messagesOf(at)[0]?.citations[0]?.state).toBe('gone');
  await store.library.undoRemoval(removal);
  expect(messagesOf(at)[0]?.citations[0]?.state).toBe('unchanged');
  expect(messagesOf(at)[0]?.state).toBe('complete');
});

it('redacts what quotes an erased document, and only that', async () => {
  const secret = addDocument(store, 'secret.pdf', ['The canary sings at dawn.']);
  const other = addDocument(store, 'other.pdf', ['Lunch is at noon.']);
  const canary = quoteOf(1, secret, 1, 'The canary sings at dawn.');
  const lunch = quoteOf(1, other, 1, 'Lunch is at noon.');
  const quoting = keep('What sings?', answerOf([canary, { ...lunch, n: 2 }]));
  const lunching = keep('When is lunch?', answerOf([lunch], [canary]));
  const absent = keep('Who whistles?', answerOf([], [canary, lunch]));
  expect(store.library.answersQuoting([secret])).toBe(1);
  expect(store.library.answersQuoting([secret, other])).toBe(2);

  await store.removeDocuments([secret]);
  expect(messagesOf(quoting)[0]).toMatchObject({
    question: 'What sings?',
    state: 'redacted',
    answer: null,
    citations: [],
  });
  expect(messagesOf(lunching)[0]?.answer?.answer).toBe('Lunch is at noon. [1]');
  expect(messagesOf(absent)[0]?.answer?.passages.map(({ text }) => text)).toEqual([lunch.quote]);
  expect(store.library.answersQuoting([secret])).toBe(0);
  expect(store.conversations.list('canary', 10)).toEqual([]);
  expect(filesHolding(setting.home, 'canary')).toEqual([]);
  expect(filesHolding(setting.home, `document-${secret}.pdf`)).toEqual([]);
});

it('redacts at the next start what was due to be erased', async () => {
  const id = addDocument(store, 'secret.pdf', ['The canary sings at dawn.']);
  const at = keep('What sings?', answerOf([quoteOf(1, id, 1, 'The canary sings at dawn.')]));
  await store.library.scheduleRemoval([String(id)], 0);
  await store.close();
  store = await openStore(setting.home);
  expect(messagesOf(at)[0]).toMatchObject({ state: 'redacted', answer: null });
  expect(filesHolding(setting.home, 'canary')).toEqual([]);
});

it('does not keep what was erased while the answer was made', async () => {
  const id = addDocument(store, 'secret.pdf', ['The canary sings at dawn.']);
  const other = addDocument(store, 'other.pdf', ['Lunch is at noon.']);
  const canary = quoteOf(1, id, 1, 'The canary sings at dawn.');
  const quoting = begin('What sings?');
  const absent = begin('Who whistles?');
  await store.removeDocuments([id]);
  store.conversations.finish(quoting, answerOf([canary]), 'complete');
  const lunch = quoteOf(1, other, 1, 'Lunch is at noon.');
  store.conversations.finish(absent, answerOf([], [canary, lunch]), 'complete');
  expect(messagesOf(quoting)[0]).toMatchObject({ state: 'redacted', answer: null });
  expect(messagesOf(absent)[0]?.answer?.passages).toHaveLength(1);
  expect(filesHolding(setting.home, 'canary')).toEqual([]);
});

it('keeps passages only where no sentence stands', () => {
  const id = addDocument(store, 'other.pdf', ['Lunch is at noon.']);
  const lunch = quoteOf(1, id, 1, 'Lunch is at noon.');
  expect(messagesOf(keep('When?', answerOf([lunch], [lunch])))[0]?.answer?.passages).toEqual([]);
  expect(messagesOf(keep('Who?', answerOf([], [lunch])))[0]?.answer?.passages).toHaveLength(1);
});

it('keeps a question whose answer never came as stopped, over a restart', async () => {
  const at = begin('What sings?');
  await store.close();
  store = await openStore(setting.home);
  expect(messagesOf(at)[0]).toMatchObject({ state: 'stopped', answer: null, citations: [] });
});

it('erases a conversation, and keeps no answer for one that is erased', () => {
  const id = addDocument(store, 'other.pdf', ['Lunch is at noon.']);
  const lunch = quoteOf(1, id, 1, 'Lunch is at noon.');
  const at = keep('When does the heron eat?', answerOf([lunch]));
  const late = begin('And the second heron?', at.conversation);
  store.conversations.delete(at.conversation);
  expect(filesHolding(setting.home, 'heron')).toEqual([]);
  expect(store.conversations.finish(late, answerOf([lunch]), 'complete')).toBe(false);
  expect(store.library.answersQuoting([id])).toBe(0);
  expect(() => store.conversations.read(at.conversation)).toThrow(/no longer there/u);
  expect(() => {
    store.conversations.delete(at.conversation);
  }).toThrow(/no longer there/u);
});

it('reads a long conversation in parts, each message once and in order', () => {
  const first = begin('Question 0');
  for (let n = 1; n < 230; n += 1) begin(`Question ${n}`, first.conversation);
  const read: string[] = [];
  for (let after: string | undefined, more = true; more;) {
    const page = store.conversations.read(first.conversation, after);
    read.push(...page.messages.map(({ question }) => question));
    after = page.next ?? undefined;
    more = page.next !== null;
  }
  expect(read).toEqual(Array.from({ length: 230 }, (_, n) => `Question ${n}`));
});

it('reads as much at once as fits a message of the contract', () => {
  const long = 'word '.repeat(40_000).trim();
  const id = addDocument(store, 'long.pdf', [long]);
  const first = keep('One?', answerOf([quoteOf(1, id, 1, long)]));
  keep('Two?', answerOf([quoteOf(1, id, 1, long)]), first.conversation);
  const page = store.conversations.read(first.conversation);
  expect(page.messages.map(({ question }) => question)).toEqual(['One?']);
  expect(page.next).toBe(first.message);
  const rest = store.conversations.read(first.conversation, first.message);
  expect(rest.messages.map(({ question }) => question)).toEqual(['Two?']);
  expect(rest.next).toBeNull();
});

it('finds by title, question and answer, whatever the case and the accents; newest first', () => {
  const id = addDocument(store, 'other.pdf', ['Le déjeuner est à midi.']);
  const meal = keep('Quand ?', answerOf([quoteOf(1, id, 1, 'Le déjeuner est à midi.')]));
  const other = begin('Où est la clé ?');
  const found = (words?: string) => store.conversations.list(words, 10).map((each) => each.id);
  expect(found()).toEqual([other.conversation, meal.conversation]);
  expect(found('DEJEUNER')).toEqual([meal.conversation]);
  expect(found('cle')).toEqual([other.conversation]);
  store.conversations.rename(other.conversation, 'Serrurerie');
  expect(found('serrur')).toEqual([other.conversation]);
  expect(found('citations')).toEqual([]);
  expect(store.conversations.list(undefined, 1)).toHaveLength(1);
});
