import { expect, it } from 'vitest';
import { maxFileBytes } from '../../src/contract/files.ts';
import { IncomingFile } from '../../src/parse/incoming-file.ts';

it('takes parts up to the length that was announced', () => {
  const file = new IncomingFile(5);
  file.append(Uint8Array.of(1, 2, 3));
  expect(() => file.whole()).toThrow('did not come over whole');
  expect(() => {
    file.append(Uint8Array.of(4, 5, 6));
  }).toThrow('More bytes came');
  file.append(Uint8Array.of(4, 5));
  expect([...file.whole()]).toEqual([1, 2, 3, 4, 5]);
  expect([...new IncomingFile(0).whole()]).toEqual([]);
});

it('refuses what is too large before it takes memory for it', () => {
  expect(() => new IncomingFile(maxFileBytes + 1)).toThrow('larger than 512 MB');
});
