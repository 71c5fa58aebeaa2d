import { expect, test } from 'vitest';
import { Database } from '../../src/store/database.ts';
import { toFailure } from '../../src/store/failures.ts';

// Reading what lies at no address fails as a disk does that was unplugged.
test.skipIf(process.platform !== 'linux')('a disk that fails is not told as damage', () => {
  const open = (): unknown => new Database('/proc/self/mem').all('SELECT * FROM sqlite_schema');
  expect(open).toThrow(expect.objectContaining({ code: 'home-unusable' }));
});

test.each([
  // A sync that failed, a lock that a scanner holds, a file that is damaged, and one that is none.
  [1034, 'home-unusable'],
  [3850, 'home-unusable'],
  [11, 'store-damaged'],
  [26, 'store-damaged'],
])('result code %i of SQLite is %s', (errcode, code) => {
  expect(toFailure(Object.assign(new Error('of SQLite'), { errcode }))).toMatchObject({ code });
});

test.each([
  ['EIO: i/o error, read', 'home-unusable'],
  ['lance error: Input/output error (os error 5)', 'home-unusable'],
  ['lance error: Too many open files (os error 24)', 'busy'],
  ['lance error: No space left on device (os error 28)', 'disk-full'],
])('%s is %s', (message, code) => {
  expect(toFailure(new Error(message))).toMatchObject({ code });
});
