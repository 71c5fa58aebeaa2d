import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createClient } from '../../src/contract/client.ts';
import { engineRoutes, type EngineRoutes } from '../../src/contract/engine-routes.ts';
import { unwrap } from '../../src/contract/result.ts';
import { memoryPair } from '../contract/memory-pair.ts';
import type { Client, RequestNames } from '../../src/contract/route.ts';
import { serve } from '../../src/contract/server.ts';
import { engineHandlers } from '../../src/engine/handlers/index.ts';
import { openServices, type Services } from '../../src/engine/services.ts';
import { engineSetting, staying } from './fixtures/setting.ts';

vi.hoisted(() => {
  process.env['CARREL_MODELS'] = '/nowhere';
});

// The engine's services in this process with real parsers; words alone are searched.
let setting: ReturnType<typeof engineSetting>;
let services: Services;
let client: Client<EngineRoutes>;
let documents = '';
const lease = () => join(documents, 'lease.txt');

beforeEach(async () => {
  setting = engineSetting();
  documents = mkdtempSync(join(tmpdir(), 'carrel-documents-'));
  writeFileSync(lease(), 'The notice period of the lease is three months.\n');
  writeFileSync(join(documents, 'canteen.txt'), 'The canteen serves lunch from noon to two.\n');
  const opening = openServices(setting.environment);
  services = await opening;
  const [near, far] = memoryPair();
  serve(engineRoutes, engineHandlers(opening, staying), far);
  client = createClient(engineRoutes, near);
  unwrap(await client.stream('addDocuments', { paths: [documents] }, () => undefined));
});
afterEach(async () => {
  client.close();
  await services.dispose();
  setting.remove();
  rmSync(documents, { recursive: true, force: true });
});

async function call<K extends RequestNames<EngineRoutes>>(
  name: K,
  input: Parameters<typeof client.call<K>>[1],
) {
  return unwrap(await client.call(name, input));
}

async function ask(question: string, conversation?: string) {
  const input = conversation === undefined ? { question } : { question, conversation };
  return unwrap(await client.stream('ask', input, () => undefined));
}

const readFirst = async () => {
  const { conversations } = await call('listConversations', {});
  return await call('readConversation', { id: conversations[0]?.id ?? '' });
};

const question = 'What is the notice period of the lease?';

it('keeps questions and answers only where that is asked for', async () => {
  expect(await ask(question)).toMatchObject({ conversation: null, message: null });
  expect((await call('listConversations', {})).conversations).toEqual([]);

  const kept = await ask(question, 'new');
  const id = kept.conversation ?? '';
  await ask('When does the canteen serve lunch?', id);
  const read = await call('readConversation', { id });
  expect(read.conversation).toMatchObject({ title: question, messages: 2 });
  expect(read.messages[0]).toMatchObject({ question, state: 'complete' });
  expect(read.messages[0]?.answer?.answer).toContain('three months');
  expect(read.messages[0]?.citations[0]).toMatchObject({ state: 'unchanged', ticked: false });
});

it('finds conversations by the words of questions and answers, renames and erases them', async () => {
  const { conversation } = await ask(question, 'new');
  const id = conversation ?? '';
  const found = async (find: string): Promise<number> =>
    (await call('listConversations', { find })).conversations.length;
  expect(await found('NOTICE period')).toBe(1);
  expect(await found('three months')).toBe(1);
  expect(await found('canteen')).toBe(0);

  await call('renameConversation', { id, title: 'The warehouse' });
  expect(await found('warehouse')).toBe(1);
  await call('deleteConversation', { id });
  expect(await found('')).toBe(0);
  const gone = client.call('readConversation', { id });
  await expect(gone).resolves.toMatchObject({ ok: false, error: { code: 'not-found' } });
  expect(stored()).not.toContain('warehouse');
});

it('says where the quoted words are after the document changed', async () => {
  const { conversation } = await ask(question, 'new');
  const state = async () => (await readFirst()).messages[0]?.citations[0]?.state;
  expect(await state()).toBe('unchanged');

  const again = async (text: string): Promise<void> => {
    writeFileSync(lease(), text);
    unwrap(await client.stream('addDocuments', { paths: [documents] }, () => undefined));
  };
  await again('A preface.\n\nThe notice period of the lease is three months.\n');
  expect(await state()).toBe('moved');
  await again('The notice period of the lease is six months from now on.\n');
  expect(await state()).toBe('gone');
  expect(conversation).not.toBeNull();
});

it('keeps a tick, and exports it with the quote and its place', async () => {
  const { conversation, message } = await ask(question, 'new');
  await call('tickCitation', { message: message ?? '', n: 1, ticked: true });
  expect((await readFirst()).messages[0]?.citations[0]?.ticked).toBe(true);
  const absent = client.call('tickCitation', { message: message ?? '', n: 9, ticked: true });
  await expect(absent).resolves.toMatchObject({ ok: false, error: { code: 'not-found' } });

  const id = conversation ?? '';
  const markdown = await call('exportConversation', { id, format: 'markdown', language: 'de' });
  const text = Buffer.from(markdown.bytes, 'base64').toString();
  expect(text).toContain('lease\\.txt');
  expect(text).toContain('three months');
  expect(text).toContain('von einer Person geprüft');
  expect(markdown.name).toBe('What is the notice period of the lease.md');
  const docx = await call('exportConversation', { id, format: 'docx', language: 'fr' });
  expect(Buffer.from(docx.bytes, 'base64').subarray(0, 2).toString()).toBe('PK');
});

it('takes the text of an erased document out of the answers that quote it', async () => {
  await ask(question, 'new');
  await ask('When does the canteen serve lunch?', 'new');
  const targets = [lease()];
  expect(await call('removalImpact', { targets })).toEqual({ documents: 1, answers: 1 });
  await call('removeDocuments', { target: lease() });

  const { conversations } = await call('listConversations', {});
  const [canteen, about] = await Promise.all(
    conversations.map(({ id }) => call('readConversation', { id })),
  );
  expect(about?.messages[0]).toMatchObject({ question, state: 'redacted', answer: null });
  expect(canteen?.messages[0]).toMatchObject({ state: 'complete' });
  expect(canteen?.messages[0]?.answer?.answer).toContain('noon');
  expect(stored()).not.toContain('three months');
});

it('keeps a stopped question as stopped, and one that failed not at all', async () => {
  const stop = new AbortController();
  const stopped = await client.stream(
    'ask',
    { question, conversation: 'new' },
    () => {
      stop.abort();
    },
    { signal: stop.signal },
  );
  expect(stopped).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  await vi.waitFor(async () => {
    expect((await readFirst()).messages).toMatchObject([{ question, state: 'stopped' }]);
  });
  const nowhere = { question, conversation: '4711' };
  const failed = await client.stream('ask', nowhere, () => undefined);
  expect(failed).toMatchObject({ ok: false, error: { code: 'not-found' } });
  expect((await call('listConversations', {})).conversations).toHaveLength(1);
});

it('understands a question that goes on from the one before', async () => {
  const { conversation } = await ask('Where does the canteen serve?', 'new');
  const next = await ask('And when?', conversation ?? '');
  expect(next.answer).toContain('noon');
  expect((await readFirst()).messages[1]?.question).toBe('And when?');
});

/** Everything in the data folder, as text. */
function stored(): string {
  return readdirSync(setting.environment.CARREL_HOME, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}
