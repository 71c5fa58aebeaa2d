import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/types/store.ts';
import {
  contentOf,
  embedAll,
  EMBEDDER,
  filesHolding,
  foundFile,
  temporaryHome,
} from '../store/fixture.ts';

// 2,000 histories with CARREL_FAULTS=full (`npm run test:faults`), some as part of every test run.
const full = process.env['CARREL_FAULTS'] === 'full';
const HISTORIES = full ? 2_000 : 25;

const names = ['a', 'b', 'c', 'd'] as const;
const words = ['quagga', 'okapi', 'zorilla', 'dugong', 'markhor'] as const;

const step = fc.oneof(
  fc.record({
    do: fc.constant('add' as const),
    name: fc.constantFrom(...names),
    word: fc.constantFrom(...words),
  }),
  fc.record({ do: fc.constant('remove' as const), name: fc.constantFrom(...names) }),
  fc.record({
    do: fc.constant('move' as const),
    name: fc.constantFrom(...names),
    to: fc.constantFrom(...names),
  }),
  fc.record({ do: fc.constantFrom('embed', 'verify', 'reopen' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What ought to be stored: the word in each file. */
type Model = Map<string, string>;

let clock = 1_700_000_000_000;

/** The word whose document is long: written and erased in steps. */
const LONG: string = 'dugong';
const PARTS = 30;

/** Adds a file or changes it; the same bytes under another name are not read twice. */
async function add(store: Store, name: string, word: string): Promise<void> {
  clock += 1000;
  const { row } = store.recordFile(foundFile(`${name}.txt`, { modifiedMs: clock }));
  if (store.adoptContent(row.id, `sha-${word}`, '1')) return;
  store.markParsing(row.id);
  const texts = [`The ${word} grazes here.`];
  if (word !== LONG) {
    store.writeContent(row.id, contentOf(`sha-${word}`, texts));
    return;
  }
  texts.push(...Array.from({ length: PARTS - 1 }, (_, part) => `Stone ${part}.`));
  const signal = new AbortController().signal;
  await store.writeContentInSteps(row.id, contentOf(`sha-${word}`, texts), signal);
}

async function remove(store: Store, name: string): Promise<void> {
  await store.library.remove([`/docs/${name}.txt`]);
}

async function take(store: Store, model: Model, each: Step): Promise<void> {
  switch (each.do) {
    case 'add':
      await add(store, each.name, each.word);
      model.set(each.name, each.word);
      break;
    case 'remove':
      await remove(store, each.name);
      model.delete(each.name);
      break;
    case 'move': {
      const word = model.get(each.name);
      if (word === undefined || each.name === each.to) break;
      await add(store, each.to, word);
      await remove(store, each.name);
      model.delete(each.name);
      model.set(each.to, word);
      break;
    }
    case 'embed':
      await embedAll(store);
      break;
    default:
      expect((await store.verify()).problems).toEqual([]);
  }
}

function expectAsModel(store: Store, model: Model): void {
  const listed = store.listDocuments().map(({ document }) => document.replace('.txt', ''));
  expect(listed.sort()).toEqual([...model.keys()].sort());
  for (const word of words) {
    const found = store.searchWords(word, ['en'], {}, 10);
    expect(found, word).toHaveLength([...model.values()].includes(word) ? 1 : 0);
  }
  const passages = [...new Set(model.values())].map((word) => (word === LONG ? PARTS : 1));
  expect(store.counts().passages).toBe(passages.reduce((sum, each) => sum + each, 0));
}

test(`the store is as a simple model of it after ${HISTORIES} random histories`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (history) => {
      using folder = temporaryHome();
      const model: Model = new Map();
      let store = await openStore(folder.home);
      await store.useEmbedder(EMBEDDER);
      for (const each of history) {
        if (each.do === 'reopen') {
          // Whatever is in memory only is gone with it.
          await store.close();
          store = await openStore(folder.home);
          await store.useEmbedder(EMBEDDER);
        } else await take(store, model, each);
      }
      await embedAll(store);
      expectAsModel(store, model);
      expect(await store.verify()).toMatchObject({ ok: true, problems: [] });
      await store.close();
      for (const word of words) {
        const traces = filesHolding(folder.home, word);
        if (![...model.values()].includes(word)) expect(traces, word).toEqual([]);
      }
    }),
    { numRuns: HISTORIES },
  );
}, 3_600_000);
