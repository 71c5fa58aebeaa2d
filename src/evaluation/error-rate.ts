/** Characters of a text and how many of them were read wrongly. */
export interface ErrorRate {
  readonly errors: number;
  readonly letters: number;
}

/**
 * Characters put in, left out or put in another's place (V. Levenshtein, 1966) between what was read
 * and what stands there. White space counts as one space, quotation marks and dashes as one kind,
 * words joined over a line's end as they are joined: these differ between two readers of one page.
 */
export function errorRate(read: string, gold: string): ErrorRate {
  const [a, b] = [plain(read), plain(gold)];
  let before = Uint32Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const now = new Uint32Array(b.length + 1);
    now[0] = row;
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      now[column] = Math.min(
        (before[column - 1] ?? 0) + same,
        (before[column] ?? 0) + 1,
        (now[column - 1] ?? 0) + 1,
      );
    }
    before = now;
  }
  return { errors: before[b.length] ?? 0, letters: b.length };
}

function plain(text: string): string[] {
  const joined = text
    .normalize('NFC')
    .replace(/(\p{Ll})[-\u00AD]\s*\n\s*(\p{Ll})/gu, '$1$2')
    .replace(/[\u2018\u2019\u201A\u00B4`]/gu, "'")
    .replace(/[\u201C\u201D\u201E\u00AB\u00BB]/gu, '"')
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .replace(/\s+/gu, ' ')
    .trim();
  return Array.from(joined);
}
