const ACCENTED = /[^\p{ASCII}]/gu;

function plain(character: string): string {
  if (/\s/u.test(character)) return ' ';
  if (/[’‘ʼ]/u.test(character)) return "'";
  if (/[‐‑−]/u.test(character)) return '-';
  const bare = character.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  // "½", "ﬁ" and "²" would change the length or the meaning.
  return bare.length === character.length && /\p{L}/u.test(bare) ? bare : character;
}

/** The text in lower case without accents, `|` between cells, every character at its place. */
export function flat(text: string): string {
  const lower = text.toLowerCase();
  const same = lower.length === text.length ? lower : text;
  return same
    .replaceAll(/[\n\r]/gu, ' ')
    .replaceAll('\t', '|')
    .replaceAll(ACCENTED, plain);
}

/** The text with ranges overwritten by one character, at the same length. */
export function masked(
  text: string,
  ranges: readonly { readonly start: number; readonly end: number }[],
  by = '#',
): string {
  let result = text;
  for (const { start, end } of ranges) {
    result = result.slice(0, start) + by.repeat(end - start) + result.slice(end);
  }
  return result;
}
