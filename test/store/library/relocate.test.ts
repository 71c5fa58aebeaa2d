import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Scope } from '../../../src/contract/documents.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/types/store.ts';
import { addDocument, temporaryHome } from '../fixture.ts';
import { answerOf, quoteOf } from '../conversations/answers.ts';

let folder: ReturnType<typeof temporaryHome>;
let store: Store;
const home = (name: string): string => path.join(folder.home, name);

beforeEach(async () => {
  folder = temporaryHome();
  store = await openStore(home('before'));
});
afterEach(async () => {
  await store.close();
  folder[Symbol.dispose]();
});

/** Moves the data folder as a person would: everything, while nothing runs. */
async function moveTo(name: string): Promise<void> {
  await store.close();
  cpSync(home('before'), home(name), { recursive: true });
  rmSync(home('before'), { recursive: true });
  store = await openStore(home(name));
}

it('points kept copies, answers that quote them and scopes at where the data folder is now', async () => {
  const drop = path.join(store.library.keptFolder, 'drop');
  const kept = path.join(drop, 'lease.txt');
  mkdirSync(drop, { recursive: true });
  writeFileSync(kept, 'Sixty days.');
  const copy = addDocument(store, 'lease.txt', ['Sixty days.'], {
    file: { path: kept, root: drop },
  });
  const own = addDocument(store, 'own.txt', ['Noon.'], { file: { path: '/docs/kept/own.txt' } });
  const quotes = [
    { ...quoteOf(1, copy, 1, 'Sixty days.'), path: kept },
    { ...quoteOf(2, own, 1, 'Noon.'), path: '/docs/kept/own.txt' },
  ];
  const ask = (scope: Scope) => {
    const at = store.conversations.begin({
      conversation: 'new',
      question: 'How long?',
      scope,
      mode: undefined,
    });
    store.conversations.finish(at, answerOf(quotes), 'complete');
    return at.conversation;
  };
  const absent = store.conversations.begin({
    conversation: ask({ folder: drop, file: kept }),
    question: 'And when?',
    scope: {},
    mode: undefined,
  });
  store.conversations.finish(absent, answerOf([], quotes.slice(0, 1)), 'complete');
  const elsewhere = ask({ folder: '/docs/kept' });

  await moveTo('after');
  const moved = path.join(store.library.keptFolder, 'drop');
  expect(store.library.keptFolder).toContain('after');
  expect(store.document(copy)).toMatchObject({ path: path.join(moved, 'lease.txt'), root: moved });
  const [asked, followed] = store.conversations.read(absent.conversation).messages;
  expect(asked?.scope).toEqual({ folder: moved, file: path.join(moved, 'lease.txt') });
  expect(asked?.answer?.citations).toMatchObject([
    { path: path.join(moved, 'lease.txt'), document: 'lease.txt' },
    { path: '/docs/kept/own.txt', document: 'own.txt' },
  ]);
  expect(asked?.citations).toMatchObject([{ state: 'unchanged' }, { state: 'unchanged' }]);
  expect(followed?.answer?.passages).toMatchObject([{ path: path.join(moved, 'lease.txt') }]);
  expect(store.conversations.read(elsewhere).messages[0]?.scope).toEqual({ folder: '/docs/kept' });
  expect(JSON.stringify(store.conversations.read(absent.conversation))).not.toContain('before');
});
