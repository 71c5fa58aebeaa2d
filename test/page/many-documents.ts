import { mkdirSync } from 'node:fs';
import { PARSER_VERSION } from '../../src/parse/registry.ts';
import { openCatalogue } from '../../src/store/catalogue.ts';

/** Documents in each folder; all have one text. */
const IN_A_FOLDER = 1000;

/** Written with five figures, so that they sort as they count. */
export function nameOf(index: number): string {
  return `report ${String(index).padStart(5, '0')}.txt`;
}

/** Fills a data folder with a library of so many documents, every hundredth of which failed. */
export function fillWith(documents: number): (home: string) => void {
  return (home) => {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    const database = openCatalogue(home);
    const reason = JSON.stringify({ code: 'file-damaged', message: 'Damaged.' });
    database.transaction(() => {
      const { id } = database.run(
        `INSERT INTO contents
           (sha256, parser_version, format, title, author, created, pages, passages, unreadable)
         VALUES ('made-up', ?, 'txt', '', '', '', 3, 0, '[]')`,
        PARSER_VERSION,
      );
      for (let index = 0; index < documents; index += 1) {
        const failed = index % 100 === 99;
        const name = `folder ${String(Math.floor(index / IN_A_FOLDER))}/${nameOf(index)}`;
        database.run(
          `INSERT INTO documents (root, document, path, collection, type, bytes, modified_ms, state,
             reason, content_id)
           VALUES ('/reports', ?, ?, 'default', ?, ?, ?, ?, ?, ?)`,
          name,
          `/reports/${name}`,
          index % 4 === 0 ? 'pdf' : 'txt',
          1000 + ((index * 7919) % documents),
          1_700_000_000_000 + index * 60_000,
          failed ? 'failed' : 'read',
          failed ? reason : null,
          failed ? null : id,
        );
      }
    });
    database.close();
  };
}
