import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyLog, openCatalogue } from '../../src/store/catalogue.ts';
import { scrub } from '../../src/store/scrub.ts';
import { seeded } from '../faults/random.ts';
import { temporaryHome } from './fixture.ts';

test('rows that were moved between pages and deleted leave no copies behind', async () => {
  using folder = temporaryHome();
  const database = openCatalogue(folder.home);
  database.exec('CREATE TABLE scraps (id INTEGER PRIMARY KEY, body TEXT)');
  const random = seeded(6);
  const live = new Map<number, string>();
  const gone: string[] = [];
  for (let step = 0, id = 0; step < 40; step += 1) {
    database.transaction(() => {
      for (let left = 4 + random.below(40); left > 0; left -= 1) {
        id += 1;
        live.set(id, `quokka${id}q`);
        const body = `paragraph of note ${id}: the quokka${id}q was measured ${'so '.repeat(id % 9)}`;
        database.run('INSERT INTO scraps VALUES (?, ?)', id, body);
      }
    });
    for (let left = random.below(25); left > 0 && live.size > 0; left -= 1) {
      const key = [...live.keys()][random.below(live.size)] ?? 0;
      gone.push(live.get(key) ?? '');
      live.delete(key);
      database.run('DELETE FROM scraps WHERE id = ?', key);
    }
  }
  const found = (): string[] => {
    const bytes = readFileSync(join(folder.home, 'catalogue.sqlite'));
    return gone.filter((word) => bytes.includes(word));
  };
  // Without the log; what is left is in the pages, although `secure_delete` is on.
  emptyLog(database);
  const whole = { sound: 'ok', rows: live.size };
  const state = () => ({
    sound: database.get('PRAGMA integrity_check')?.['integrity_check'],
    rows: database.get('SELECT count(*) AS count FROM scraps')?.['count'],
  });
  expect(state()).toEqual(whole);
  expect(found()).not.toEqual([]);
  await scrub(database);
  expect(state()).toEqual(whole);
  expect(found()).toEqual([]);
  database.close();
});
