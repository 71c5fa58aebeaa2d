import path from 'node:path';
import { expect, it } from 'vitest';
import { Database } from '../../src/store/database.ts';
import { defineFunctions, LibraryChanges } from '../../src/store/library/functions.ts';
import { openStore } from '../../src/store/open.ts';
import { migrations } from '../../src/store/schema.ts';
import { temporaryHome } from './fixture.ts';

/** A catalogue as the first version left it, with one document read. */
const written = `
INSERT INTO contents VALUES (1, 'sum', '1', 'txt', 'Note', '', '', 1, 1, '[]');
INSERT INTO documents VALUES
  (1, '/docs', 'crane.txt', '/docs/crane.txt', 'Harbour', 'txt', 40, 1700000000000, 'read', NULL, 'sum', 1);
INSERT INTO pages VALUES
  (1, 1, 'section', '', 'The harbour crane was yellow.', NULL, NULL, 0, 0, 0, x'');
INSERT INTO passages VALUES
  (1, 1, 0, '[{"page":1,"start":0,"end":29}]', 'The harbour crane was yellow.', '[]', '', 'en');
INSERT INTO passage_words VALUES (1, 'note', '', 'crane', 'the harbour crane was yellow');
INSERT INTO settings VALUES ('tone', 'plain');
`;

// A published migration never changes, so that the first n of them make what version n left.
it.each(migrations.map((_, index) => index + 1))(
  'a catalogue of version %i opens with everything in it, and is sound',
  async (version) => {
    using folder = temporaryHome();
    const database = new Database(path.join(folder.home, 'catalogue.sqlite'));
    defineFunctions(database, new LibraryChanges());
    for (const [index, sql] of migrations.slice(0, version).entries()) {
      database.exec(sql);
      if (index === 0) database.exec(written);
    }
    database.exec(`PRAGMA user_version = ${version}`);
    database.close();

    const store = await openStore(folder.home);
    expect(await store.verify()).toMatchObject({ ok: true, problems: [], documents: 1 });
    const [best] = store.searchWords('harbour crane', ['en'], {}, 5);
    const [shown] = store.passages([best?.passage ?? 0], {});
    expect(shown).toMatchObject({ document: 'crane.txt', text: 'The harbour crane was yellow.' });
    expect(store.setting('tone')).toBe('plain');
    expect(store.library.collections().map(({ name }) => name)).toEqual(['default', 'Harbour']);
    expect(store.library.summary()).toMatchObject({ documents: 1, byStatus: { indexed: 1 } });
    await store.close();
  },
);

it('takes away a comparison whose documents were erased, with the names in it', async () => {
  using folder = temporaryHome();
  const database = new Database(path.join(folder.home, 'catalogue.sqlite'));
  defineFunctions(database, new LibraryChanges());
  for (const sql of migrations.slice(0, 16)) database.exec(sql);
  const plan = (kind: string) =>
    JSON.stringify({ plan: JSON.stringify({ kind, columns: [] }), conditional: false });
  for (const kind of ['changes', 'fields']) {
    database.run(
      `INSERT INTO surveys (question, scope, plan, state, created_ms, updated_ms)
       VALUES (?, '{}', ?, 'complete', 0, 0)`,
      kind,
      plan(kind),
    );
  }
  database.exec('PRAGMA user_version = 16');
  database.close();
  const store = await openStore(folder.home);
  expect(store.surveys.list(10).map(({ question }) => question)).toEqual(['fields']);
  await store.close();
});
