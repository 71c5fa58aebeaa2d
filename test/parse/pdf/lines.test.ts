import { expect, test } from 'vitest';
import { rowsOf, segmentsOf } from '../../../src/parse/pdf/lines.ts';
import type { Word } from '../../../src/parse/pdf/words.ts';

/** A word as it stands on paper: where it begins and ends, its baseline and size, in points. */
function word(text: string, left: number, right: number, baseline = 100, size = 10): Word {
  const place = {
    left,
    right,
    baseline,
    top: baseline - 0.8 * size,
    bottom: baseline + 0.2 * size,
  };
  return { text, ...place, size, bold: false, tracking: 0, spaced: false };
}

function lines(words: readonly Word[]): string[] {
  return rowsOf(words).map((row) =>
    segmentsOf(row)
      .map(({ text }) => text)
      .join('|'),
  );
}

test('a figure raised by nearly half an em stays in its word', () => {
  const above = word('Calendar', 20, 60, 86);
  expect(
    lines([above, word('5', 20, 25), word('th', 25.1, 31, 95.3, 6.5), word('Grade', 34, 60)]),
  ).toEqual(['Calendar', '5th Grade']);
});

test('Latin words in a line of Arabic stand where they are read', () => {
  // Printed from the left: a full stop, the last word, "Python", "and", "R", "programming".
  expect(
    lines([
      word('.', 18, 20),
      word('اليوم', 20, 50),
      word('Python', 50.2, 80),
      word('و', 83, 86),
      word('R', 90, 96),
      word('البرمجة', 99, 130),
    ]),
  ).toEqual(['البرمجة R و Python اليوم.']);
});

test('a large box of a form beside two lines does not make one of them', () => {
  const box = word('\uF06F', 300, 312, 105.8, 13);
  const first = [word('the', 20, 40, 100, 9), word('staff', 43, 60, 100, 9)];
  const second = [word('and', 20, 40, 112, 9), word('rights', 43, 60, 112, 9)];
  const read = lines([...first, box, ...second]);
  expect(read).toContain('the staff');
  expect(read).toContain('and rights');
});
