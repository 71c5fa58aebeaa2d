import type { Answer } from '../../contract/answers.ts';
import { CarrelFailure } from '../../contract/errors.ts';
import type { Database } from '../database.ts';
import { number } from '../row.ts';
import { withoutDocuments } from './redact.ts';
import type { KeptAt, NewMessage } from './types.ts';

/** Characters of a first question that become the conversation's title. */
const TITLE = 200;

/** Keeps a question; its conversation is made where it is `new`. Throws `not-found`. */
export function beginMessage(database: Database, message: NewMessage, now: number): KeptAt {
  return database.transaction(() => {
    const conversation =
      message.conversation === 'new'
        ? create(database, message.question, now)
        : existing(database, message.conversation);
    const { id } = database.run(
      `INSERT INTO messages (conversation, question, asked_ms, scope, mode, state, answer)
       VALUES (?, ?, ?, ?, ?, 'stopped', NULL)`,
      conversation,
      message.question,
      now,
      JSON.stringify(message.scope),
      message.mode ?? null,
    );
    database.run('UPDATE conversations SET updated_ms = ? WHERE id = ?', now, conversation);
    return { conversation: String(conversation), message: String(id) };
  });
}

/** How a question ended: with an answer, stopped, or failed. */
export interface Finished {
  readonly answer: Answer | undefined;
  readonly state: 'complete' | 'stopped';
  readonly now: number;
}

/**
 * Keeps the answer with all it cites; false where the question was deleted meanwhile. Passages are
 * kept only where no sentence stands, since they are shown only there.
 */
export function finishMessage(
  database: Database,
  at: KeptAt,
  { answer, state, now }: Finished,
): boolean {
  const message = Number(at.message);
  return database.transaction(() => {
    // A document erased while the answer was made is quoted no more.
    const erased = answer === undefined ? [] : documentsGone(database, answer);
    const quotesErased = answer?.citations.some(({ documentId }) => erased.includes(documentId));
    const kept =
      answer === undefined || quotesErased === true
        ? undefined
        : {
            ...answer,
            passages: answer.passages.filter(
              ({ documentId }) => answer.sentences.length === 0 && !erased.includes(documentId),
            ),
            ...withoutDocuments(answer, new Set(erased)),
          };
    const { changes } = database.run(
      'UPDATE messages SET answer = ?, state = ? WHERE id = ?',
      kept === undefined ? null : JSON.stringify(kept),
      quotesErased === true ? 'redacted' : state,
      message,
    );
    if (changes === 0) return false;
    database.run(
      'UPDATE conversations SET updated_ms = ? WHERE id = ?',
      now,
      Number(at.conversation),
    );
    if (kept !== undefined) recordDocuments(database, message, kept);
    return true;
  });
}

/** Deletes a question, and its conversation where that holds no other. */
export function dropMessage(database: Database, at: KeptAt): void {
  database.transaction(() => {
    database.run('DELETE FROM messages WHERE id = ?', Number(at.message));
    database.run(
      `DELETE FROM conversations WHERE id = ?1
       AND NOT EXISTS (SELECT 1 FROM messages WHERE conversation = ?1)`,
      Number(at.conversation),
    );
  });
}

function create(database: Database, question: string, now: number): number {
  const title = question.replaceAll(/\s+/gu, ' ').trim().slice(0, TITLE).toWellFormed();
  return database.run(
    'INSERT INTO conversations (title, created_ms, updated_ms) VALUES (?, ?, ?)',
    title,
    now,
    now,
  ).id;
}

function existing(database: Database, id: string): number {
  const row = /^\d{1,15}$/u.test(id)
    ? database.get('SELECT id FROM conversations WHERE id = ?', Number(id))
    : undefined;
  if (row !== undefined) return number(row, 'id');
  throw new CarrelFailure('not-found', 'This conversation is no longer there.', {
    conversation: id,
  });
}

function documentsGone(database: Database, answer: Answer): string[] {
  const listed = answer.catalogue?.documents ?? [];
  const all = [...answer.citations, ...answer.passages, ...listed];
  const named = new Set(all.map((one) => one.documentId));
  return [...named].filter(
    (id) => database.get('SELECT 1 FROM documents WHERE id = ?', Number(id)) === undefined,
  );
}

function recordDocuments(database: Database, message: number, answer: Answer): void {
  for (const { n, documentId } of answer.citations) {
    database.run(
      `INSERT OR REPLACE INTO citations (message, n, document)
       SELECT ?, ?, id FROM documents WHERE id = ?`,
      message,
      n,
      Number(documentId),
    );
  }
  const cited = new Set(answer.citations.map(({ documentId }) => documentId));
  const shown = [...answer.passages, ...(answer.catalogue?.documents ?? [])];
  const seen = new Set([...cited, ...shown.map(({ documentId }) => documentId)]);
  for (const document of seen) {
    database.run(
      `INSERT OR REPLACE INTO message_documents (message, document, cited)
       SELECT ?, id, ? FROM documents WHERE id = ?`,
      message,
      cited.has(document) ? 1 : 0,
      Number(document),
    );
  }
}
