import { describe, expect, test } from 'vitest';
import { vanished } from '../../src/ingest/vanished.ts';
import type { FileLocation } from '../../src/store/types/documents.ts';

const row = (id: number, path: string, missing = false): FileLocation => ({ id, path, missing });
const gone = (known: FileLocation[], changes: Partial<Parameters<typeof vanished>[1]> = {}) =>
  vanished(known, {
    seen: new Set([1]),
    walked: new Set(['/docs', '/docs/a']),
    unreadable: new Set(),
    ignored: new Set(),
    settling: new Set(),
    ...changes,
  }).map(({ id }) => id);

describe('documents that have vanished', () => {
  test('are those whose folder was read without coming upon them', () => {
    expect(gone([row(1, '/docs/one.txt'), row(2, '/docs/a/two.txt')])).toEqual([2]);
  });

  test('are also those whose folder has gone itself', () => {
    expect(gone([row(2, '/docs/b/c/two.txt')])).toEqual([2]);
  });

  test('are not those below a folder that could not be opened', () => {
    expect(gone([row(2, '/docs/b/c/two.txt')], { unreadable: new Set(['/docs/b']) })).toEqual([]);
  });

  test('are not those elsewhere, nor those known to be missing', () => {
    expect(gone([row(2, '/other/two.txt'), row(3, '/docs/x.txt', true)])).toEqual([]);
  });
});
