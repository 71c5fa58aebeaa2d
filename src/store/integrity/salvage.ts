import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { openCatalogue } from '../catalogue.ts';
import { Database } from '../database.ts';
import { number, type Row } from '../row.ts';
import { abandonReplacement, beginReplacement, commitReplacement } from '../replacement.ts';

/** The tables that are salvaged: what only a person could make again. The rest is read from the files anew. */
export const salvagedTables = [
  'collections',
  'removals',
  'sources',
  'exclusions',
  'leftovers',
  'imports',
  'settings',
  'documents',
  'conversations',
  'messages',
  'citations',
  'message_documents',
  'surveys',
  'survey_rows',
] as const;

/**
 * Puts what can still be read of a broken catalogue into a new one, with all its documents queued to be
 * read again; it takes the old one's place when the store is opened next. The number of documents.
 *
 * @throws CarrelFailure `store-damaged` where nothing can be read of it, `disk-full`.
 */
export async function salvageCatalogue(home: string, damaged?: Database): Promise<number> {
  const source = damaged ?? new Database(path.join(home, 'catalogue.sqlite'));
  try {
    // Nothing could be told of a catalogue without this table.
    source.all('SELECT id FROM documents LIMIT 1');
    const folder = beginReplacement(home);
    mkdirSync(path.join(folder, 'vectors'), { mode: 0o700 });
    const target = openCatalogue(folder);
    let documents = 0;
    try {
      target.exec('PRAGMA foreign_keys = OFF');
      for (const table of salvagedTables)
        target.transaction(() => copyTable(source, target, table));
      dropOrphans(target);
      documents = number(target.get('SELECT count(*) AS n FROM documents') ?? {}, 'n');
    } finally {
      target.close();
    }
    await commitReplacement(home);
    return documents;
  } catch (error) {
    abandonReplacement(home);
    throw error;
  } finally {
    if (damaged === undefined) source.close();
  }
}

/** Rows from both ends, as far as each can be read: a damaged page lies between. */
function copyTable(
  source: Database,
  target: Database,
  table: (typeof salvagedTables)[number],
): void {
  const known = new Set(
    target.all(`SELECT name FROM pragma_table_info('${table}')`).map((row) => String(row['name'])),
  );
  for (const order of ['ASC', 'DESC']) {
    try {
      for (const row of source.iterate(`SELECT * FROM ${table} ORDER BY 1 ${order}`)) {
        insert(target, table, unread(table, row), known);
      }
      return;
    } catch {
      // The other end is tried; what neither reaches is lost.
    }
  }
}

function insert(target: Database, table: string, row: Row, known: ReadonlySet<string>): void {
  const columns = Object.keys(row).filter((name) => known.has(name));
  try {
    target.run(
      `INSERT OR IGNORE INTO ${table} (${columns.join(', ')})
       VALUES (${columns.map(() => '?').join(', ')})`,
      ...columns.map((name) => row[name] ?? null),
    );
  } catch {
    // A row that the schema refuses was damaged itself.
  }
}

function unread(table: string, row: Row): Row {
  if (table !== 'documents') return row;
  return { ...row, state: 'queued', reason: null, sha256: null, content_id: null };
}

/** Rows that belong to what could not be read. */
function dropOrphans(target: Database): void {
  target.run('UPDATE documents SET removal = NULL WHERE removal NOT IN (SELECT id FROM removals)');
  target.run('DELETE FROM messages WHERE conversation NOT IN (SELECT id FROM conversations)');
  target.run('DELETE FROM citations WHERE message NOT IN (SELECT id FROM messages)');
  target.run('DELETE FROM message_documents WHERE message NOT IN (SELECT id FROM messages)');
  target.run(
    'DELETE FROM sources WHERE removal IS NOT NULL AND removal NOT IN (SELECT id FROM removals)',
  );
  target.run(`DELETE FROM survey_rows WHERE survey NOT IN (SELECT id FROM surveys)
    OR document NOT IN (SELECT id FROM documents)
    OR (other IS NOT NULL AND other NOT IN (SELECT id FROM documents))`);
}
