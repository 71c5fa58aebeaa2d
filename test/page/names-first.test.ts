import { expect, test } from 'vitest';
import { namesFirst } from '../../renderer/ui/names-first.ts';

const row = (document: string) => ({ document });

test('a name that begins with what was typed comes before one that holds it, that before a path', () => {
  const found = [
    'Meetings/Notes.txt',
    'Offer.eml!/Certificate.txt',
    'Émile.pdf',
    'Statement.pdf',
    'Old/Memo.docx',
  ].map(row);
  expect(namesFirst(found, 'em').map(({ document }) => document)).toEqual([
    'Émile.pdf',
    'Statement.pdf',
    'Old/Memo.docx',
    'Meetings/Notes.txt',
    'Offer.eml!/Certificate.txt',
  ]);
  expect(namesFirst(found, 'STATE').map(({ document }) => document)[0]).toBe('Statement.pdf');
});
