import { analyse } from 'chardet';

/** Bytes looked at when an encoding has to be guessed. */
const SAMPLE_BYTES = 256 * 1024;

/** Text with the encoding it was read by (a WHATWG label). */
export interface DecodedText {
  readonly text: string;
  readonly encoding: string;
}

/**
 * Reads text of unknown encoding: byte order mark, then valid UTF-8, then what the file declares,
 * then UTF-16 by its zero bytes, then a guess by letter frequencies. Never throws; bytes without a
 * meaning become U+FFFD.
 *
 * Valid UTF-8 goes before a declaration, since a declaration that says otherwise is wrong.
 *
 * @param declared the label of a `meta` element or an XML declaration
 */
export function decodeText(bytes: Uint8Array, declared?: string): DecodedText {
  const marked = byteOrderMark(bytes);
  if (marked !== undefined) return decode(bytes, marked);
  const wide = wideEncoding(bytes);
  if (wide !== undefined) return decode(bytes, wide);
  if (declaresEscapes(declared)) return decode(bytes, declared ?? 'utf-8');
  const utf8 = tryUtf8(bytes);
  if (utf8 !== undefined) return { text: utf8, encoding: 'utf-8' };
  // A label that says UTF-8 was just refuted; mostly valid UTF-8 is found by the guess.
  if (declared !== undefined && !/^\s*utf-?(?:8|16)/iu.test(declared) && isKnown(declared)) {
    return decode(bytes, declared);
  }
  return decode(bytes, guess(highSample(bytes)));
}

function tryUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Encodings that write other scripts with ASCII bytes, and so are valid UTF-8 as well. */
function declaresEscapes(label: string | undefined): boolean {
  return label !== undefined && /^\s*iso-2022-jp\s*$/iu.test(label);
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return undefined;
}

/** UTF-16 without a mark: zero bytes on one side of most pairs, hardly any on the other. */
function wideEncoding(bytes: Uint8Array): string | undefined {
  const length = Math.min(bytes.length, 4096) & ~1;
  if (length < 4) return undefined;
  let even = 0;
  let odd = 0;
  for (let index = 0; index < length; index += 2) {
    if (bytes[index] === 0) even += 1;
    if (bytes[index + 1] === 0) odd += 1;
  }
  const pairs = length / 2;
  if (odd > pairs * 0.4 && even < pairs * 0.05) return 'utf-16le';
  if (even > pairs * 0.4 && odd < pairs * 0.05) return 'utf-16be';
  return undefined;
}

function isKnown(label: string): boolean {
  try {
    return new TextDecoder(label.trim()).encoding !== '';
  } catch {
    return false;
  }
}

function decode(bytes: Uint8Array, label: string): DecodedText {
  const decoder = new TextDecoder(label.trim());
  return { text: decoder.decode(bytes), encoding: decoder.encoding };
}

/** Points by which a guess must beat the Western default; short texts fool the statistics. */
const MARGIN = 10;
const western = new Set(['iso-8859-1', 'windows-1252', 'iso-8859-15']);

function guess(sample: Uint8Array): string {
  const likeliest = likeliestOf(sample);
  const misread = letterShare(sample, likeliest) < 0.9;
  return misread && isShiftJis(sample) ? 'shift_jis' : likeliest;
}

function likeliestOf(sample: Uint8Array): string {
  const matches = analyse(sample).filter((match) => isKnown(match.name));
  const best = matches[0];
  if (best?.name === 'UTF-8' && best.confidence >= 50) return 'utf-8';
  if (isWesternText(sample)) {
    const plain = matches.find((match) => western.has(match.name.toLowerCase()));
    if (best === undefined || best.confidence < 20) return 'windows-1252';
    if (plain !== undefined && best.confidence - plain.confidence < MARGIN) return 'windows-1252';
    return best.name;
  }
  const other = matches.find((match) => !western.has(match.name.toLowerCase()));
  // The DOS code page is unknown to the statistics, and read as anything else gives signs.
  if (letterShare(sample, 'ibm866') > letterShare(sample, other?.name ?? 'windows-1252') + 0.2) {
    return 'ibm866';
  }
  return other?.name ?? 'windows-1252';
}

/** In Western languages letters beyond ASCII seldom stand side by side; in others they do. */
function isWesternText(sample: Uint8Array): boolean {
  const text = new TextDecoder('windows-1252').decode(sample);
  const letters = text.match(/[^\p{ASCII}\s]/gu)?.length ?? 0;
  const beside = text.match(/[^\p{ASCII}\s](?=[^\p{ASCII}\s])/gu)?.length ?? 0;
  return beside <= letters * 0.4;
}

/**
 * Japanese as Windows writes it, of which a few lines are too short for the statistics: every pair of
 * bytes has a meaning, and the signs stand beside each other, as an apostrophe and the letter after it
 * do not that make a pair by chance.
 */
function isShiftJis(sample: Uint8Array): boolean {
  try {
    // A pair may be cut at the sample's end.
    const text = new TextDecoder('shift_jis', { fatal: true }).decode(sample, { stream: true });
    const signs = text.match(/[\p{sc=Han}\p{sc=Hiragana}\u30A1-\u30FE]/gu)?.length ?? 0;
    const others = text.match(/[\u0080-\u2FFF\uFF61-\uFFFF]/gu)?.length ?? 0;
    const runs = text.match(/[\p{sc=Han}\p{sc=Hiragana}\u30A1-\u30FE]{2,}/gu) ?? [];
    const together = runs.reduce((sum, run) => sum + run.length, 0);
    return signs >= 4 && others <= signs / 4 && together >= 0.8 * signs;
  } catch {
    return false;
  }
}

/** How much of what is beyond ASCII are letters when read by an encoding, 0 to 1. */
function letterShare(sample: Uint8Array, label: string): number {
  const beyond = new TextDecoder(label).decode(sample).match(/[^\p{ASCII}]/gu) ?? [];
  const letters = beyond.filter((sign) => /\p{L}/u.test(sign)).length;
  return beyond.length === 0 ? 0 : letters / beyond.length;
}

/** A sample that starts near the first byte beyond ASCII, where an encoding shows. */
function highSample(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte >= 0x80);
  const start = Math.max(0, first - 1024);
  return bytes.subarray(start, start + SAMPLE_BYTES);
}
