export const UTF_16 = 1200;

/** Labels of Windows code pages that are not `windows-` and the number. */
const labels: ReadonlyMap<number, string> = new Map([
  [866, 'ibm866'],
  [932, 'shift_jis'],
  [936, 'gbk'],
  [949, 'euc-kr'],
  [950, 'big5'],
  [UTF_16, 'utf-16le'],
  [10_000, 'macintosh'],
  [10_007, 'x-mac-cyrillic'],
  [65_001, 'utf-8'],
]);

/** The decoder of a Windows code page; that of Western Windows for one that is not known. */
export function codePageDecoder(codePage: number): TextDecoder {
  const label = labels.get(codePage) ?? `windows-${codePage}`;
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder('windows-1252');
  }
}
