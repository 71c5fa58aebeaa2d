import { expect, test } from 'vitest';
import { bytes, count, duration, ingestLine, stripControls } from '../../src/cli/text.ts';

test('a document cannot write to the terminal', () => {
  expect(stripControls('a\u001B[31mred\u0007\r\u202Eb\u009Bc')).toBe('a[31mredbc');
  expect(stripControls('tab\tand\nline, é, 語')).toBe('tab\tand\nline, é, 語');
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1500, '1.5 kB'],
  [73_577_312, '73.6 MB'],
  [250_000_000, '250 MB'],
  [2e12, '2.0 TB'],
  [5e16, '50000 TB'],
])('%d bytes are "%s"', (n, words) => {
  expect(bytes(n)).toBe(words);
});

test.each([
  [0.2, '1 s'],
  [59, '59 s'],
  [59.5, '1 min 0 s'],
  [75, '1 min 15 s'],
  [119.7, '2 min 0 s'],
  [3600, '1 h 0 min'],
  [7380, '2 h 3 min'],
])('%d seconds are "%s"', (n, words) => {
  expect(duration(n)).toBe(words);
});

test('numbers agree with their nouns', () => {
  expect(count(1, 'document')).toBe('1 document');
  expect(count(1200, 'document')).toBe('1,200 documents');
});

test('a line of progress', () => {
  const line = ingestLine({
    filesDone: 3,
    filesTotal: 10,
    filesFailed: 0,
    filesUnchanged: 0,
    pagesDone: 30,
    passagesDone: 20,
    passagesTotal: 36,
    scansDone: 0,
    scansTotal: 0,
    secondsLeft: 61,
    current: 'lease.pdf',
  });
  expect(line).toBe(
    '[##########..........] files 3/10, 30 pages, passages 20/36, 1 min 1 s left - lease.pdf',
  );
});
