/** Characters of one token, by kind: what XLM-R's vocabulary covers less well is cut finer. */
const LOWER_A_TOKEN = 3.5;
const CAPITALS_A_TOKEN = 1.9;
const DIGITS_A_TOKEN = 1.6;
/** What is longer is no word but encoded data, of which hardly any piece is known. */
const LONGEST_WORD = 40;
const OTHER_A_TOKEN = 3.2;
/** What a piece of a torn word may count more in one with the rest than alone, at most. */
export const TORN_WORD_TOKENS = Math.ceil(LONGEST_WORD / 3);

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isUpper = (code: number): boolean =>
  (code >= 65 && code <= 90) || (code >= 0xc0 && code <= 0xde && code !== 0xd7);
const isLower = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 0xdf && code <= 0x17f);
const isSpace = (code: number): boolean =>
  code <= 32 || code === 0xa0 || code === 0x202f || code === 0x2009;
/** Han, kana, Hangul and what follows them: a token or more a character. */
const isWide = (code: number): boolean => code >= 0x2e80;
const isMark = (code: number): boolean => code < 0xc0 || (code >= 0x2000 && code <= 0x2bff);

/**
 * How many tokens XLM-R's vocabulary (multilingual-e5, bge-m3) makes of a text, leaning high, in
 * one pass and without the model, since passages are cut where no model is loaded. Measured
 * against the tokenizer itself in test/chunk/tokens.test.ts.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  let lower = 0;
  let upper = 0;
  let digits = 0;
  let other = 0;
  const endWord = (): void => {
    // A capital that begins a word costs nothing; capitals throughout do, and mixed ones more.
    const capitals = upper > 1 ? upper : 0;
    const plain = lower + upper - capitals;
    if (lower + upper + digits > LONGEST_WORD) tokens += (lower + upper + digits) / 3;
    if (plain > 0) tokens += plain <= 4 ? 1 : plain / LOWER_A_TOKEN;
    if (digits > 0) tokens += Math.max(1, digits / DIGITS_A_TOKEN);
    tokens += capitals / (plain > 0 ? 1 : CAPITALS_A_TOKEN) + other / OTHER_A_TOKEN;
    lower = upper = digits = other = 0;
  };
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    // Accents outside Latin-1 (Polish, Czech) are cut finer.
    if (isLower(code)) lower += code > 0xff ? 4.6 : 1;
    else if (isSpace(code)) endWord();
    else if (isUpper(code)) upper += 1;
    else if (isDigit(code)) digits += 1;
    else if (isWide(code)) tokens += 1;
    else if (isMark(code)) {
      endWord();
      tokens += 1;
    } else other += 1;
  }
  endWord();
  return Math.ceil(tokens);
}

/** Runs of letters and digits, as passage lengths are judged; "1,234.5" counts as three. */
export function countWords(text: string): number {
  let words = 0;
  let inside = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    const wordly =
      !isSpace(code) &&
      (isDigit(code) || code === 95 || !isMark(code) || isLower(code) || isUpper(code));
    if (wordly && !inside) words += 1;
    inside = wordly;
  }
  return words;
}
