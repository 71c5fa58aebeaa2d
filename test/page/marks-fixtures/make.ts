// Draws the fixtures and writes down where another program finds the words that must be marked.
// Run by hand where pdftotext (poppler) is installed; the tests need only what it has written.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { samples } from '../served.ts';
import { fixtures } from './documents.ts';
import type { Expected, WordBox } from './expected.ts';
import { drawSheets } from './pages.ts';

const handbook = {
  file: 'Employee-handbook.pdf',
  question: 'How many working days of annual leave does a full-time employee have?',
  marked: 'Every full-time employee has 30 working days of annual leave.',
};

interface Page {
  readonly width: number;
  readonly height: number;
  readonly words: readonly (WordBox & { readonly text: string })[];
}

/**
 * Pages as poppler shows them: turned, cut to the crop box, in points from the top left. It reads
 * across columns; its words are brought into the order of the columns.
 */
function pagesOf(path: string, columns: number): Page[] {
  const html = execFileSync('pdftotext', ['-bbox', '-cropbox', path, '-'], { encoding: 'utf8' });
  return [...html.matchAll(/<page width="(.*?)" height="(.*?)">(.*?)<\/page>/gsu)].map(
    ([, width, height, inside = ''], index) => {
      const words = [
        ...inside.matchAll(
          /<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)<\/word>/gu,
        ),
      ].map(([, left, top, right, bottom, text = '']) => ({
        page: index + 1,
        left: Number(left),
        top: Number(top),
        right: Number(right),
        bottom: Number(bottom),
        text,
      }));
      const columnOf = (word: WordBox): number => Math.floor(word.left / (Number(width) / columns));
      return {
        width: Number(width),
        height: Number(height),
        words: words.toSorted((one, other) => columnOf(one) - columnOf(other)),
      };
    },
  );
}

interface Wanted {
  readonly file: string;
  readonly question: string;
  readonly marked: string;
}

function expectedOf(
  path: string,
  { columns, turned }: { readonly columns: number; readonly turned: boolean },
  { file, question, marked }: Wanted,
): Expected {
  const pages = pagesOf(path, columns);
  const words = pages.flatMap((page) => page.words);
  const wanted = marked.split(' ');
  const at = words.findIndex((_, index) =>
    wanted.every((word, offset) => words[index + offset]?.text === word),
  );
  if (at < 0) throw new Error(`${file}: pdftotext does not find the words in their order`);
  return {
    file,
    question,
    // Of pages poppler gives the size before they are turned, of words the place after it.
    pages: pages.map(({ width, height }) =>
      turned ? { width: height, height: width } : { width, height },
    ),
    words: words
      .slice(at, at + wanted.length)
      .map(({ page, left, top, right, bottom }) => ({ page, left, top, right, bottom })),
  };
}

const expected: Expected[] = [];
for (const fixture of fixtures) {
  const path = join(import.meta.dirname, fixture.file);
  writeFileSync(path, await drawSheets(fixture.sheets));
  const columns = Math.max(...fixture.sheets.map((sheet) => sheet.columns.length));
  const turned = fixture.sheets.some(({ rotate = 0 }) => rotate % 180 !== 0);
  expected.push(expectedOf(path, { columns, turned }, fixture));
}
expected.push(expectedOf(join(samples, handbook.file), { columns: 1, turned: false }, handbook));
writeFileSync(
  join(import.meta.dirname, 'expected.json'),
  `${JSON.stringify(expected, undefined, 2)}\n`,
);
