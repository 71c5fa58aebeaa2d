import { expect, test } from 'vitest';
import { Database } from '../../src/store/database.ts';
import { UntilChanged } from '../../src/store/until-changed.ts';

test('looks up once for each key, and anew when a row has changed', () => {
  const database = new Database(':memory:');
  database.exec('CREATE TABLE rows (value TEXT)');
  const kept = new UntilChanged<string | undefined>(database);
  let looks = 0;
  const look = (key: string): string | undefined =>
    kept.get(key, () => {
      looks += 1;
      return key === 'none' ? undefined : `${key} ${looks}`;
    });
  expect([look('a'), look('b'), look('a'), look('b')]).toEqual(['a 1', 'b 2', 'a 1', 'b 2']);
  expect([look('none'), look('none'), looks]).toEqual([undefined, undefined, 3]);
  database.run('INSERT INTO rows VALUES (?)', 'new');
  expect([look('a'), look('a')]).toEqual(['a 4', 'a 4']);
  // However many keys are asked for, few are kept.
  for (let n = 0; n < 100; n += 1) look(`key ${n}`);
  expect(look('a')).not.toBe('a 4');
  database.close();
});
