import type { Database } from './database.ts';

/**
 * Queues documents whose content another version of the parsers read; the number queued. Their old
 * content stays searchable until the new one is written.
 */
export function queueOutdated(database: Database, parserVersion: string): number {
  return database.run(
    `UPDATE documents SET state = 'queued' WHERE state = 'read'
       AND content_id IN (SELECT id FROM contents WHERE parser_version <> ?)`,
    parserVersion,
  ).changes;
}
