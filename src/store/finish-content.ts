import type { Database } from './database.ts';
import { erasePassages, namesOf, renamePassage } from './passages.ts';
import { number } from './row.ts';
import type { Steps } from './steps.ts';
import { forgetUnfinished, isUnfinished, nextUnfinished } from './unfinished.ts';
import { mergeBeforeDeleting } from './word-merge.ts';

/** Erases and renames what is noted as unfinished, to the end; `gone` takes the erased passages. */
export function* finishContents(database: Database, gone: number[]): Steps<void> {
  for (;;) {
    const next = nextUnfinished(database);
    if (next === undefined) return;
    const row = database.get('SELECT count(*) AS n FROM passages WHERE content_id = ?', next.id);
    yield* mergeBeforeDeleting(database, number(row ?? { n: 0 }, 'n'));
    if (next.work === 'erase') yield* eraseContent(database, next.id, gone);
    else yield* renameContent(database, next.id);
  }
}

/** Erases a content that nothing points to: passages with their words and vectors, then pages, then itself. */
function* eraseContent(database: Database, content: number, gone: number[]): Steps<void> {
  for (;;) {
    const row = database.get('SELECT id FROM passages WHERE content_id = ? LIMIT 1', content);
    if (row === undefined) break;
    const id = number(row, 'id');
    erasePassages(database, [id]);
    gone.push(id);
    yield;
  }
  for (let pages = 1; pages > 0;) {
    pages = database.run(
      `DELETE FROM pages WHERE content_id = ?1 AND number =
         (SELECT min(number) FROM pages WHERE content_id = ?1)`,
      content,
    ).changes;
    yield;
  }
  database.run('DELETE FROM contents WHERE id = ?', content);
  yield;
}

/** Puts the names of a content's files, as they are when this ends, into the search terms of its passages. */
function* renameContent(database: Database, content: number): Steps<void> {
  const wanted = { id: content, work: 'rename' } as const;
  while (isUnfinished(database, wanted)) {
    const names = namesOf(database, content);
    for (let after = -1; isUnfinished(database, wanted);) {
      const row = database.get(
        `SELECT id, ordinal, language FROM passages WHERE content_id = ? AND ordinal > ?
         ORDER BY ordinal LIMIT 1`,
        content,
        after,
      );
      if (row === undefined) break;
      after = number(row, 'ordinal');
      renamePassage(database, row, names);
      yield;
    }
    if (namesOf(database, content) === names) forgetUnfinished(database, content, 'rename');
  }
}
