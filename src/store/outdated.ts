import type { Database } from './database.ts';

/** The setting that names the version of the parsers which files were last passed over by. */
const TRIED = 'parserVersion';

/**
 * Queues documents whose content another version of the parsers read, and files that another version
 * could not read at all; the number queued. Old content stays searchable until the new one is written.
 */
export function queueOutdated(database: Database, parserVersion: string): number {
  const outdated = database.run(
    `UPDATE documents SET state = 'queued' WHERE state = 'read'
       AND content_id IN (SELECT id FROM contents WHERE parser_version <> ?)`,
    parserVersion,
  ).changes;
  const tried = database.get('SELECT value FROM settings WHERE key = ?', TRIED);
  if (tried?.['value'] === parserVersion) return outdated;
  return database.transaction(() => {
    const skipped = database.run(
      `UPDATE documents SET state = 'queued', reason = NULL WHERE state = 'skipped'
         AND json_extract(reason, '$.code') = 'format-unsupported'`,
    ).changes;
    database.run(
      'INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)',
      TRIED,
      parserVersion,
    );
    return outdated + skipped;
  });
}
