/** The name of a column (from 0) by letters, as spreadsheets have it: 0 is A, 26 is AA. */
export function columnName(column: number): string {
  const letter = String.fromCodePoint(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}
