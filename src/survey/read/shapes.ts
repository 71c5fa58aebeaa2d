/** A table's row, its cells parted by tabs. */
export const isRow = (text: string): boolean => text.includes('\t');

/** Whether a text ends as a sentence does. */
export const ends = (text: string): boolean => /[.!?…:;]["”»’)\]]*$/u.test(text.trim());
