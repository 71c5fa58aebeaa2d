/** Letters that no decomposition leads back to the ones people type for them. */
const SPECIAL: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ı', 'i'],
  ['ς', 'σ'],
]);
/** Bounds the memory: all letters of a few scripts. */
const MAX_CACHE = 20_000;
const cache = new Map<string, string>();

/** Digits of numbers in a name are padded to this length, so that "2" comes before "10". */
const NUMBER_WIDTH = 12;

/** Folds case, accents and forms of letters away, so that what is typed matches what is written. */
export function fold(text: string): string {
  let folded = '';
  for (const character of text) folded += foldCharacter(character);
  return folded;
}

/** A folded text with the place of each of its UTF-16 units in the text it was made from. */
export interface Folded {
  readonly text: string;
  /** One more than the units of `text`: the last is the end of the original. */
  readonly offsets: Uint32Array;
}

/** Like `fold`, with the offset in the original of each unit. */
export function foldWithOffsets(text: string): Folded {
  // Decomposition of one character gives at most 18 (Unicode Standard, annex 15).
  let offsets = new Uint32Array(text.length + 64);
  let folded = '';
  let at = 0;
  for (const character of text) {
    const part = foldCharacter(character);
    if (folded.length + part.length >= offsets.length) {
      const longer = new Uint32Array(offsets.length * 2);
      longer.set(offsets);
      offsets = longer;
    }
    offsets.fill(at, folded.length, folded.length + part.length);
    folded += part;
    at += character.length;
  }
  offsets[folded.length] = text.length;
  return { text: folded, offsets: offsets.subarray(0, folded.length + 1) };
}

/** The sort key of a file: its name without its folders, numbers by value. */
export function nameKey(document: string): string {
  const name = document.slice(document.lastIndexOf('/') + 1);
  return fold(name).replaceAll(/\d+/gu, (digits) => digits.padStart(NUMBER_WIDTH, '0'));
}

function foldCharacter(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 128) return code >= 65 && code <= 90 ? String.fromCharCode(code + 32) : character;
  let folded = cache.get(character);
  if (folded === undefined) {
    folded = '';
    for (const part of character.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()) {
      folded += SPECIAL.get(part) ?? part;
    }
    if (cache.size >= MAX_CACHE) cache.clear();
    cache.set(character, folded);
  }
  return folded;
}
