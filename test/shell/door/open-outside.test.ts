import { expect, test } from 'vitest';
import { assertShowable } from '../../../src/shell/door/open-outside.ts';

test.each(['/a/lease.pdf', '/a/LEASE.PDF', '/a/b.c/notes.md', '/a/Mietvertrag.docx', '/a/x.txt'])(
  'opens %s in its program',
  (path) => {
    expect(() => assertShowable(path)).not.toThrow();
  },
);

test.each([
  '/a/notes.bat',
  '/a/notes.desktop',
  '/a/notes.pdf.lnk',
  '/a/notes.sh',
  '/a/notes.js',
  '/a/notes.txt.',
  '/a/notes.pdf ',
  '/a/notes',
  '/a/.pdf',
  '/a/notes.command',
])('does not have the system run %s', (path) => {
  expect(() => assertShowable(path)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
});
