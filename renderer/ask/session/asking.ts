import type { AnswerMode } from '../../../src/contract/answers.ts';
import type { ConversationEntry, StoredMessage } from '../../../src/contract/conversations.ts';
import type { Scope } from '../../../src/contract/documents.ts';
import type { Result } from '../../../src/contract/result.ts';
import type { DoorClient } from '../../engine/client.ts';
import { historyChanged } from '../history/history-store.ts';
import {
  fromStored,
  newExchange,
  withAnswer,
  withChunk,
  withError,
  withStored,
  withTick,
} from './exchange.ts';
import { changeExchange, changeSession, keyOf, putSession, useSessions } from './session-store.ts';

export interface Question {
  readonly question: string;
  readonly scope: Scope;
  readonly mode: AnswerMode | null;
}

/** Passages that come with an answer, for the nearest ones where it is absent. */
const PASSAGES = 5;

/** Questions under way, by the exchange's key. */
const underWay = new Map<string, AbortController>();

/** Asks a first question; its session's key comes back at once, the answer flows into the store. */
export function askNew(client: DoorClient, question: Question): string {
  const key = crypto.randomUUID();
  putSession(key, {
    conversation: null,
    title: question.question,
    loading: false,
    error: null,
    exchanges: [],
  });
  void ask(client, key, question);
  return key;
}

/** Asks a further question in a session. Resolves when the answer is there, stopped or failed. */
export async function ask(client: DoorClient, session: string, asked: Question): Promise<void> {
  const { question, scope, mode } = asked;
  const key = crypto.randomUUID();
  const controller = new AbortController();
  underWay.set(key, controller);
  changeSession(session, (now) => ({
    ...now,
    exchanges: [...now.exchanges, newExchange({ key, question, scope, askedMode: mode })],
  }));
  const conversation = useSessions.getState().sessions.get(session)?.conversation ?? 'new';
  const answered = await client.stream(
    'ask',
    { question, scope, conversation, limit: PASSAGES, ...(mode === null ? {} : { mode }) },
    (chunk) => {
      if (chunk.kind === 'kept') {
        changeSession(session, (now) => ({ ...now, conversation: chunk.conversation }));
      }
      changeExchange(session, key, (now) => withChunk(now, chunk));
    },
    { signal: controller.signal },
  );
  underWay.delete(key);
  if (answered.ok) {
    const { value } = answered;
    changeExchange(session, key, (now) => withAnswer(now, value));
    changeSession(session, (now) => ({
      ...now,
      conversation: value.conversation ?? now.conversation,
    }));
  } else {
    const { error } = answered;
    changeExchange(session, key, (now) => withError(now, error));
    // One that failed is not kept, nor is a conversation that began with it.
    if (conversation === 'new' && error.code !== 'cancelled') {
      changeSession(session, (now) => ({ ...now, conversation: null }));
    }
  }
  historyChanged();
}

/** Stops a question; what stands stays. */
export function stop(exchange: string): void {
  underWay.get(exchange)?.abort();
}

/**
 * Opens a stored conversation with the state of its citations today; one that is open already
 * keeps what it shows and learns only those states.
 */
export async function openConversation(client: DoorClient, id: string): Promise<void> {
  const key = keyOf(useSessions.getState().sessions, id);
  const open = useSessions.getState().sessions.get(key);
  if (open !== undefined && (open.conversation === null || open.loading)) return;
  if (open === undefined) {
    putSession(id, { conversation: id, title: '', loading: true, error: null, exchanges: [] });
  }
  const read = await readWhole(client, open?.conversation ?? id);
  changeSession(key, (now) => {
    if (!read.ok) return { ...now, loading: false, error: open === undefined ? read.error : null };
    const { conversation, messages } = read.value;
    const title = conversation.title;
    if (open === undefined) {
      return { ...now, title, loading: false, exchanges: messages.map(fromStored) };
    }
    return { ...now, title, exchanges: now.exchanges.map((each) => withStored(each, messages)) };
  });
}

/** A conversation with all its messages, which come in as many parts as they need. */
async function readWhole(
  client: DoorClient,
  id: string,
): Promise<Result<{ conversation: ConversationEntry; messages: StoredMessage[] }>> {
  const messages: StoredMessage[] = [];
  for (;;) {
    const after = messages.at(-1)?.id;
    const input = { id, ...(after === undefined ? {} : { after }) };
    const read = await client.call('readConversation', input);
    if (!read.ok) return read;
    const { conversation, messages: part, next } = read.value;
    messages.push(...part);
    if (next === null) return { ok: true, value: { conversation, messages } };
  }
}

/** Ticks a citation as checked by the reader, or takes the tick away; shown at once. */
export async function tick(
  client: DoorClient,
  session: string,
  exchange: { readonly key: string; readonly message: string },
  n: number,
  ticked: boolean,
): Promise<void> {
  changeExchange(session, exchange.key, (now) => withTick(now, n, ticked));
  const kept = await client.call('tickCitation', { message: exchange.message, n, ticked });
  if (!kept.ok) changeExchange(session, exchange.key, (now) => withTick(now, n, !ticked));
}
