import { answer, answerMode } from '../../contract/answers.ts';
import type { ConversationEntry, StoredMessage } from '../../contract/conversations.ts';
import { scope } from '../../contract/documents.ts';
import { CarrelFailure } from '../../contract/errors.ts';
import { scrubSmall } from '../scrub.ts';
import type { Database } from '../database.ts';
import { storeFailure } from '../failures.ts';
import { fold } from '../library/fold.ts';
import { json, number, text, textOrNull, type Row } from '../row.ts';
import { citationsToday } from './citation-states.ts';
import { beginMessage, dropMessage, finishMessage } from './messages.ts';
import { withNamesToday } from './names-today.ts';
import type { ConversationStore } from './types.ts';

/** Characters of answers read at once: well below the size limit of a message of the contract. */
const READ_CHARACTERS = 300_000;
/** Messages read at once. */
const READ_MESSAGES = 100;
/** Questions that a follow-up may go back to. */
const MAX_QUESTIONS = 4;

/** The conversations of an open catalogue. */
export function openConversations(database: Database, now = Date.now): ConversationStore {
  return {
    list(find, limit) {
      const words = find === undefined ? '' : fold(find.trim());
      return database
        .all(
          `${ENTRY} WHERE ?1 = '' OR instr(fold(c.title), ?1) > 0 OR EXISTS (
             SELECT 1 FROM messages m WHERE m.conversation = c.id AND (
               instr(fold(m.question), ?1) > 0
               OR instr(fold(coalesce(json_extract(m.answer, '$.answer'), '')), ?1) > 0))
           ORDER BY c.updated_ms DESC, c.id DESC LIMIT ?2`,
          words,
          limit,
        )
        .map(entryOf);
    },
    read(id, after = '0') {
      const conversation = entry(database, id);
      const messages: StoredMessage[] = [];
      let characters = 0;
      const rows = database.iterate(
        'SELECT * FROM messages WHERE conversation = ? AND id > ? ORDER BY id LIMIT ?',
        numberOf(id),
        numberOf(after),
        READ_MESSAGES + 1,
      );
      for (const row of rows) {
        characters += textOrNull(row, 'answer')?.length ?? 0;
        const full = messages.length === READ_MESSAGES || characters > READ_CHARACTERS;
        if (full && messages.length > 0) {
          return { conversation, messages, next: messages.at(-1)?.id ?? null };
        }
        messages.push(messageOf(database, row));
      }
      return { conversation, messages, next: null };
    },
    questions(id) {
      entry(database, id);
      return database
        .all(
          `SELECT question FROM messages WHERE conversation = ? ORDER BY id DESC LIMIT ?`,
          numberOf(id),
          MAX_QUESTIONS,
        )
        .map((row) => text(row, 'question'))
        .toReversed();
    },
    rename(id, title) {
      entry(database, id);
      database.run('UPDATE conversations SET title = ? WHERE id = ?', title, numberOf(id));
    },
    delete(id) {
      entry(database, id);
      database.run('DELETE FROM conversations WHERE id = ?', numberOf(id));
      scrubSmall(database);
    },
    begin: (message) => beginMessage(database, message, now()),
    finish: (at, given, state) => finishMessage(database, at, { answer: given, state, now: now() }),
    drop(at) {
      dropMessage(database, at);
    },
    tick(message, n, ticked) {
      const { changes } = database.run(
        'UPDATE citations SET ticked = ? WHERE message = ? AND n = ?',
        ticked ? 1 : 0,
        numberOf(message),
        n,
      );
      if (changes === 0) throw new CarrelFailure('not-found', 'This citation is no longer there.');
    },
  };
}

const ENTRY = `SELECT c.*, (SELECT count(*) FROM messages m WHERE m.conversation = c.id) AS messages
  FROM conversations c`;

/** -1, which no row has, for what is no id. */
function numberOf(id: string): number {
  return /^\d{1,15}$/u.test(id) ? Number(id) : -1;
}

function entry(database: Database, id: string): ConversationEntry {
  const row = database.get(`${ENTRY} WHERE c.id = ?`, numberOf(id));
  if (row !== undefined) return entryOf(row);
  throw new CarrelFailure('not-found', 'This conversation is no longer there.', {
    conversation: id,
  });
}

function entryOf(row: Row): ConversationEntry {
  return {
    id: String(number(row, 'id')),
    title: text(row, 'title'),
    created: new Date(number(row, 'created_ms')).toISOString(),
    updated: new Date(number(row, 'updated_ms')).toISOString(),
    messages: number(row, 'messages'),
  };
}

function messageOf(database: Database, row: Row): StoredMessage {
  const id = number(row, 'id');
  const kept =
    textOrNull(row, 'answer') === null
      ? null
      : withNamesToday(database, json(row, 'answer', answer));
  const today = citationsToday(database, kept?.citations ?? []);
  const ticks = new Map(
    database
      .all('SELECT n, ticked FROM citations WHERE message = ?', id)
      .map((each) => [number(each, 'n'), number(each, 'ticked') === 1]),
  );
  const mode = textOrNull(row, 'mode');
  return {
    id: String(id),
    question: text(row, 'question'),
    asked: new Date(number(row, 'asked_ms')).toISOString(),
    scope: json(row, 'scope', scope),
    mode: mode === null ? null : answerMode.parse(mode),
    state: stateOf(row),
    answer: kept === null ? null : { ...kept, citations: today.map(({ citation }) => citation) },
    citations: today.map(({ state }) => ({ ...state, ticked: ticks.get(state.n) ?? false })),
  };
}

function stateOf(row: Row): StoredMessage['state'] {
  const state = text(row, 'state');
  if (state === 'complete' || state === 'stopped' || state === 'redacted') return state;
  throw storeFailure('store-damaged');
}
